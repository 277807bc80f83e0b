/** The look of the form for bank accounts, in terms of the appearance variables. */
export const bankFormStyles = `
.p-BankForm { display: grid; gap: var(--gridRowSpacing); }
.p-BankSearch { display: grid; gap: calc(var(--spacingUnit) * 2); }
.p-BankInput { padding-inline-start: 40px; }
.p-BankSearchIcon {
  position: absolute; z-index: 1; inset-inline-start: 13px; top: 50%; width: 16px; height: 16px;
  margin-top: -8px; color: var(--iconColor); pointer-events: none;
}
.p-BankTiles { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 8px; }
.p-BankTile {
  display: flex; gap: 10px; align-items: center; min-width: 0; min-height: 48px; padding: 8px 12px;
  color: var(--colorText); background-color: var(--colorBackground); text-align: start;
  border: 1px solid var(--inputColorBorder); border-radius: var(--borderRadius);
  box-shadow: var(--inputBoxShadow); cursor: pointer;
}
.p-BankTile-name { overflow-wrap: anywhere; font-size: var(--fontSizeSm); }
.BankMark {
  display: grid; width: 26px; height: 26px; flex: none; place-items: center; color: #fff; border-radius: 6px;
  font-size: 0.8125rem; font-weight: 700;
}
.BankMark::before { content: attr(data-letter); }
.p-BankTile:hover { border-color: var(--colorPrimary); }
.p-BankTile:focus-visible, .p-BankManual:focus-visible, .p-LinkedBank-remove:focus-visible, .p-TermsLink:focus-visible {
  outline: 2px solid var(--colorPrimary); outline-offset: 2px;
}
.p-BankTile:disabled, .p-BankManual:disabled, .p-LinkedBank-remove:disabled { opacity: 0.6; cursor: default; }
.p-BankStatus { margin: 0; color: var(--colorTextSecondary); font-size: var(--fontSizeSm); }
.p-BankStatus:empty { display: none; }
.p-BankManual {
  justify-self: start; min-height: 32px; padding: 4px 0; color: var(--colorPrimary); background: none;
  border: 0; border-radius: 4px; font-size: var(--fontSizeSm); font-weight: var(--fontWeightMedium); cursor: pointer;
}
.p-BankManual:hover { text-decoration: underline; }
.p-LinkedBank {
  display: flex; gap: 10px; align-items: center; min-height: 48px; padding: 4px 4px 4px 12px;
  background-color: var(--colorBackground); border: 1px solid var(--inputColorBorder);
  border-radius: var(--borderRadius); box-shadow: var(--inputBoxShadow);
}
html[dir='rtl'] .p-LinkedBank { padding: 4px 12px 4px 4px; }
.p-LinkedBank-icon { width: 18px; height: 18px; flex: none; color: var(--iconColor); }
.p-LinkedBank-name { min-width: 0; overflow-wrap: anywhere; }
.p-LinkedBank-last4 { margin-inline-start: auto; color: var(--colorTextSecondary); white-space: nowrap; }
.p-LinkedBank-remove {
  display: grid; width: 40px; height: 40px; padding: 0; flex: none; place-items: center; cursor: pointer;
  color: var(--colorTextSecondary); background: none; border: 0; border-radius: var(--borderRadius);
}
.p-LinkedBank-remove:hover { color: var(--colorText); }
.p-LinkedBank-removeIcon { width: 16px; height: 16px; }
.p-BankDeposits { margin: calc(var(--spacingUnit) * 2) 0 0; color: var(--colorTextSecondary); font-size: var(--fontSizeSm); }
.p-TermsLink { color: inherit; border-radius: 2px; }
@media (max-width: 300px) { .p-BankTiles { grid-template-columns: 1fr; } }
`;
