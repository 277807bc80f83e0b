/** How the file to take along looks: as the inspector, on screens of all sizes and on paper. */
export const exportStyle = `
:root{color-scheme:light dark;--back:#fbfaf8;--card:#fff;--ink:#1d1b18;--soft:#5a544b;--line:#d6caf7;--under:#6b46d6;--fill:#f3effd;--bad:#b3261e}
@media (prefers-color-scheme:dark){:root{--back:#131210;--card:#1c1a18;--ink:#f5f2ed;--soft:#bdb6ab;--line:#43376b;--under:#a68eff;--fill:#211b34;--bad:#fda79f}}
*{box-sizing:border-box}
body{margin:0;background:var(--back);color:var(--ink);font:14px/1.5 ui-sans-serif,system-ui,sans-serif}
main{max-width:72rem;margin:0 auto;padding:2rem 1rem}
h1{font-size:1.5rem;line-height:1.25;overflow-wrap:anywhere}
h2{margin:1rem 0 .25rem;font-size:.8rem;color:var(--soft)}
section{position:relative;border:1px solid var(--line);border-radius:1rem;background:var(--fill);overflow:clip}
ol{list-style:none;margin:0;padding:.25rem 0;position:relative}
code,pre,dd{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:.78rem;overflow-wrap:anywhere}
.heads,.lines{display:none}
.band{margin:.5rem 0;border-left:4px solid var(--under);background:color-mix(in srgb,var(--under) 7%,transparent)}
.band>p{margin:0;padding:.4rem .75rem 0;font-size:.78rem;font-weight:600;color:var(--under)}
summary{list-style:none;cursor:pointer}
.step>:first-child,.again>summary{position:relative;min-height:3.75rem;padding:.5rem .75rem;display:flex;flex-wrap:wrap;gap:.1rem .75rem;align-content:center}
summary::-webkit-details-marker{display:none}
summary:hover{background:color-mix(in srgb,var(--line) 25%,transparent)}
summary:focus-visible,a:focus-visible,pre:focus-visible{outline:2px solid var(--ink);outline-offset:-2px}
.again>summary{min-height:2.5rem;color:var(--under)}
.who{font-weight:600}
.who,.since,.said{font-size:.78rem}
.since,.said{color:var(--soft);font-variant-numeric:tabular-nums}
.step>:first-child>code{flex-basis:100%}
.bad>:first-child .said{color:var(--bad);font-weight:600}
.detail{position:relative;border-block:1px solid var(--line);background:var(--card);padding:1rem}
dl{display:grid;grid-template-columns:minmax(6rem,max-content) minmax(0,1fr);gap:.25rem 1rem;margin:0}
dt{color:var(--soft)}
dd{margin:0}
pre{margin:0;max-height:24rem;overflow:auto;padding:.75rem;border:1px solid var(--line);border-radius:.5rem;background:var(--back);white-space:pre-wrap}
a{color:var(--under)}
@media (min-width:56rem){
.heads,.lines{display:grid;grid-template-columns:repeat(var(--lanes),minmax(0,1fr));margin:0 .75rem 0 5.5rem}
.heads{position:sticky;top:0;z-index:1;background:var(--fill)}
.heads>span{padding:.5rem .25rem;text-align:center;font-size:.78rem;font-weight:600;color:var(--under)}
.lines{position:absolute;inset:0 0 0 0}
.lines>i{margin:0 auto;border-left:1px dashed var(--line)}
.step>:first-child{height:3.75rem;padding:0;display:block;margin:0 .75rem 0 5.5rem}
.band .step>:first-child{margin-left:calc(5.5rem - 4px)}
.who{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.since{position:absolute;left:-4.75rem;top:.6rem}
.step>:first-child>code,.said{position:absolute;left:calc((var(--left) + .5)/var(--lanes)*100% + .5rem);background:var(--fill);padding:0 .25rem;white-space:nowrap;z-index:1}
.step>:first-child>code{top:.3rem}
.said{top:2.1rem}
.arrow{position:absolute;top:1.65rem;left:calc((var(--left) + .5)/var(--lanes)*100%);width:calc(var(--wide)/var(--lanes)*100%);border-top:2px solid var(--under)}
.webhook .arrow,.browser .arrow{border-color:var(--soft)}
.bad .arrow{border-color:var(--bad)}
.arrow::after{content:'';position:absolute;top:-6px;border:5px solid transparent}
.right .arrow::after{right:0;border-left:8px solid var(--under);border-right:0}
.left .arrow::after{left:0;border-right:8px solid var(--soft);border-left:0}
.right.browser .arrow::after{border-left-color:var(--soft)}
.right.bad .arrow::after{border-left-color:var(--bad)}
.left.bad .arrow::after{border-right-color:var(--bad)}
}
@media print{:root{--back:#fff;--card:#fff;--fill:#fff;--ink:#000;--soft:#333}.step>:first-child{break-inside:avoid}pre{max-height:none}}
`;
