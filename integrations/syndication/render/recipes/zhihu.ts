import { markdown } from '../markdown/markdown.ts';

/** For 知乎, 简书 and other editors that turn pasted Markdown into text of their own, and know the least of it. */
export default markdown({
  dialect: 'zhihu',
  version: 1,
  math: 'pictures',
  diagrams: 'pictures',
  tasks: false,
  details: false,
  html: false,
});
