/** What all themes share: sizes and spaces for a phone's width. Colours and letters are each theme's own. */
export const base = `
.body { font-size: 16px; line-height: 1.75; word-break: break-word; text-align: left; }
.paragraph { margin: 0 0 1.2em; }
.heading-1, .heading-2, .heading-3, .heading-4 { font-weight: 600; line-height: 1.4; text-align: left; }
.heading-1 { margin: 2em 0 0.8em; font-size: 22px; }
.heading-2 { margin: 2em 0 0.8em; font-size: 20px; }
.heading-3 { margin: 1.6em 0 0.6em; font-size: 18px; }
.heading-4 { margin: 1.4em 0 0.5em; font-size: 16px; }
.strong { font-weight: 600; }
.emphasis { font-style: italic; }
.deleted { text-decoration: line-through; }
.highlight { padding: 0 2px; border-radius: 2px; }
.keyboard, .code { font-family: Menlo, Consolas, monospace; font-size: 14px; word-break: break-word; }
.code { padding: 2px 4px; border-radius: 3px; }
.keyboard { padding: 1px 5px; border-radius: 3px; border: 1px solid; }
.number { font-size: 12px; line-height: 1; vertical-align: super; }
.quote, .details, .callout-note, .callout-tip, .callout-important, .callout-warning, .callout-caution {
  margin: 0 0 1.2em; padding: 12px 16px 1px; border-left: 3px solid; border-radius: 4px;
}
.callout-title, .details-title { margin: 0 0 0.6em; font-weight: 600; }
.code-box { margin: 0 0 1.2em; padding: 12px 14px; border-radius: 6px; text-align: left; overflow-x: auto; }
.code-title { margin: 0 0 0.4em; font-size: 13px; font-family: Menlo, Consolas, monospace; }
.code-line { margin: 0; font-family: Menlo, Consolas, monospace; font-size: 13px; line-height: 1.6; white-space: nowrap; }
.list { margin: 0 0 1.2em; }
.item-1, .item-2, .item-3, .item-4 { margin: 0 0 0.5em; text-indent: -1.4em; }
.item-1, .item-more-1 { padding-left: 1.4em; }
.item-2, .item-more-2 { padding-left: 2.8em; }
.item-3, .item-more-3 { padding-left: 4.2em; }
.item-4, .item-more-4 { padding-left: 5.6em; }
.marker { display: inline-block; width: 1.4em; text-indent: 0; }
.figure { margin: 0 0 1.2em; text-align: center; }
.picture { display: block; max-width: 100%; height: auto; margin: 0 auto; border-radius: 4px; }
.caption { margin: 0.5em 0 0; font-size: 14px; text-align: center; }
.formula-block { margin: 0 0 1.2em; text-align: center; overflow-x: auto; }
.formula-line { display: inline-block; }
.table-box { margin: 0 0 1.2em; overflow-x: auto; }
.table { width: 100%; border-collapse: collapse; font-size: 14px; line-height: 1.6; }
.head-cell, .cell { padding: 6px 10px; border: 1px solid; text-align: left; vertical-align: top; }
.head-cell { font-weight: 600; }
.rule { margin: 2em auto; border: 0; border-top: 1px solid; width: 40%; }
.tab-label { margin: 0 0 0.6em; font-weight: 600; }
.offer { margin: 0 0 1.2em; padding: 14px 16px; border: 1px solid; border-radius: 8px; }
.offer-label { margin: 0 0 4px; font-size: 13px; }
.offer-title { margin: 0 0 6px; font-size: 17px; font-weight: 600; }
.offer-text { margin: 0; font-size: 15px; }
.offer-price { margin: 8px 0 0; font-size: 16px; font-weight: 600; }
.notes-title { margin: 2.4em 0 0.8em; font-size: 15px; font-weight: 600; }
.note { margin: 0 0 0.5em; font-size: 13px; line-height: 1.6; word-break: break-all; }
.source { margin: 2em 0 0; font-size: 14px; }
`;
