import { base } from './base.ts';
import type { Theme } from './theme.ts';

/** Like a page of a book: letters with serifs, headings in the middle, warm paper under code. */
export const paper: Theme = {
  name: 'paper',
  css: `${base}
.body { color: #3a332b; line-height: 1.85; font-family: Georgia, Songti SC, Noto Serif SC, serif; }
.heading-1, .heading-2 { text-align: center; color: #221c15; letter-spacing: 1px; }
.heading-2 { padding: 0 0 10px; border-bottom: 1px double #b9a88f; }
.heading-3, .heading-4, .strong { color: #221c15; }
.emphasis { font-style: normal; border-bottom: 1px dotted #8a6d45; }
.link { color: #7a4b12; border-bottom: 1px solid #d8c3a1; }
.number { color: #7a4b12; }
.code { color: #5a3d16; background: #f5eee2; }
.keyboard { border-color: #cbb996; background: #faf6ee; }
.highlight { background: #f7e3ad; }
.quote, .details { border-color: #cbb996; background: #faf6ee; color: #5c5243; }
.callout-note, .callout-important { border-color: #7a4b12; background: #f8f1e5; }
.callout-tip { border-color: #54723d; background: #f1f4ea; }
.callout-warning { border-color: #a86a12; background: #fbf1dd; }
.callout-caution { border-color: #98402f; background: #f9ece8; }
.code-box { background: #f8f3ea; color: #3a332b; }
.code-title, .caption, .note, .source, .offer-label { color: #857763; }
.head-cell { background: #f5eee2; }
.head-cell, .cell { border-color: #ddd0b9; }
.rule { border-color: #cbb996; }
.tab-label { color: #7a4b12; }
.offer { border-color: #d8c3a1; background: #fdfaf4; }
.offer-title, .offer-price { color: #7a4b12; }
`,
};
