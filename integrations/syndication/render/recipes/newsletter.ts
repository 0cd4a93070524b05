import { richHtml } from '../html/rich-html.ts';

/** For e-mail: programs that read it keep inline styles and live links, and draw neither TeX nor Mermaid. */
export default richHtml({
  dialect: 'newsletter',
  version: 1,
  style: 'plain',
  links: 'live',
  math: 'pictures',
  diagrams: 'pictures',
});
