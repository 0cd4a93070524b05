import { base } from './base.ts';
import type { Theme } from './theme.ts';

/** Made to be skimmed: headings on green, dark code, bold words in colour. */
export const signal: Theme = {
  name: 'signal',
  css: `${base}
.body { color: #333a38; font-family: -apple-system, PingFang SC, Microsoft YaHei, sans-serif; }
.heading-1, .heading-2 { padding: 6px 12px; border-radius: 4px; color: #ffffff; background: #0e7c66; }
.heading-3 { padding: 0 0 0 10px; border-left: 4px solid #0e7c66; color: #12332c; }
.heading-4 { color: #0e7c66; }
.strong { color: #0e7c66; }
.link { color: #0e7c66; border-bottom: 1px solid #9fd3c7; }
.number { color: #0e7c66; }
.code { color: #0b5d4d; background: #e8f5f1; }
.keyboard { border-color: #b9cfc9; background: #f4f9f7; }
.highlight { background: #d5f2e8; }
.quote, .details { border-color: #9fd3c7; background: #f3faf8; color: #4c5a56; }
.callout-note, .callout-important { border-color: #0e7c66; background: #e8f5f1; }
.callout-tip { border-color: #2e8b3d; background: #edf8ee; }
.callout-warning { border-color: #c77d00; background: #fff6e5; }
.callout-caution { border-color: #cc3d3d; background: #fdeeee; }
.code-box { background: #1f2a28; color: #e3efeb; }
.code-title, .caption, .note, .source, .offer-label { color: #6d7a76; }
.head-cell { color: #ffffff; background: #0e7c66; }
.head-cell, .cell { border-color: #cfe3dd; }
.rule { border-color: #9fd3c7; }
.tab-label { color: #0e7c66; }
.offer { border-color: #0e7c66; background: #f3faf8; }
.offer-title, .offer-price { color: #0e7c66; }
`,
};
