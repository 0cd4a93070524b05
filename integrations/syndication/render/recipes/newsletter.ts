import { richHtml } from '../html/rich-html.ts';
import { markdown } from '../markdown/markdown.ts';
import type { Recipe } from '../recipe.ts';

/** Programs that read mail keep inline styles and live links, and draw neither TeX nor Mermaid. */
const html = richHtml({
  dialect: 'newsletter',
  version: 2,
  style: 'plain',
  links: 'live',
  math: 'pictures',
  diagrams: 'pictures',
});

/** For programs that show no HTML: Markdown reads as plain text. */
const plain = markdown({
  dialect: 'newsletter',
  version: 2,
  math: 'code',
  tasks: false,
  details: false,
  html: false,
});

/** For e-mail: HTML, and the same in plain text, whose pictures are addresses at home. */
const newsletter: Recipe = {
  ...html,
  render: (source) => ({
    ...html.render(source),
    plain: plain.render({ ...source, placed: undefined }).body,
  }),
};

export default newsletter;
