import { richHtml } from '../html/rich-html.ts';

/** For editors that keep what is pasted as rich text, and know neither formulas nor diagrams. */
export default richHtml({
  dialect: 'pasted',
  version: 1,
  style: 'none',
  math: 'pictures',
  diagrams: 'pictures',
});
