import { richHtml } from '../html/rich-html.ts';

/** For Medium, 少数派, 今日头条, B站专栏, Substack and other editors that HTML is pasted into. */
export default richHtml({
  dialect: 'medium',
  version: 1,
  style: 'none',
  math: 'pictures',
  diagrams: 'pictures',
});
