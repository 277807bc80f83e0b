import { phoneCountryStyles } from './phone-country';

/** The list of saved addresses; all else is the base sheet's. */
export const panelStyles = `
.p-Contacts { display: grid; gap: 8px; margin: 0 0 var(--gridRowSpacing); padding: 0; border: 0; }
.p-Contact {
  display: flex; gap: 10px; align-items: flex-start; padding: 12px; cursor: pointer;
  color: var(--colorText); background-color: var(--colorBackground);
  border: 1px solid var(--inputColorBorder); border-radius: var(--borderRadius);
}
.p-Contact:has(input:checked) { border-color: var(--colorPrimary); box-shadow: 0 0 0 1px var(--colorPrimary); }
.p-Contact:focus-within { outline: 2px solid var(--colorPrimary); outline-offset: 1px; }
.p-Contact-input { flex: none; width: 16px; height: 16px; margin: 3px 0 0; accent-color: var(--colorPrimary); }
.p-Contact-name { display: block; font-weight: var(--fontWeightMedium); }
.p-Contact-address { display: block; color: var(--colorTextSecondary); font-size: var(--fontSizeSm); }
.p-Contacts-title { padding: 0 0 var(--labelSpacing); color: var(--labelColorText); font-size: var(--labelFontSize); }
${phoneCountryStyles}`;
