/** The look of the pickers of payment methods, in terms of the appearance variables. */
export const pickerStyles = `
.p-Accordion {
  background-color: var(--blockColorBackground);
  border: 1px solid var(--blockColorBorder); border-radius: var(--borderRadius);
  box-shadow: var(--inputBoxShadow);
}
.p-AccordionItem:where(:first-child) { border-start-start-radius: inherit; border-start-end-radius: inherit; }
.p-AccordionItem:where(:last-child) { border-end-start-radius: inherit; border-end-end-radius: inherit; }
:where(.p-AccordionItem) + .p-AccordionItem { border-top: 1px solid var(--blockColorBorder); margin-top: var(--accordionItemSpacing); }
.p-Accordion--spaced { border: 0; box-shadow: none; background: none; display: grid; gap: max(8px, var(--accordionItemSpacing)); }
:where(.p-Accordion--spaced) .p-AccordionItem {
  margin-top: 0; border: 1px solid var(--blockColorBorder); border-radius: var(--borderRadius);
  background-color: var(--blockColorBackground); box-shadow: var(--inputBoxShadow);
}
.p-AccordionButton {
  display: flex; gap: 10px; align-items: center; width: 100%; min-height: 48px;
  padding: calc(var(--spacingUnit) * 3) calc(var(--spacingUnit) * 4); border: 0; background: none;
  color: var(--accordionItemLabelColorText); font-size: var(--accordionItemLabelFontSize);
  font-weight: var(--accordionItemLabelFontWeight); text-align: start; cursor: pointer;
  border-radius: var(--borderRadius);
}
.p-AccordionButton:hover { color: var(--accordionItemLabelSelectedColorText); }
.AccordionButton--selected {
  color: var(--accordionItemLabelSelectedColorText); font-weight: var(--accordionItemLabelSelectedFontWeight);
}
.p-AccordionButton:focus-visible, .p-Tab:focus-visible {
  outline: 2px solid var(--colorPrimary); outline-offset: -2px;
}
.p-AccordionButton:disabled, .p-Tab:disabled { opacity: 0.6; cursor: not-allowed; }
.p-AccordionButton-icon { width: 18px; height: 18px; flex: none; color: var(--iconColor); }
:where(.AccordionButton--selected) .p-AccordionButton-icon { color: var(--tabIconSelectedColor); }
.p-AccordionButton-label { flex: 1; min-width: 0; }
.p-AccordionButton-subtitle { display: block; font-size: 0.85em; opacity: 0.8; overflow-wrap: anywhere; }
.p-AccordionMore .p-AccordionButton-icon { width: 14px; height: 14px; margin-inline: 2px; }
.p-AccordionPanel { padding: var(--spacingUnit) calc(var(--spacingUnit) * 4) calc(var(--spacingUnit) * 4); }
.RadioIcon { position: relative; width: 16px; height: 16px; flex: none; }
.RadioIconOuter { position: absolute; inset: 0; border: 1.5px solid var(--accordionItemTriggerColor); border-radius: 50%; }
:where(.p-AccordionButton:hover) .RadioIconOuter:where(:not(.RadioIconOuter--checked)) { border-color: var(--accordionItemTriggerHoverColor); }
.RadioIconOuter--checked { border-color: var(--accordionItemTriggerSelectedColor); }
.RadioIconInner { position: absolute; inset: 4px; border-radius: 50%; }
.RadioIconInner--checked { background-color: var(--accordionItemTriggerSelectedColor); }

.p-PaymentMethodSelector { display: flex; gap: var(--tabSpacing); margin-bottom: var(--gridRowSpacing); }
.p-TabList { display: flex; flex: 1; gap: var(--tabSpacing); min-width: 0; }
.p-Tab, .p-AdditionalPaymentMethods {
  border: 1px solid var(--inputColorBorder); border-radius: var(--borderRadius);
  background-color: var(--colorBackground); box-shadow: var(--inputBoxShadow);
  color: var(--colorTextSecondary);
}
.p-Tab {
  flex: 1; min-width: 0; padding: calc(var(--spacingUnit) * 2.5) calc(var(--spacingUnit) * 3);
  text-align: start; cursor: pointer;
}
.p-Tab:hover:where(:not(.Tab--selected)) { color: var(--colorText); }
.Tab--selected {
  color: var(--colorPrimary); border-color: var(--colorPrimary); box-shadow: 0 0 0 1px var(--colorPrimary);
}
.p-TabIcon { display: block; width: 18px; height: 18px; margin-bottom: 4px; color: var(--tabIconColor); }
:where(.p-Tab:hover) .p-TabIcon { color: var(--tabIconHoverColor); }
.TabIcon--selected { color: var(--tabIconSelectedColor); }
.p-TabLabel {
  display: block; overflow: hidden; font-weight: var(--fontWeightMedium); font-size: var(--fontSizeSm);
  text-overflow: ellipsis; white-space: nowrap;
}
.p-AdditionalPaymentMethods {
  position: relative; flex: none; display: grid; place-items: center; width: 44px;
}
.p-AdditionalPaymentMethods-icon { width: 16px; height: 16px; color: var(--tabIconMoreColor); }
.p-AdditionalPaymentMethods:hover .p-AdditionalPaymentMethods-icon { color: var(--tabIconMoreHoverColor); }
.p-AdditionalPaymentMethods-menu { position: absolute; inset: 0; width: 100%; opacity: 0; cursor: pointer; }
.p-AdditionalPaymentMethods:focus-within { outline: 2px solid var(--colorPrimary); outline-offset: -2px; }
.is-dark .p-AdditionalPaymentMethods-menu { color-scheme: dark; }
`;
