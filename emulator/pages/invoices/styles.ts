/** Beside the bank's own styles: the table of an invoice, and the form that pays it. */
export const invoiceStyles = `
:root { --wrong: #b3261e; --wrong-ground: #fdeceb; }
@media (prefers-color-scheme: dark) { :root { --wrong: #ffb4ab; --wrong-ground: #48211f; } }
main { max-width: 520px; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 8px 0; text-align: start; vertical-align: top; font-weight: 400; border-block-end: 1px solid var(--line); }
thead th { color: var(--quiet); font-size: 14px; }
th + th, td:last-child { padding-inline-start: 16px; text-align: end; white-space: nowrap; }
tfoot tr:last-child > * { font-weight: 600; border: 0; }
.times { color: var(--quiet); white-space: nowrap; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
form { gap: 16px; }
button:disabled { opacity: 0.6; cursor: default; }
.refusal { padding: 10px 14px; color: var(--wrong); background: var(--wrong-ground); border-radius: 9px; }
.refusal[hidden] { display: none; }
.links { display: flex; flex-wrap: wrap; gap: 8px 20px; font-size: 14px; }
a { color: var(--accent); }
.note a { color: inherit; font-weight: 600; }
`;
