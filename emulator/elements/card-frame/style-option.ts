import { isSafeValue } from '../appearance/variables';
import type { CardStyle, StyleVariant } from './options';

/** Properties of the `style` option (docs.stripe.com/js/appendix/style), by their CSS names. */
const properties: Readonly<Record<string, string>> = {
  backgroundColor: 'background-color', color: 'color', fontFamily: 'font-family',
  fontSize: 'font-size', fontSmoothing: '-webkit-font-smoothing', fontStyle: 'font-style',
  fontVariant: 'font-variant', fontWeight: 'font-weight', lineHeight: 'line-height',
  letterSpacing: 'letter-spacing', textAlign: 'text-align', padding: 'padding',
  textDecoration: 'text-decoration', textShadow: 'text-shadow', textTransform: 'text-transform',
}; // prettier-ignore

/** What the whole row takes over, so that widths are measured in the page's font. */
const ofTheRow = new Set(
  `color fontFamily fontSize fontSmoothing fontStyle fontVariant fontWeight lineHeight letterSpacing
   textTransform`.split(/\s+/),
);

const pseudos = [
  ':hover',
  ':focus',
  '::placeholder',
  '::selection',
  ':-webkit-autofill',
  ':disabled',
];

const variants: readonly (readonly [name: keyof CardStyle, state: string])[] = [
  ['base', ''],
  ['complete', '.is-complete'],
  ['empty', '.is-empty'],
  ['invalid', '.is-invalid'],
];

/** Writes the `style` option as rules. What Stripe.js has no name for is dropped, and warned of. */
export function writeStyle(sheet: CSSStyleSheet, style: CardStyle): string[] {
  const warnings: string[] = [];
  sheet.replaceSync('');
  const write = (selector: string, given: StyleVariant, only?: Set<string>): void => {
    const index = sheet.insertRule(`${selector} {}`, sheet.cssRules.length);
    const rule = sheet.cssRules[index] as CSSStyleRule;
    for (const [name, value] of Object.entries(given)) {
      if (typeof value === 'object' || name === 'iconColor') continue;
      if (only && !only.has(name)) continue;
      const property = properties[name];
      if (!property || !isSafeValue(String(value))) {
        if (!only) warnings.push(`style: "${name}" is not a supported property or value.`);
        continue;
      }
      rule.style.setProperty(property, String(value));
    }
  };
  for (const [name, state] of variants) {
    const given = style[name];
    if (!given) continue;
    if (!state) write('.ElementsApp', given, ofTheRow);
    write(`.InputElement${state}`, given);
    for (const pseudo of pseudos) {
      const inner = given[pseudo];
      if (typeof inner === 'object' && inner !== null) {
        write(`.InputElement${state}${pseudo}`, inner as StyleVariant);
      }
    }
    const color = given.iconColor;
    if (typeof color === 'string' && isSafeValue(color)) {
      write(`.ElementsApp${state} .CardBrandIcon-container`, { color });
      if (state === '.is-invalid')
        write('.ElementsApp.is-invalid .CardBrandIcon--error', { color });
    }
  }
  return warnings;
}
