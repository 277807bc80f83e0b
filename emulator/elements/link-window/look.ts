/** Beside the bank window's look: the six boxes of a code. */
export const linkStyles = `
.Link-window .Bank-dialog { height: auto; max-height: 100%; }
.Bank-email { color: var(--quiet); font-size: 14px; overflow-wrap: anywhere; }
.Code { position: relative; max-width: 320px; }
.Code-boxes { display: grid; grid-template-columns: repeat(6, 1fr); gap: 8px; }
.Code-box {
  display: grid; height: 52px; place-items: center; color: var(--ink); background: var(--paper);
  border: 1px solid var(--field); border-radius: 10px; font-size: 22px; font-weight: 600; font-variant-numeric: tabular-nums;
}
.Code-box.is-next { border-color: var(--accent); box-shadow: 0 0 0 1px var(--accent); }
.Code:has([aria-invalid='true']) .Code-box { border-color: var(--danger); }
.Code-input {
  position: absolute; inset: 0; width: 100%; height: 100%; padding: 0; color: transparent; background: transparent;
  border: 0; border-radius: 10px; outline: 0; caret-color: transparent; letter-spacing: 2em; cursor: text;
}
.Code-input::selection { color: transparent; background: transparent; }
.Code-input:disabled { cursor: not-allowed; }
.Code:has(:disabled) .Code-box { background: var(--wash); }
html { --field: #8a90a0; }
html.is-dark { --field: #767c90; }
.Link-status { min-height: 1.45em; margin: 8px 0 0; color: var(--quiet); font-size: 14px; }
@media (forced-colors: active) { .Code-box.is-next { outline: 2px solid Highlight; } }
`;
