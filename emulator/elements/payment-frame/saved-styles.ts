/** The look of saved methods and of the question whether to keep new ones. */
export const savedStyles = `
.p-SavedPaymentMethods { display: grid; gap: var(--pickerItemSpacing); }
.p-SavedPlace + .p-MethodPlace:not([hidden]) { margin-top: var(--gridRowSpacing); }
.p-SavedPlace[hidden] + .p-MethodPlace { margin-top: 0 !important; }
.p-PickerItem {
  padding: calc(var(--spacingUnit) * 3) calc(var(--spacingUnit) * 4);
  border: 1px solid var(--blockColorBorder); border-radius: var(--borderRadius);
  background-color: var(--blockColorBackground); box-shadow: var(--inputBoxShadow);
  transition: border-color 0.15s ease, box-shadow 0.15s ease;
}
.PickerItem--selected { border-color: var(--colorPrimary); box-shadow: 0 0 0 1px var(--colorPrimary); }
.p-PickerItem:has(.p-PickerItem-input:focus-visible) { outline: 2px solid var(--colorPrimary); outline-offset: 1px; }
.p-PickerItem-row { display: flex; gap: 12px; align-items: center; }
.p-PickerItem-choice { position: relative; flex: 1; min-width: 0; min-height: 24px; display: flex; gap: 10px; align-items: center; cursor: pointer; }
.p-PickerItem-input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer; }
.p-PickerItem-icon { width: 26px; height: auto; flex: none; border-radius: 3px; color: var(--iconColor); }
.p-PickerItem-label { min-width: 0; font-weight: var(--fontWeightMedium); font-size: var(--fontSizeSm); overflow-wrap: anywhere; }
.p-PickerAction {
  flex: none; min-height: 24px; padding: 2px 4px; border: 0; border-radius: 3px; background: none;
  color: var(--colorTextSecondary); font-size: var(--fontSizeSm); text-decoration: underline; cursor: pointer;
}
.p-PickerAction:hover { color: var(--colorText); }
.p-PickerAction:focus-visible, .p-Button:focus-visible { outline: 2px solid var(--colorPrimary); outline-offset: 2px; }
.p-SavedForm { margin-top: 12px; max-width: 220px; }
.p-SavedEditor { display: grid; gap: 12px; margin-top: 12px; }
.p-SavedEditor > .p-Field { max-width: 220px; }
.p-SavedEditor > .p-NetworkChoice { justify-self: start; min-height: 28px; }
.p-SavedEditor-buttons { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
.p-SavedEditor-question { flex-basis: 100%; margin: 0; font-size: var(--fontSizeSm); }
.p-Button {
  min-height: 36px; padding: var(--buttonPadding); border: 1px solid var(--blockColorBorder);
  border-radius: var(--buttonBorderRadius); background-color: var(--buttonColorBackground);
  box-shadow: var(--buttonBoxShadow); color: var(--buttonColorText);
  font-size: var(--buttonFontSize); font-weight: var(--buttonFontWeight); cursor: pointer;
}
.p-Button:disabled { opacity: 0.6; cursor: default; }
.p-SavedEditor-remove { color: var(--colorDanger); }
.p-Checkbox {
  display: flex; gap: 10px; align-items: flex-start; margin-top: calc(var(--spacingUnit) * 3);
  font-size: var(--fontSizeSm); cursor: pointer;
}
.p-LinkOffer { margin-top: var(--gridRowSpacing); }
.p-LinkDetails { display: grid; gap: var(--gridRowSpacing); margin-top: var(--gridRowSpacing); }
.p-LinkOffer[hidden], .p-LinkDetails[hidden] { display: none; }
.p-CheckboxBox { position: relative; flex: none; width: 16px; height: 16px; margin-top: 0.15em; }
.p-CheckboxInput {
  position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; appearance: none; cursor: pointer;
  border: 1px solid var(--checkboxColorBorder); border-radius: 4px; background-color: var(--colorBackground);
  transition: background-color 0.15s ease, border-color 0.15s ease;
}
.CheckboxInput--checked { border-color: var(--colorPrimary); background-color: var(--colorPrimary); }
.p-CheckboxInput:focus-visible { outline: 2px solid var(--colorPrimary); outline-offset: 2px; }
.p-CheckboxTick { position: absolute; inset: 2px; color: var(--iconCheckmarkColor); opacity: 0; pointer-events: none; }
.p-CheckboxTick.is-shown { opacity: 1; }
`;
