import type { Appearance } from './appearance';
import { checkRules } from './rules';
import { resolveVariables } from './variables';

const variablesSheet = new CSSStyleSheet();
const rulesSheet = new CSSStyleSheet();

/**
 * Dresses the document: variables as custom properties on the root, then the page's rules over the
 * base sheet. Built through the CSS object model, which a strict Content-Security-Policy allows
 * and which cannot be broken out of.
 */
export function applyAppearance(appearance: Appearance, base: CSSStyleSheet): void {
  const { properties, warnings } = resolveVariables(appearance);
  variablesSheet.replaceSync(':root {}');
  const root = variablesSheet.cssRules[0] as CSSStyleRule;
  for (const [name, value] of properties) root.style.setProperty(name, value);

  const { accepted, warnings: refused } = checkRules(appearance.rules ?? {});
  rulesSheet.replaceSync('');
  for (const { selector, declarations } of accepted) {
    try {
      const index = rulesSheet.insertRule(`${placed(selector)} {}`, rulesSheet.cssRules.length);
      const { style } = rulesSheet.cssRules[index] as CSSStyleRule;
      for (const [property, value] of declarations) style.setProperty(property, value);
    } catch {
      refused.push(`appearance.rules: "${selector}" is not a supported selector.`);
    }
  }
  document.adoptedStyleSheets = [base, variablesSheet, rulesSheet];
  const { classList } = document.documentElement;
  classList.toggle('is-dark', isDark());
  classList.toggle('is-still', appearance.disableAnimations === true);
  const condensed = appearance.inputs === 'condensed';
  const labels = appearance.labels ?? 'auto';
  classList.toggle('is-condensed', condensed);
  // unconfirmed: that labels float by themselves in fields that touch.
  classList.toggle('has-floating-labels', labels === 'auto' ? condensed : labels === 'floating');
  for (const warning of [...warnings, ...refused]) console.warn(`[Stripe.js] ${warning}`);
}

/** Labels that float or rest are dressed as such only where labels float at all. */
function placed(selector: string): string {
  return selector
    .split(',')
    .map((one) => (/--(floating|resting)\b/.test(one) ? `.has-floating-labels ${one.trim()}` : one))
    .join(',');
}

/** Whether the page's colours make a dark form, so that native popups follow. */
function isDark(): boolean {
  const probe = document.createElement('span');
  probe.className = 'p-ColorProbe';
  document.body.append(probe);
  const [red = 255, green = 255, blue = 255] = (
    getComputedStyle(probe).backgroundColor.match(/[\d.]+/g) ?? []
  ).map(Number);
  probe.remove();
  return red * 0.299 + green * 0.587 + blue * 0.114 < 110;
}
