export const bankStyles = `
*, *::before, *::after { box-sizing: border-box; }
:root {
  color-scheme: light;
  --paper: #ffffff; --ground: #f4f6fa; --ink: #1c2333; --quiet: #566074; --line: #dfe3ec;
  --accent: #0b5cc4; --accent-ink: #ffffff; --note: #eef4ff; --note-ink: #24406e;
}
@media (prefers-color-scheme: dark) {
  :root:not([data-theme='light']) {
    color-scheme: dark;
    --paper: #23252f; --ground: #191b23; --ink: #f3f4f8; --quiet: #b2b8c7; --line: #3a3e4c;
    --accent: #8ab8ff; --accent-ink: #10203a; --note: #2b3346; --note-ink: #cfdcf5;
  }
}
:root[data-theme='dark'] {
  color-scheme: dark;
  --paper: #23252f; --ground: #191b23; --ink: #f3f4f8; --quiet: #b2b8c7; --line: #3a3e4c;
  --accent: #8ab8ff; --accent-ink: #10203a; --note: #2b3346; --note-ink: #cfdcf5;
}
html { height: 100%; }
body {
  min-height: 100%; margin: 0; color: var(--ink); background: var(--paper);
  font: 16px/1.5 -apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
  -webkit-font-smoothing: antialiased;
}
main { display: flex; flex-direction: column; gap: 18px; max-width: 440px; padding: 22px 24px 24px; margin: 0 auto; }
body.is-nesting { height: 100%; }
body.is-nesting iframe { display: block; width: 100%; height: 100%; border: 0; }
body.is-page { display: grid; place-items: center; padding: 16px; background: var(--ground); }
body.is-page main { width: 100%; background: var(--paper); border: 1px solid var(--line); border-radius: 14px; box-shadow: 0 12px 40px rgba(10, 14, 30, 0.1); }
.bank { display: flex; gap: 10px; align-items: center; margin: 0; color: var(--quiet); font-size: 14px; font-weight: 600; }
.bank svg { width: 26px; height: 26px; color: var(--accent); }
h1 { margin: 0; font-size: 22px; line-height: 1.25; letter-spacing: -0.01em; text-wrap: balance; }
p { margin: 0; }
.lead { color: var(--quiet); }
dl { display: grid; grid-template-columns: auto 1fr; gap: 8px 20px; padding: 14px 16px; margin: 0; border: 1px solid var(--line); border-radius: 10px; }
dt { color: var(--quiet); }
dd { margin: 0; font-weight: 600; text-align: end; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
form { display: grid; gap: 10px; }
button { min-height: 46px; padding: 10px 16px; font: inherit; font-weight: 600; border-radius: 9px; cursor: pointer; border: 1px solid var(--line); color: var(--ink); background: transparent; }
button.primary { color: var(--accent-ink); background: var(--accent); border-color: var(--accent); }
button:hover { filter: brightness(1.07); }
button:focus-visible { outline: 3px solid color-mix(in srgb, var(--accent) 50%, transparent); outline-offset: 2px; }
.note { padding: 10px 14px; color: var(--note-ink); background: var(--note); border-radius: 9px; font-size: 14px; }
`;
