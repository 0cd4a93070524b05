/** The stylesheet of the owner’s pages: the system’s fonts, light and dark. */
export const studioStyle = `
:root {
  color-scheme: light dark;
  --ink: light-dark(#1c1b1a, #ecebe9);
  --quiet: light-dark(#6a6762, #a09c95);
  --line: light-dark(#e2dfda, #3a3835);
  --paper: light-dark(#fbfaf8, #191817);
  --card: light-dark(#ffffff, #222120);
  --accent: light-dark(oklch(50% 0.17 28), oklch(74% 0.13 32));
  --alarm: light-dark(#b3261e, #ffb4ab);
  font: 1rem/1.6 system-ui, 'PingFang SC', 'Noto Sans CJK SC', sans-serif;
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 80rem; padding: 2.5rem 1.25rem 5rem; color: var(--ink); background: var(--paper); }
h1 { margin: 0; font-size: 1.75rem; line-height: 1.2; }
h2 { margin: 3rem 0 0.75rem; font-size: 1.125rem; }
h3 { margin: 0; font-size: 1rem; }
a { color: var(--accent); font-weight: normal; }
nav { display: flex; flex-wrap: wrap; gap: 0.25rem 1.1rem; margin: 0 0 1.75rem; padding-bottom: 0.75rem; border-bottom: 1px solid var(--line); }
nav a { color: var(--quiet); text-decoration: none; }
nav a:hover, nav a[aria-current] { color: var(--ink); }
nav a[aria-current] { border-bottom: 2px solid var(--accent); }
th a { color: inherit; text-decoration-color: var(--line); text-underline-offset: 0.2em; }
.steps { margin: 0.5rem 0 0; padding-inline-start: 1.25rem; }
.tag { display: inline-block; padding: 0 0.5rem; border: 1px solid var(--line); border-radius: 1rem; color: var(--quiet); font-size: 0.875rem; }
.board { display: grid; grid-template-columns: repeat(auto-fill, minmax(18rem, 1fr)); gap: 1rem; align-items: start; }
.chart { display: block; width: 100%; min-width: 36rem; height: auto; margin: 0.75rem 0; }
.lead form { margin-top: 0.75rem; padding-top: 0.75rem; border-top: 1px solid var(--line); }
.board label { display: grid; gap: 0.15rem; flex: 1 1 8rem; font-size: 0.875rem; color: var(--quiet); }
.board input, .board select { width: 100%; min-width: 0; color: var(--ink); }
.board button { align-self: end; }
main > .about + .lead { margin-top: 1.25rem; }
.chart rect { fill: var(--accent); }
.chart text { fill: var(--quiet); font-size: 11px; }
.chart line { stroke: var(--line); }
header form, .lead form { display: flex; flex-wrap: wrap; align-items: center; gap: 0.75rem; }
header form { margin: 1rem 0 0.5rem; }
select, input, button {
  font: inherit; color: inherit; background: var(--card);
  border: 1px solid var(--line); border-radius: 0.375rem; padding: 0.3rem 0.65rem;
}
button { color: var(--paper); background: var(--accent); border-color: var(--accent); cursor: pointer; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.about { margin: 0.25rem 0; color: var(--quiet); font-size: 0.9375rem; }
.problem { padding: 0.6rem 0.9rem; border: 1px solid var(--alarm); border-radius: 0.375rem; color: var(--alarm); }
.summary { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: 1rem; margin: 1.75rem 0 0.5rem; }
.summary div { padding: 1rem 1.1rem; border: 1px solid var(--line); border-radius: 0.5rem; background: var(--card); }
dt { color: var(--quiet); font-size: 0.875rem; }
dd { margin: 0.15rem 0 0; font-size: 1.5rem; line-height: 1.25; font-variant-numeric: tabular-nums; }
dd small { color: var(--quiet); font-size: 1rem; }
progress { display: block; width: 100%; height: 0.5rem; margin: 0.6rem 0 0.4rem; accent-color: var(--accent); }
.owner { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 1rem; margin-top: 3rem; color: var(--quiet); }
.owner p { margin: 0; }
.wide { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
.wide th:first-child { min-width: 10rem; }
.wide .number { width: 15%; }
table.small { width: auto; min-width: 20rem; }
th, td { padding: 0.5rem 0.75rem; border-bottom: 1px solid var(--line); text-align: start; font-weight: normal; }
th:first-child { padding-inline-start: 0; overflow-wrap: anywhere; }
thead th { color: var(--quiet); font-size: 0.875rem; white-space: nowrap; }
tfoot th, tfoot td { border-bottom: 0; font-weight: 600; }
.number { text-align: end; white-space: nowrap; }
.lead { margin: 0 0 1rem; padding: 1rem 1.1rem; border: 1px solid var(--line); border-radius: 0.5rem; background: var(--card); }
.message { margin: 0.5rem 0 0.9rem; white-space: pre-wrap; overflow-wrap: anywhere; max-width: 42rem; }
.advice ul, .links { margin: 0; padding: 0; list-style: none; }
.advice li { padding: 0.6rem 0.9rem; border-inline-start: 3px solid var(--accent); background: var(--card); }
.advice li + li { margin-top: 0.5rem; }
.advice a { color: inherit; text-decoration-color: var(--line); text-underline-offset: 0.2em; }
.links li { padding: 0.35rem 0; overflow-wrap: anywhere; }
.links form { display: inline; margin-inline-start: 0.5rem; }
.sponsor > form { margin-top: 1rem; }
details.lead { margin-top: 2rem; }
details.lead + details.lead { margin-top: 1rem; }
summary { cursor: pointer; }
`;
