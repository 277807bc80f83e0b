/**
 * The form's own look, in terms of the appearance variables. Selectors are single classes, so that
 * a page's rules, which come later, win.
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
  line-height: var(--fontLineHeight); -webkit-font-smoothing: antialiased;
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
.p-Input-input:focus, .p-Select-select:focus {
  outline: 0; border-color: var(--inputFocusColorBorder); box-shadow: var(--inputFocusBoxShadow);
}
.Input--invalid {
  color: var(--colorDanger); border-color: var(--colorDanger);
  box-shadow: 0 0 0 1px var(--colorDanger);
}
.Input--invalid:focus { box-shadow: 0 0 0 3px color-mix(in srgb, var(--colorDanger) 22%, transparent); border-color: var(--colorDanger); }
.p-Input-input:disabled, .p-Select-select:disabled { opacity: 0.6; cursor: not-allowed; }
.p-Input-input:-webkit-autofill { -webkit-text-fill-color: var(--colorText); transition: background-color 9999s; }
.p-Select-select { padding-inline-end: 36px; cursor: pointer; }
.p-Select-arrow {
  position: absolute; inset-inline-end: 13px; top: 50%; width: 13px; height: 13px;
  margin-top: -6px; color: var(--iconChevronDownColor); pointer-events: none;
}
.is-dark .p-Select-select { color-scheme: dark; }
.p-Field-adornment {
  position: absolute; inset-inline-end: 12px; top: 0; bottom: 0;
  display: flex; align-items: center; pointer-events: none;
}
.p-CardBrandIcons { display: flex; gap: 4px; align-items: center; }
.p-CardBrandIcons-item { width: 26px; height: auto; display: block; border-radius: 3px; animation: p-appear 0.2s ease; }
/* On a narrow form the row would lie over the placeholder. */
@media (max-width: 360px) { .p-CardBrandIcons-item:nth-child(n + 3) { display: none; } }
.p-ErrorIcon { width: 17px; height: 17px; color: var(--iconCardErrorColor); animation: p-appear 0.2s ease; }
.is-dark .p-ErrorIcon path, .is-dark .p-ErrorIcon circle + path { stroke: var(--colorBackground); }
.is-dark .p-ErrorIcon circle:last-child { fill: var(--colorBackground); }
.p-CvcIcon { width: 28px; height: auto; color: var(--iconCardCvcColor); }
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
.p-RedirectForm-icon { width: 28px; height: 28px; flex: none; color: var(--iconColor); }
.RedirectText { margin: 0; font-size: var(--fontSizeSm); }
@keyframes p-appear { from { opacity: 0; } }
.is-still *, .is-still *::before { animation: none !important; transition: none !important; }
@media (prefers-reduced-motion: reduce) { * { animation: none !important; transition: none !important; } }

.p-Accordion {
  overflow: hidden; background-color: var(--colorBackground);
  border: 1px solid var(--inputColorBorder); border-radius: var(--borderRadius);
  box-shadow: var(--inputBoxShadow);
}
.p-AccordionItem + .p-AccordionItem { border-top: 1px solid var(--inputColorBorder); }
.p-Accordion--spaced { overflow: visible; border: 0; box-shadow: none; background: none; display: grid; gap: 8px; }
.p-Accordion--spaced .p-AccordionItem {
  border: 1px solid var(--inputColorBorder); border-radius: var(--borderRadius);
  background-color: var(--colorBackground);
}
.p-AccordionButton {
  display: flex; gap: 10px; align-items: center; width: 100%; min-height: 48px;
  padding: 12px 16px; border: 0; background: none; color: var(--colorTextSecondary);
  font-weight: var(--fontWeightMedium); text-align: start; cursor: pointer;
  border-radius: var(--borderRadius);
}
.p-AccordionButton:hover, .AccordionButton--selected { color: var(--colorText); }
.p-AccordionButton:focus-visible, .p-Tab:focus-visible {
  outline: 2px solid var(--colorPrimary); outline-offset: -2px;
}
.p-AccordionButton-icon { width: 18px; height: 18px; flex: none; }
.p-AccordionPanel { padding: 4px 16px 16px; }
.RadioIcon { position: relative; width: 16px; height: 16px; flex: none; }
.RadioIconOuter { position: absolute; inset: 0; border: 1.5px solid var(--iconColor); border-radius: 50%; }
.RadioIconOuter--checked { border-color: var(--colorPrimary); }
.RadioIconInner { position: absolute; inset: 4px; border-radius: 50%; background-color: var(--colorPrimary); }
.p-PaymentMethodSelector { display: flex; gap: var(--tabSpacing); margin-bottom: var(--gridRowSpacing); }
.p-Tab {
  flex: 1; min-width: 0; padding: 10px 12px; border: 1px solid var(--inputColorBorder);
  border-radius: var(--borderRadius); background-color: var(--colorBackground);
  box-shadow: var(--inputBoxShadow); color: var(--colorTextSecondary); text-align: start; cursor: pointer;
}
.p-Tab:hover { color: var(--colorText); }
.Tab--selected { color: var(--colorPrimary); border-color: var(--colorPrimary); box-shadow: 0 0 0 1px var(--colorPrimary); }
.Tab--selected:hover { color: var(--colorPrimary); }
.p-TabIcon { display: block; width: 18px; height: 18px; margin-bottom: 4px; color: var(--tabIconColor); }
.TabIcon--selected { color: var(--tabIconSelectedColor); }
.p-TabLabel { display: block; overflow: hidden; font-weight: var(--fontWeightMedium); font-size: var(--fontSizeSm); text-overflow: ellipsis; white-space: nowrap; }

.has-floating-labels .p-Field { position: relative; }
.has-floating-labels .p-FieldLabel {
  position: absolute; z-index: 1; inset-inline-start: 13px; top: 7px; margin: 0;
  color: var(--colorTextSecondary); font-size: var(--fontSize2Xs); pointer-events: none;
}
.has-floating-labels .p-Input-input, .has-floating-labels .p-Select-select { padding-top: 24px; padding-bottom: 6px; min-height: 56px; }
`;
