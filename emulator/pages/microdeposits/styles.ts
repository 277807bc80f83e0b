/** Beside the bank's own styles: fields, and what is wrong with them. */
export const microdepositStyles = `
:root { --wrong: #b3261e; --wrong-ground: #fdeceb; }
@media (prefers-color-scheme: dark) { :root:not([data-theme='light']) { --wrong: #ffb4ab; --wrong-ground: #48211f; } }
fieldset { display: grid; grid-template-columns: 1fr 1fr; gap: 10px 14px; min-width: 0; padding: 0; margin: 0; border: 0; }
legend { padding: 0; margin-block-end: 6px; font-weight: 600; }
.field { display: grid; gap: 6px; }
label { font-weight: 600; }
fieldset label { font-size: 14px; font-weight: 500; color: var(--quiet); }
.money { display: flex; align-items: center; gap: 6px; padding-inline-start: 12px; border: 1px solid var(--field-line, #8a93a5); border-radius: 9px; }
.money span { color: var(--quiet); }
.money input, .money input:focus-visible { padding-inline-start: 0; border: 0; outline: none; }
.money:focus-within { outline: 3px solid color-mix(in srgb, var(--accent) 50%, transparent); outline-offset: 2px; }
:where(input) { width: 100%; min-height: 46px; padding: 8px 12px; font: inherit; font-variant-numeric: tabular-nums; color: var(--ink); background: transparent; border: 1px solid var(--field-line, #8a93a5); border-radius: 9px; }
.code { letter-spacing: 0.18em; text-transform: uppercase; }
input:focus-visible { outline: 3px solid color-mix(in srgb, var(--accent) 50%, transparent); outline-offset: 2px; }
[aria-invalid='true'], .money:has([aria-invalid='true']) { border-color: var(--wrong); }
.hint { color: var(--quiet); font-size: 14px; }
.refusal { padding: 10px 14px; color: var(--wrong); background: var(--wrong-ground); border-radius: 9px; }
.tests { display: grid; gap: 4px; }
.tests p { font-weight: 600; }
.tests ul { padding-inline-start: 18px; margin: 0; }
code { font-family: ui-monospace, SFMono-Regular, Menlo, monospace; }
`;
