/** What the pages of publishing need beside Studio's own style sheet, whose colours they take. */
export const publishingStyle = `
:root {
  --good: light-dark(#1a7f4b, #6fd39b);
  --draft: light-dark(#2f62c4, #8fb4ff);
  --wait: light-dark(#96600a, #f0bd62);
  --hand: light-dark(#7a4bb5, #c7a4f4);
}
.button, button { display: inline-block; min-height: 2.5rem; padding: 0.4rem 0.95rem; border: 1px solid var(--accent); border-radius: 0.375rem; font: inherit; line-height: 1.6; text-decoration: none; cursor: pointer; }
.button { color: var(--paper); background: var(--accent); }
.quiet, button.quiet { color: var(--ink); background: var(--card); border-color: var(--line); }
.quiet:hover { border-color: var(--quiet); }
.deeds { display: flex; flex-wrap: wrap; align-items: center; gap: 0.6rem; margin: 0.9rem 0; }
.deed { display: flex; flex-wrap: wrap; align-items: end; gap: 0.5rem 0.6rem; }
.deed label { display: grid; gap: 0.15rem; min-width: 0; flex: 1 1 14rem; max-width: 26rem; color: var(--quiet); font-size: 0.875rem; }
.deed input { width: 100%; min-height: 2.5rem; color: var(--ink); }
.copies { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 26rem), 1fr)); gap: 1rem; margin-top: 1.25rem; align-items: start; }
.copy { min-width: 0; padding: 1rem 1.1rem; border: 1px solid var(--line); border-radius: 0.5rem; background: var(--card); overflow-wrap: anywhere; }
.copy h2 { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.25rem 0.75rem; margin: 0 0 0.35rem; font-size: 1.0625rem; }
.copy > :last-child { margin-bottom: 0; }
.posts { margin: 0.25rem 0; padding: 0; list-style: none; }
#run > .limits { margin: 1rem 0 1.25rem; max-width: 32rem; }
.asks-owner { border-color: var(--wait); }
details { margin-top: 0.25rem; }
summary { color: var(--quiet); cursor: pointer; font-size: 0.9375rem; }
details[open] summary { margin-bottom: 0.5rem; }
.plain { margin: 0.25rem 0; padding-inline-start: 1.1rem; }
.notice { padding: 0.6rem 0.9rem; border: 1px solid var(--line); border-inline-start: 3px solid var(--wait); border-radius: 0.375rem; background: var(--card); overflow-wrap: anywhere; }
.state { display: inline-flex; align-items: center; gap: 0.4rem; font-size: 0.9375rem; font-weight: normal; white-space: nowrap; }
.state::before { content: ''; flex: none; width: 0.55rem; height: 0.55rem; border-radius: 50%; background: currentColor; }
.state.idle { color: var(--quiet); }
.state.idle::before { background: none; border: 1.5px solid currentColor; }
.state.good { color: var(--good); }
.state.draft { color: var(--draft); }
.state.wait { color: var(--wait); }
.state.bad { color: var(--alarm); }
.state.hand { color: var(--hand); }
a:has(> .state) { text-decoration-color: var(--line); text-underline-offset: 0.25em; }
.matrix td { vertical-align: top; }
.matrix th[scope='row'] { position: sticky; inset-inline-start: 0; min-width: 14rem; background: var(--paper); }
.matrix small { display: block; color: var(--quiet); }
.matrix .none { color: var(--line); }
.edition { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 1.5rem 2rem; margin-top: 1.25rem; align-items: start; }
.edition:has(.phone) { grid-template-columns: auto minmax(0, 1fr); }
.shown iframe { display: block; width: 100%; height: min(52rem, 85vh); border: 1px solid var(--line); border-radius: 0.75rem; background: #fff; }
.shown.phone iframe { box-sizing: content-box; width: 375px; max-width: calc(100vw - 2.5rem - 16px); border: 8px solid light-dark(#2b2a29, #0c0c0b); border-radius: 2rem; }
.shown.card iframe { height: 26rem; }
.sent h2 { margin: 0 0 0.5rem; }
.sent section + section { margin-top: 1.75rem; }
.limits { display: grid; gap: 0.6rem; margin: 0; padding: 0; list-style: none; }
.limits li { display: grid; grid-template-columns: 1fr auto; gap: 0 0.75rem; font-variant-numeric: tabular-nums; }
.limits :is(meter, progress) { grid-column: 1 / -1; width: 100%; height: 0.75rem; }
.limits progress { accent-color: var(--accent); }
.over { color: var(--alarm); font-weight: 600; }
pre { margin: 0 0 0.6rem; padding: 0.75rem 0.9rem; border: 1px solid var(--line); border-radius: 0.375rem; background: var(--card); font: 0.8125rem/1.6 ui-monospace, 'SFMono-Regular', Menlo, 'PingFang SC', 'Noto Sans CJK SC', monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
.sent pre, .body { max-height: 40rem; overflow: auto; }
.rich { padding: 1rem 1.1rem; border: 1px solid var(--line); border-radius: 0.375rem; color: #222; background: #fff; color-scheme: light; overflow-wrap: anywhere; }
.rich img { max-width: 100%; height: auto; }
.rich pre { color: #222; background: #f5f7f9; border-color: #e3e6ea; }
.asks { display: grid; gap: 0.9rem; margin: 0.5rem 0; padding-inline-start: 1.4rem; }
.asks input { width: 1.1rem; height: 1.1rem; vertical-align: -0.15em; accent-color: var(--accent); }
.value { display: flex; flex-wrap: wrap; align-items: start; gap: 0.5rem; margin-top: 0.35rem; }
.value pre { flex: 1 1 16rem; margin: 0; }
.pictures { display: grid; grid-template-columns: repeat(auto-fill, minmax(10rem, 1fr)); gap: 1rem; margin: 0.5rem 0; padding: 0; list-style: none; font-size: 0.875rem; color: var(--quiet); }
.pictures li { min-width: 0; overflow-wrap: anywhere; }
.pictures img { display: block; width: 100%; aspect-ratio: 16 / 10; object-fit: contain; border: 1px solid var(--line); border-radius: 0.375rem; background: #fff; }
[hidden] { display: none; }
@media (max-width: 52rem) {
  .edition, .edition:has(.phone) { grid-template-columns: minmax(0, 1fr); }
}
@media (max-width: 40rem) {
  .matrix thead { position: absolute; clip-path: inset(50%); }
  .matrix, .matrix tbody, .matrix tr, .matrix th, .matrix td { display: block; padding: 0; border: 0; }
  .matrix tr { display: flex; flex-wrap: wrap; gap: 0.15rem 1.1rem; padding: 0.85rem 0; border-bottom: 1px solid var(--line); }
  .matrix th[scope='row'] { position: static; flex-basis: 100%; font-weight: 600; }
  .matrix td[data-channel]::before { content: attr(data-channel); margin-inline-end: 0.4rem; color: var(--quiet); font-size: 0.875rem; }
  .matrix .none { display: none; }
}
`;
