import { createHash } from 'node:crypto';

export const styles = `
*, *::before, *::after { box-sizing: border-box; }
:root {
  color-scheme: light;
  --ground: #ffffff; --panel: #f7f8fa; --ink: #1a1f2b; --quiet: #5b6475; --line: #e2e5ec;
  --accent: #4b45c6; --accent-soft: #eeedfb; --on-accent: #ffffff;
  --good: #0b6b3a; --good-soft: #e3f4ea; --bad: #b01c2e; --bad-soft: #fdeaec;
  --busy: #8a4b00; --busy-soft: #fdf1dd; --name: #6a3d9a; --text: #0b6b3a; --atom: #0a5aa8;
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    color-scheme: dark;
    --ground: #14161c; --panel: #1b1e26; --ink: #e8eaf0; --quiet: #a0a8b8; --line: #2c313d;
    --accent: #a9a4ff; --accent-soft: #272648; --on-accent: #14132b;
    --good: #6fd69b; --good-soft: #15301f; --bad: #ff9aa5; --bad-soft: #3b1a20;
    --busy: #f3bd6a; --busy-soft: #37280f; --name: #cbb0f5; --text: #8fdcaf; --atom: #8cc3ff;
  }
}
html { font: 14px/1.45 system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif; }
body { margin: 0; color: var(--ink); background: var(--ground); overflow-wrap: anywhere; }
h1, h2, h3, p, ul, ol, dl, dd, pre, figure { margin: 0; padding: 0; }
ul, ol { list-style: none; }
h1 { font-size: 18px; line-height: 1.3; letter-spacing: -0.01em; }
.quick { display: grid; gap: 8px; text-align: start; max-width: 640px; margin: 0 auto; }
.quick pre { padding: 10px 12px; border-radius: 6px; background: var(--panel); white-space: pre-wrap; }
h1.mono { font-size: 15px; letter-spacing: 0; }
h2 { font-size: 14px; }
h3 { font-size: 12px; color: var(--quiet); font-weight: 600; }
a { color: var(--accent); text-decoration: none; }
a:hover { text-decoration: underline; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: 8px; top: -60px; padding: 8px 12px; background: var(--accent); color: var(--on-accent); z-index: 2; }
.skip:focus { top: 8px; }
header { display: flex; flex-wrap: wrap; gap: 4px 20px; align-items: center; padding: 0 20px; border-bottom: 1px solid var(--line); background: var(--panel); }
.brand { display: flex; gap: 8px; align-items: center; font-weight: 650; color: var(--ink); padding: 10px 0; }
.brand svg { color: var(--accent); }
.brand:hover { text-decoration: none; }
header nav { flex: 1; }
header ul { display: flex; gap: 2px; }
header nav { white-space: nowrap; }
header nav a { display: block; padding: 12px 10px 10px; color: var(--quiet); border-bottom: 2px solid transparent; }
header nav a:hover { color: var(--ink); text-decoration: none; }
header nav a[aria-current] { color: var(--ink); font-weight: 600; border-color: var(--accent); }
.find input { width: 210px; }
.find { display: block; }
main { display: grid; gap: 22px; max-width: 1180px; margin: 0 auto; padding: 20px; }
main.is-wide { max-width: 1560px; gap: 12px; }
section, .stack { display: grid; gap: 10px; align-content: start; min-width: 0; }
main > *, .columns > *, .split > * { min-width: 0; }
.columns { display: grid; grid-template-columns: minmax(0, 1fr) 300px; gap: 24px; align-items: start; }
.split { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 20px; align-items: start; }
.split > .detail { position: sticky; top: 12px; max-height: calc(100vh - 24px); overflow: auto; }
.detail { display: grid; gap: 12px; padding: 14px 16px; border: 1px solid var(--line); border-radius: 8px; background: var(--ground); }
.row { display: flex; flex-wrap: wrap; gap: 6px 12px; align-items: center; }
.row.is-apart { justify-content: space-between; }
.quiet { color: var(--quiet); }
.small { font-size: 12px; }
.id, code, time, .mono { font-family: var(--mono); font-size: 12px; }
.number, th.number { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
.head { display: grid; gap: 4px; }
.crumbs ol { display: flex; flex-wrap: wrap; font-size: 12px; }
.crumbs li + li::before { content: '/'; padding: 0 6px; color: var(--quiet); }
.facts { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 4px 16px; font-size: 13px; align-items: baseline; }
.facts dt { color: var(--quiet); }
.badge { display: inline-block; padding: 0 6px; border-radius: 4px; font-size: 12px; line-height: 18px; white-space: nowrap; color: var(--quiet); background: var(--panel); box-shadow: inset 0 0 0 1px var(--line); }
.badge.is-good { color: var(--good); background: var(--good-soft); box-shadow: none; }
.badge.is-bad { color: var(--bad); background: var(--bad-soft); box-shadow: none; }
.badge.is-busy { color: var(--busy); background: var(--busy-soft); box-shadow: none; }
.notice { padding: 8px 12px; border-radius: 6px; color: var(--good); background: var(--good-soft); }
.notice.is-bad { color: var(--bad); background: var(--bad-soft); }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 8px; }
table { width: 100%; border-collapse: collapse; font-size: 13px; }
th { text-align: start; font-weight: 600; font-size: 12px; color: var(--quiet); background: var(--panel); }
th, td { padding: 6px 12px; border-bottom: 1px solid var(--line); vertical-align: baseline; white-space: nowrap; }
td.is-long { white-space: normal; min-width: 14rem; }
td.is-name { white-space: normal; min-width: 9rem; max-width: 15rem; }
tbody tr:last-child > * { border-bottom: 0; }
tbody tr:hover > * { background: var(--panel); }
.log { border: 1px solid var(--line); border-radius: 8px; overflow: hidden; font-size: 13px; }
.log > li + li { border-top: 1px solid var(--line); }
.log a { display: grid; gap: 2px 12px; align-items: baseline; padding: 6px 12px; color: inherit; }
.log a:hover { background: var(--panel); text-decoration: none; }
.log a:focus-visible { outline-offset: -2px; }
.log a[aria-current] { background: var(--accent-soft); box-shadow: inset 3px 0 0 var(--accent); }
.log .what { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.log.is-requests a { grid-template-columns: 62px 46px minmax(0, 1fr) minmax(0, 150px) auto 54px; }
.log.is-events a { grid-template-columns: 62px minmax(0, 1fr) minmax(0, 150px) 92px; }
.log.is-events a > :last-child { text-align: end; }
.log .who { color: var(--quiet); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.log time { color: var(--quiet); }
.method { font-family: var(--mono); font-size: 12px; font-weight: 600; }
.empty { padding: 20px; text-align: center; color: var(--quiet); border: 1px dashed var(--line); border-radius: 8px; }
.json { font-size: 12px; padding: 12px 14px; border: 1px solid var(--line); border-radius: 8px; background: var(--panel); white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.5; tab-size: 2; }
.json a { text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: 4px; }
.j-name { color: var(--name); }
.j-text { color: var(--text); }
a.j-text { color: var(--accent); }
.j-atom { color: var(--atom); }
.tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(190px, 1fr)); gap: 8px; }
.tiles a { display: flex; justify-content: space-between; gap: 8px; padding: 8px 12px; border: 1px solid var(--line); border-radius: 8px; color: var(--ink); }
.tiles a:hover { border-color: var(--accent); text-decoration: none; }
.filters { display: flex; flex-wrap: wrap; gap: 8px; align-items: end; }
.filters label, .fields label { display: grid; gap: 2px; font-size: 12px; color: var(--quiet); }
.fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(150px, 1fr)); gap: 10px; align-items: end; }
input, select, button, .button { min-height: 32px; padding: 4px 10px; font: inherit; font-size: 13px; color: var(--ink); background: var(--ground); border: 1px solid color-mix(in srgb, var(--quiet) 60%, var(--line)); border-radius: 6px; }
input { width: 100%; }
input::placeholder { color: var(--quiet); opacity: 1; }
button, .button { display: inline-flex; align-items: center; justify-content: center; font-weight: 550; cursor: pointer; }
button:hover, .button:hover { border-color: var(--accent); text-decoration: none; }
button.primary { color: var(--on-accent); background: var(--accent); border-color: var(--accent); }
button.danger { color: var(--bad); border-color: var(--bad); }
form:not(.find) { display: contents; }
.buttons { display: flex; flex-wrap: wrap; gap: 8px; }
.card { display: grid; gap: 12px; padding: 16px; border: 1px solid var(--line); border-radius: 8px; }
.live { display: inline-flex; gap: 6px; align-items: center; min-height: 24px; padding: 0 8px; font-size: 12px; }
.live::before { content: ''; width: 7px; height: 7px; border-radius: 50%; background: var(--good); }
.live[data-paused='true']::before { background: var(--quiet); }
.clock { font: 600 22px/1.2 var(--mono); }
@media (max-width: 1000px) {
  .columns, .split { grid-template-columns: minmax(0, 1fr); }
  .split > .detail { position: static; max-height: none; }
  .split > .is-open { order: -1; }
  .columns > .stack { order: -1; }
}
@media (max-width: 640px) {
  header { padding: 0 14px; gap: 0 12px; }
  header nav { order: 3; flex-basis: 100%; margin: 0 -14px; overflow-x: auto; }
  header nav ul { padding: 0 4px; }
  header nav a { padding: 8px 10px; }
  .find { margin-inline-start: auto; }
  .find input { width: 130px; }
  main { padding: 16px 14px; }
  .facts.is-settings { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .facts.is-settings dd + dt { margin-top: 8px; }
  .log.is-requests a { grid-template: 'method what state' auto 'who who time' auto / auto minmax(0, 1fr) auto; }
  .log.is-requests .method { grid-area: method; }
  .log.is-requests .what { grid-area: what; }
  .log.is-requests .state { grid-area: state; text-align: end; }
  .log.is-requests .who { grid-area: who; }
  .log.is-requests time { grid-area: time; }
  .log.is-requests .took { display: none; }
  .log.is-events a { grid-template-columns: minmax(0, 1fr) auto; }
  .log.is-events .who { grid-row: 2; }
  .log.is-events time { grid-row: 2; grid-column: 2; text-align: end; }
}
@media (pointer: coarse) {
  input, select, button, .button { min-height: 44px; }
  .log a, header nav a { padding-block: 12px; }
}
@media (prefers-reduced-motion: no-preference) {
  .is-new { animation: arrive 1.2s ease-out; }
  @keyframes arrive { from { background: var(--accent-soft); } }
}
`;

/** Part of the address, so that a new look is never served from a cache. */
export const stylesHash = createHash('sha256').update(styles).digest('hex').slice(0, 16);
