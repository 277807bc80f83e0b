import { bankFormStyles } from './bank-form-styles';
import { networkChoiceStyles } from './network-choice';

/**
 * The form's own look, in terms of the appearance variables. What surrounds a public class stands
 * in `:where()`, so that a page's rules, which come later and name but that class, win.
 */
// A dark form is see-through on a dark page, which accessibility checkers can't see from inside:
// they take white for granted. A gradient tells them that they can't know.
export const baseStyles = `
*, *::before, *::after { box-sizing: border-box; }
[hidden] { display: none !important; }
html { font-size: var(--fontSizeBase); -webkit-text-size-adjust: 100%; }
body {
  margin: 0; padding: 4px; overflow: hidden; background: transparent;
  color: var(--colorText); font-family: var(--fontFamily); font-weight: var(--fontWeightNormal);
  line-height: var(--fontLineHeight); -webkit-font-smoothing: var(--fontSmooth);
  font-variant-ligatures: var(--fontVariantLigatures);
  font-variation-settings: var(--fontVariationSettings);
}
button, input, select { font: inherit; letter-spacing: inherit; }
.is-dark body { background-image: linear-gradient(transparent, transparent); }
.p-ColorProbe { display: none; background-color: var(--colorBackground); }
.p-Grid {
  display: grid; grid-template-columns: repeat(2, minmax(0, 1fr));
  gap: var(--gridRowSpacing) var(--gridColumnSpacing);
}
.p-GridCell--full { grid-column: 1 / -1; }
@media (max-width: 270px) { .p-GridCell--half { grid-column: 1 / -1; } }
.p-FieldLabel {
  display: block; margin-bottom: var(--labelSpacing);
  color: var(--labelColorText); font-size: var(--labelFontSize);
  font-weight: var(--labelFontWeight); transition: color 0.15s ease;
}
.p-Input, .p-Select { position: relative; }
.p-Input-input, .p-Select-select {
  display: block; width: 100%; min-height: 44px; margin: 0;
  padding: calc(var(--spacingUnit) * 2.5) calc(var(--spacingUnit) * 3);
  color: var(--colorText); background-color: var(--colorBackground);
  border: 1px solid var(--inputColorBorder); border-radius: var(--borderRadius);
  box-shadow: var(--inputBoxShadow); font-size: 1rem; line-height: 1.375;
  transition: background-color 0.15s ease, border-color 0.15s ease, box-shadow 0.15s ease, color 0.15s ease;
  appearance: none; text-overflow: ellipsis;
}
html[dir='rtl'] .p-Input-input[dir='ltr'] { text-align: right; }
.p-CardNumberInput-input { padding-inline-end: 132px; }
html[dir='rtl'] .p-CardNumberInput-input { padding-right: calc(var(--spacingUnit) * 3); padding-left: 132px; }
.p-CardCvcInput-input { padding-inline-end: 48px; }
html[dir='rtl'] .p-CardCvcInput-input { padding-right: calc(var(--spacingUnit) * 3); padding-left: 48px; }
.p-Input-input::placeholder { color: var(--colorTextPlaceholder); opacity: 1; }
.p-Input-input:focus:where(:not(.Input--invalid)), .p-Select-select:focus {
  outline: var(--focusOutline); border-color: var(--inputFocusColorBorder); box-shadow: var(--inputFocusBoxShadow);
}
.Input--invalid {
  color: var(--colorDanger); border-color: var(--colorDanger);
  box-shadow: 0 0 0 1px var(--colorDanger);
}
.Input--invalid:where(:focus) { outline: var(--focusOutline); box-shadow: 0 0 0 3px color-mix(in srgb, var(--colorDanger) 22%, transparent); border-color: var(--colorDanger); }
.p-Input-input:disabled, .p-Select-select:disabled { opacity: 0.6; cursor: not-allowed; }
.p-Input-input:-webkit-autofill { -webkit-text-fill-color: var(--colorText); transition: background-color 9999s; }
.p-Select-select { padding-inline-end: 36px; cursor: pointer; }
.p-Select-arrow {
  position: absolute; inset-inline-end: 13px; top: 50%; width: 13px; height: 13px;
  margin-top: -6px; color: var(--iconChevronDownColor); pointer-events: none;
}
.p-Select:hover .p-Select-arrow { color: var(--iconChevronDownHoverColor); }
.is-dark .p-Select-select { color-scheme: dark; }
.p-Field-adornment {
  position: absolute; inset-inline-end: 12px; top: 0; bottom: 0;
  display: flex; gap: 8px; align-items: center; pointer-events: none;
}
.p-CardBrandIcons { display: flex; gap: 4px; align-items: center; }
.p-CardBrandIcons-item { width: 26px; height: auto; display: block; border-radius: 3px; animation: p-appear 0.2s ease; }
${networkChoiceStyles}
.p-NetworkChoice { color: var(--iconChevronDownColor); }
.p-NetworkChoice:hover { color: var(--iconChevronDownHoverColor); }
.p-NetworkChoice:has(:focus-visible) { outline-color: var(--colorPrimary); }
.p-NetworkChoice-mark { width: 26px; height: auto; border-radius: 3px; }
.is-dark .p-NetworkChoice-select { color-scheme: dark; }
/* On a narrow form the row would lie over the placeholder. */
@media (max-width: 360px) {
  .p-CardBrandIcons-item:nth-child(n + 3) { display: none; }
  .p-CardNumberInput-input { padding-inline-end: 76px; }
  html[dir='rtl'] .p-CardNumberInput-input { padding-left: 76px; }
}
.p-ErrorIcon { width: 17px; height: 17px; color: var(--iconCardErrorColor); animation: p-appear 0.2s ease; }
.is-dark .p-ErrorIcon path, .is-dark .p-ErrorIcon circle + path { stroke: var(--colorBackground); }
.is-dark .p-ErrorIcon circle:last-child { fill: var(--colorBackground); }
.p-CvcIcon { width: 28px; height: auto; color: var(--iconCardCvcColor); }
.is-invalid .p-ErrorIcon { color: var(--iconCardErrorColor); }
.p-CardCvcInput.is-invalid .p-ErrorIcon { color: var(--iconCardCvcErrorColor); }
.p-CvcIcon-halo { fill: var(--colorBackground); }
.p-FieldError {
  margin: var(--spacingUnit) 0 0; color: var(--colorDanger); font-size: var(--fontSizeSm);
  animation: p-appear 0.2s ease;
}
.p-TermsText {
  margin: calc(var(--spacingUnit) * 3) 0 0; color: var(--colorTextSecondary);
  font-size: var(--fontSizeXs);
}
.p-RedirectForm { display: flex; gap: 12px; align-items: center; padding: 4px 0; color: var(--colorTextSecondary); }
.p-RedirectForm-icon { width: 28px; height: 28px; flex: none; color: var(--iconRedirectColor); }
.RedirectText { margin: 0; font-size: var(--fontSizeSm); }
@keyframes p-appear { from { opacity: 0; } }
.is-still *, .is-still *::before { animation: none !important; transition: none !important; }
@media (prefers-reduced-motion: reduce) { * { animation: none !important; transition: none !important; } }

/* Labels in the field: over the text when there is some, in its place when there is none. */
:where(.has-floating-labels) .p-Field { position: relative; }
:where(.has-floating-labels) .p-FieldLabel {
  position: absolute; z-index: 1; inset-inline-start: calc(var(--spacingUnit) * 3 + 1px); top: 8px; margin: 0;
  max-width: calc(100% - 32px); overflow: hidden; text-overflow: ellipsis; white-space: nowrap;
  color: var(--labelFloatingColorText); font-size: var(--fontSizeXs); line-height: 1.4; pointer-events: none;
  transform-origin: 0 0; transition: top 0.15s ease, font-size 0.15s ease, color 0.15s ease;
}
:where(.has-floating-labels) .Label--resting { top: 17px; color: var(--labelRestingColorText); font-size: 1rem; }
:where(.has-floating-labels) .p-Input-input, :where(.has-floating-labels) .p-Select-select { padding-top: 25px; padding-bottom: 7px; min-height: 58px; }
.has-floating-labels .p-Input-input:not(:focus)::placeholder { color: transparent; }
:where(.has-floating-labels) .Label--invalid { color: var(--colorDanger); }

/* Fields that touch: one frame around those that belong together, rounded at its corners. */
.is-condensed .p-Grid { gap: 0; }
.is-condensed .p-Input-input, .is-condensed .p-Select-select { border-radius: 0; box-shadow: none; }
.is-condensed .p-GridCell { position: relative; margin-inline-end: -1px; margin-bottom: -1px; }
.is-condensed .p-GridCell--full, .is-condensed .p-GridCell.is-last-of-row { margin-inline-end: 0; }
.is-condensed .p-Grid > .p-GridCell:focus-within, .is-condensed .p-GridCell:has(.Input--invalid) { z-index: 1; }
.is-condensed .p-GridCell.is-top-start :is(.p-Input-input, .p-Select-select) { border-start-start-radius: var(--borderRadius); }
.is-condensed .p-GridCell.is-top-end :is(.p-Input-input, .p-Select-select) { border-start-end-radius: var(--borderRadius); }
.is-condensed .p-GridCell.is-bottom-start :is(.p-Input-input, .p-Select-select) { border-end-start-radius: var(--borderRadius); }
.is-condensed .p-GridCell.is-bottom-end :is(.p-Input-input, .p-Select-select) { border-end-end-radius: var(--borderRadius); }
.is-condensed .p-FieldError { margin: 4px 0 8px; padding-inline: 2px; }
.is-condensed:not(.has-floating-labels) .p-FieldLabel {
  position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
}
${bankFormStyles}`;
