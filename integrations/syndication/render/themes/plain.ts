import { base } from './base.ts';
import type { Theme } from './theme.ts';

/** Quiet: dark grey letters, one blue, and nothing that asks to be looked at. */
export const plain: Theme = {
  name: 'plain',
  css: `${base}
.body { color: #2b2f36; font-family: -apple-system, PingFang SC, Microsoft YaHei, sans-serif; }
.heading-1, .heading-2, .heading-3, .heading-4, .strong { color: #14171c; }
.heading-2 { padding: 0 0 6px; border-bottom: 1px solid #e3e6ea; }
.link { color: #1f5fbf; }
.number { color: #1f5fbf; }
.code { color: #14171c; background: #f0f2f5; }
.keyboard { border-color: #c9ced6; background: #f7f8fa; }
.highlight { background: #fdf0b8; }
.quote, .details { border-color: #c9ced6; background: #f7f8fa; color: #565d68; }
.callout-note, .callout-important { border-color: #1f5fbf; background: #eef4fc; }
.callout-tip { border-color: #1d8a5f; background: #ecf7f2; }
.callout-warning { border-color: #b97a00; background: #fdf6e6; }
.callout-caution { border-color: #c23b3b; background: #fcefef; }
.code-box { background: #f5f7f9; color: #24292f; }
.code-title, .caption, .note, .source, .offer-label { color: #6a717c; }
.head-cell { background: #f5f7f9; }
.head-cell, .cell { border-color: #dde1e6; }
.rule { border-color: #dde1e6; }
.tab-label { color: #1f5fbf; }
.offer { border-color: #c9d8ef; background: #f5f9ff; }
.offer-title, .offer-price { color: #1f5fbf; }
`,
};
