import type { Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import { unified } from 'unified';
import { remarkStringify } from '../markdown/handlers.ts';
import { markdown } from '../markdown/markdown.ts';
import type { Recipe } from '../recipe.ts';

const text = markdown({
  dialect: 'telegram-rich',
  version: 1,
  math: 'dollars',
  tasks: true,
  details: false,
  html: false,
});

/**
 * Telegram's rich message: GitHub's Markdown with formulas, under the title, for which a message has no other place.
 * Folded parts stand open, and diagrams stay as their text.
 */
const telegramRich: Recipe = {
  ...text,
  render: (source) => {
    const rendered = text.render(source);
    return { ...rendered, body: `${headingOf(source.title)}\n\n${rendered.body}` };
  },
};

export default telegramRich;

function headingOf(title: string): string {
  const tree: Root = {
    type: 'root',
    children: [{ type: 'heading', depth: 1, children: [{ type: 'text', value: title }] }],
  };
  return writer.stringify(tree).trim();
}

const writer = unified().use(remarkGfm).use(remarkMath).use(remarkStringify).freeze();
