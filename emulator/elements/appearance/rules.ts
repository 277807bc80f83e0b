import { isSafeValue } from './variables';

/** Public classes of the form (docs.stripe.com/elements/appearance-api#rules). */
export const publicClasses = new Set(
  `Tab TabIcon TabLabel Label Input Error Block BlockDivider BlockAction Checkbox CheckboxInput
   CheckboxLabel CodeInput DropdownItem Dropdown Menu MenuIcon MenuAction Action PickerItem PickerAction
   RedirectText TermsText TermsLink AccordionItem AccordionButton RadioIcon RadioIconOuter RadioIconInner
   Switch SwitchControl Button Link Container SelectableItem`.split(/\s+/),
);

const modifiers = new Set(
  `selected invalid empty complete focused resting floating disabled checked highlight new
   loading active webkit-autofill`.split(/\s+/),
);

const pseudos = new Set([
  ':hover', ':focus', ':active', ':focus-visible', ':disabled', ':autofill', ':-webkit-autofill',
  '::placeholder', '::selection', ':empty',
]); // prettier-ignore

const properties = new Set(
  `-moz-osx-font-smoothing -webkit-font-smoothing -webkit-text-fill-color animation backdrop-filter
   background-color background-position background-size border border-color border-style border-width
   border-radius border-top-left-radius border-top-right-radius border-bottom-left-radius
   border-bottom-right-radius border-top border-right border-bottom border-left border-top-width
   border-right-width border-bottom-width border-left-width border-top-color border-right-color
   border-bottom-color border-left-color border-top-style border-right-style border-bottom-style
   border-left-style box-shadow color cursor fill font-family font-size font-smooth font-style
   font-variant font-variation-settings font-weight letter-spacing line-height margin margin-top
   margin-right margin-bottom margin-left opacity outline outline-color outline-offset outline-style
   outline-width padding padding-top padding-right padding-bottom padding-left stroke text-align
   text-decoration text-shadow text-transform transition user-select gap width height`.split(/\s+/),
);

export interface Rule {
  selector: string;
  declarations: [property: string, value: string][];
}

/**
 * Checks the `rules` of an appearance: compound selectors of public classes, and listed properties.
 * What is refused is dropped, and named in a warning for the console.
 */
export function checkRules(rules: Record<string, Record<string, string>>): {
  accepted: Rule[];
  warnings: string[];
} {
  const accepted: Rule[] = [];
  const warnings: string[] = [];
  for (const [selector, declarations] of Object.entries(rules)) {
    const refused = selectorProblem(selector);
    if (refused) {
      warnings.push(`appearance.rules: "${selector}" is not a supported selector: ${refused}`);
      continue;
    }
    const kept: Rule['declarations'] = [];
    for (const [name, value] of Object.entries(declarations)) {
      const property = toCssName(name);
      if (!properties.has(property)) {
        warnings.push(`appearance.rules: "${name}" of "${selector}" is not a supported property.`);
      } else if (typeof value !== 'string' || !isSafeValue(value)) {
        warnings.push(`appearance.rules: "${name}" of "${selector}" has an unsupported value.`);
      } else kept.push([property, value]);
    }
    if (kept.length) accepted.push({ selector, declarations: kept });
  }
  return { accepted, warnings };
}

/** Several selectors may share one rule, each of them one compound selector. */
function selectorProblem(selector: string): string | undefined {
  return selector
    .split(',')
    .map((one) => compoundProblem(one.trim()))
    .find((problem) => problem !== undefined);
}

function compoundProblem(selector: string): string | undefined {
  const parts = /^((?:\.[A-Za-z0-9-]+)+)((?:::?[a-z-]+)*)$/.exec(selector);
  if (!parts) return 'only one compound selector of classes is allowed.';
  for (const name of (parts[1] ?? '').split('.').slice(1)) {
    const [base = '', modifier] = name.split('--');
    if (base.startsWith('p-')) return 'classes beginning with "p-" are private.';
    if (!publicClasses.has(base)) return `".${base}" is not a public class.`;
    if (modifier !== undefined && !modifiers.has(modifier)) return `"--${modifier}" is unknown.`;
  }
  for (const pseudo of (parts[2] ?? '').match(/::?[a-z-]+/g) ?? []) {
    if (!pseudos.has(pseudo)) return `"${pseudo}" is not supported.`;
  }
  return undefined;
}

function toCssName(name: string): string {
  const dashed = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return /^(webkit|moz)-/.test(dashed) ? `-${dashed}` : dashed;
}
