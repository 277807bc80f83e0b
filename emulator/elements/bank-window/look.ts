export const closeIcon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" fill="none"><path d="m4 4 8 8m0-8-8 8" stroke="currentColor" stroke-width="1.750" stroke-linecap="round"/></svg>';

/** The window's own look; the fields' class names are those of the Payment Element. */
export const bankStyles = `
*, *::before, *::after { box-sizing: border-box; }
[hidden] { display: none !important; }
html {
  --paper: #ffffff; --ink: #1f2430; --quiet: #5b6272; --line: #d9dce4; --wash: #f4f5f8;
  --accent: #533afd; --onAccent: #ffffff; --danger: #c0123c; --note: #8a5a00; --noteWash: #fff4d6;
}
html.is-dark {
  --paper: #23252f; --ink: #f4f5f8; --quiet: #b3b8c6; --line: #474b5c; --wash: #2d303c;
  --accent: #a99bff; --onAccent: #17132e; --danger: #ff9fb0; --note: #ffd88a; --noteWash: #40371f;
}
/* Not on the root: a frame of another colour scheme than its element is painted opaque. */
.is-dark .Bank-dialog, .is-dark .Bank-login { color-scheme: dark; }
html, body { height: 100%; }
body {
  margin: 0; color: var(--ink);
  font: 16px/1.45 -apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
}
button, input, select { font: inherit; }
.Bank-backdrop {
  position: fixed; inset: 0; display: flex; align-items: center; justify-content: center; padding: 16px;
  background: rgba(12, 15, 24, 0.55); animation: fade 0.18s ease;
}
.Bank-dialog {
  display: flex; flex-direction: column; width: min(100%, 420px); height: min(100%, 640px);
  overflow: hidden; background: var(--paper); border-radius: 14px;
  box-shadow: 0 24px 60px rgba(8, 11, 20, 0.35), 0 2px 8px rgba(8, 11, 20, 0.2);
  animation: rise 0.22s ease;
}
.Bank-bar { display: flex; gap: 10px; align-items: center; flex: none; padding-block: 12px 4px; padding-inline: 24px 12px; }
.Bank-mark { color: var(--quiet); font-size: 13px; font-weight: 600; }
.Bank-test {
  padding: 1px 8px; color: var(--note); background: var(--noteWash); border-radius: 6px; font-size: 12px; font-weight: 600;
}
.Bank-close {
  display: grid; width: 40px; height: 40px; margin-inline-start: auto; padding: 0; place-items: center;
  color: var(--quiet); background: none; border: 0; border-radius: 8px; cursor: pointer;
}
.Bank-close:hover { color: var(--ink); background: var(--wash); }
.Bank-closeIcon { width: 16px; height: 16px; }
.Bank-stage { display: flex; flex: 1; flex-direction: column; min-height: 0; }
.Bank-scroll { flex: 1; min-height: 0; overflow-y: auto; padding: 8px 24px 20px; }
.Bank-heading { margin: 0 0 12px; font-size: 22px; line-height: 1.25; outline: 0; }
.Bank-subheading { margin: 0 0 4px; font-size: 16px; }
.Bank-words { margin: 0 0 12px; color: var(--quiet); }
.Bank-alert { margin: 0 0 12px; color: var(--danger); font-weight: 500; }
.Bank-actions { display: grid; gap: 8px; flex: none; padding: 12px 24px 24px; }
.Bank-button {
  min-height: 48px; padding: 10px 18px; color: var(--onAccent); background: var(--accent);
  border: 1px solid transparent; border-radius: 10px; font-weight: 600; cursor: pointer;
}
.Bank-button:hover { filter: brightness(1.08); }
.Bank-button:disabled { opacity: 0.55; cursor: default; }
.Bank-button--plain { color: var(--ink); background: none; border-color: var(--line); }
.Bank-button--plain:hover { background: var(--wash); filter: none; }
.Bank-button:focus-visible, .Bank-row:focus-visible, .Bank-close:focus-visible {
  outline: 2px solid var(--accent); outline-offset: 2px;
}
.Bank-list { display: grid; gap: 8px; margin: 12px 0; padding: 0; list-style: none; }
.Bank-row {
  display: flex; gap: 12px; align-items: center; width: 100%; min-height: 56px; padding: 10px 14px;
  color: var(--ink); background: none; border: 1px solid var(--line); border-radius: 10px;
  text-align: start; cursor: pointer;
}
.Bank-row:hover { background: var(--wash); }
.Bank-row:disabled { color: var(--quiet); cursor: not-allowed; }
.Bank-row[aria-pressed='true'] { border-color: var(--accent); box-shadow: 0 0 0 1px var(--accent); }
.Bank-rowName { flex: 1; min-width: 0; font-weight: 500; }
.Bank-balance { color: var(--quiet); font-size: 14px; }
.Bank-tick { width: 20px; height: 20px; flex: none; border: 1.5px solid var(--quiet); border-radius: 50%; }
[aria-pressed='true'] .Bank-tick { border: 6px solid var(--accent); }
.BankMark {
  display: grid; width: 32px; height: 32px; flex: none; place-items: center; color: #fff; border-radius: 8px; font-weight: 700;
}
.BankMark::before { content: attr(data-letter); }
.Bank-form { display: grid; gap: 14px; }
.p-FieldLabel { display: block; margin-bottom: 4px; font-size: 14px; font-weight: 500; }
.p-Input { position: relative; }
.p-Input-input {
  display: block; width: 100%; min-height: 48px; padding: 10px 14px; color: var(--ink);
  background: var(--paper); border: 1px solid var(--line); border-radius: 10px; appearance: none;
}
.p-Input-input::placeholder { color: var(--quiet); opacity: 1; }
.p-Input-input:focus { outline: 2px solid var(--accent); outline-offset: -1px; border-color: transparent; }
.Input--invalid { border-color: var(--danger); }
.p-FieldError { margin: 4px 0 0; color: var(--danger); font-size: 14px; }
.p-ErrorIcon { width: 17px; height: 17px; color: var(--danger); }
.Bank-link { margin-top: 20px; padding: 16px; background: var(--wash); border-radius: 12px; }
.Bank-link .p-Input-input { margin-bottom: 10px; }
.Bank-linkActions { display: flex; flex-wrap: wrap; gap: 8px; }
.Bank-linkActions .Bank-button { flex: 1; min-height: 44px; background: var(--paper); white-space: nowrap; }
.Bank-spinner {
  display: block; width: 30px; height: 30px; border: 3px solid var(--line); border-top-color: var(--accent);
  border-radius: 50%; animation: turn 0.8s linear infinite;
}
.Bank-page { background: var(--paper); }
.Bank-login { max-width: 420px; margin: 0 auto; padding: 48px 24px; }
.Bank-login .Bank-actions { padding: 12px 0; }
@keyframes fade { from { opacity: 0; } }
@keyframes rise { from { opacity: 0; transform: translateY(10px); } }
@keyframes turn { to { transform: rotate(1turn); } }
@media (max-width: 480px) {
  .Bank-backdrop { padding: 0; align-items: flex-end; }
  .Bank-dialog { width: 100%; height: min(100%, 680px); border-radius: 16px 16px 0 0; }
}
@media (prefers-reduced-motion: reduce) { * { animation-duration: 0s !important; transition: none !important; } }
`;
