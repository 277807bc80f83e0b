export const onboardingStyles = `
*, *::before, *::after { box-sizing: border-box; }
:root {
  color-scheme: light;
  --paper: #ffffff; --ground: #f5f6f8; --ink: #1a1f36; --quiet: #545b6e; --line: #c5ccd8;
  --accent: #533afd; --accent-ink: #ffffff; --wrong: #b3093c; --wrong-ground: #fdf0f3;
  --note: #eef1fb; --good: #0a6b3d;
}
@media (prefers-color-scheme: dark) {
  :root {
    color-scheme: dark;
    --paper: #22252f; --ground: #171920; --ink: #f2f4f8; --quiet: #b3bacb; --line: #4d5464;
    --accent: #a79dff; --accent-ink: #15112f; --wrong: #ff9db0; --wrong-ground: #3a232b;
    --note: #2c3040; --good: #7fdcab;
  }
}
body {
  margin: 0; padding: 32px 16px 64px; color: var(--ink); background: var(--ground);
  font: 16px/1.5 -apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
  -webkit-font-smoothing: antialiased;
}
main { max-width: 560px; margin: 0 auto; }
.brand { display: flex; justify-content: space-between; gap: 12px; margin: 0 0 20px; color: var(--quiet); font-size: 14px; }
.brand strong { color: var(--ink); }
h1 { margin: 0 0 8px; font-size: 28px; line-height: 1.2; letter-spacing: -0.02em; text-wrap: balance; overflow-wrap: anywhere; }
h2 { margin: 0; font-size: 17px; line-height: 1.3; }
p { margin: 0; }
.lead { margin-bottom: 24px; color: var(--quiet); }
form { display: grid; gap: 20px; }
section, fieldset.part, .panel {
  display: grid; gap: 16px; min-width: 0; padding: 24px; margin: 0;
  background: var(--paper); border: 1px solid color-mix(in srgb, var(--line) 55%, transparent); border-radius: 14px;
}
.pair { display: grid; gap: 16px; grid-template-columns: repeat(auto-fit, minmax(190px, 1fr)); }
.field { display: grid; gap: 6px; align-content: start; }
label, legend { padding: 0; font-size: 14px; font-weight: 600; }
input:not([type='radio']), select {
  width: 100%; min-height: 44px; padding: 9px 12px; font: inherit; color: var(--ink);
  background: var(--paper); border: 1px solid var(--line); border-radius: 8px;
}
input[aria-invalid='true'] { border-color: var(--wrong); }
.hint { color: var(--quiet); font-size: 14px; }
.wrong { color: var(--wrong); font-size: 14px; }
.kinds { display: grid; gap: 8px; border: 0; padding: 0; margin: 0; min-width: 0; }
.kinds legend { margin-bottom: 6px; }
.kinds label { display: flex; gap: 10px; align-items: center; min-height: 44px; padding: 8px 12px; font-weight: 400; font-size: 16px; border: 1px solid var(--line); border-radius: 8px; cursor: pointer; }
.kinds input { width: 18px; height: 18px; margin: 0; accent-color: var(--accent); }
form:has(#type-individual:checked) .company { display: none; }
.summary { padding: 16px 20px; color: var(--wrong); background: var(--wrong-ground); border: 1px solid currentColor; border-radius: 10px; }
.summary ul { padding-inline-start: 20px; margin: 6px 0 0; }
.summary a { color: inherit; }
.actions { display: grid; gap: 10px; }
button, .button {
  display: inline-flex; justify-content: center; align-items: center; min-height: 46px; padding: 10px 18px;
  font: inherit; font-weight: 600; text-decoration: none; color: var(--ink); background: transparent;
  border: 1px solid var(--line); border-radius: 9px; cursor: pointer;
}
button.primary { color: var(--accent-ink); background: var(--accent); border-color: var(--accent); }
button.by-enter { position: absolute; width: 1px; height: 1px; min-height: 0; padding: 0; overflow: hidden; clip-path: inset(50%); border: 0; }
button.quiet { border-color: transparent; color: var(--quiet); }
button:hover, .button:hover { filter: brightness(1.06); }
:is(button, .button, input, select, a, .summary):focus-visible { outline: 3px solid color-mix(in srgb, var(--accent) 55%, transparent); outline-offset: 2px; }
.kinds label:focus-within { outline: 3px solid color-mix(in srgb, var(--accent) 55%, transparent); outline-offset: 2px; }
.kinds input:focus-visible { outline: none; }
.test { display: flex; flex-wrap: wrap; gap: 12px; align-items: center; justify-content: space-between; padding: 14px 18px; background: var(--note); border-radius: 12px; }
.test p { flex: 1 1 220px; font-size: 14px; }
.test button { background: var(--paper); }
dl { display: grid; grid-template-columns: auto 1fr; gap: 10px 24px; margin: 0; }
dt { color: var(--quiet); }
dd { margin: 0; font-weight: 600; text-align: end; overflow-wrap: anywhere; }
`;
