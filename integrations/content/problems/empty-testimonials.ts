import type { RootContent } from 'mdast';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { Problem } from '#domain';
import { blankMatter, findMatter } from '../front-matter/matter-block.ts';
import { splitFrontMatter } from '../front-matter/split-front-matter.ts';
import { isComment } from '../links/raw-html.ts';

/**
 * The problem of a testimonial without a text: its card would quote nothing.
 *
 * @param file of a testimonial, relative to the project
 * @param text the whole file
 */
export function emptyTestimonials(file: string, text: string): Problem[] {
  if (hasWords(file, blankMatter(text)) || splitFrontMatter(text).data['draft'] === true) return [];
  const line = text.slice(0, findMatter(text)?.length ?? 0).split('\n').length;
  const hint = 'Write what they said below the front matter, or keep the file back with “draft: true”.';
  return [new Problem('the testimonial has no text', { place: { file, line }, hint })];
}

/** CommonMark is enough here: whatever a text of ours has beyond it, a directive or a table, is words. */
const parsers = {
  md: unified().use(remarkParse).freeze(),
  mdx: unified().use(remarkParse).use(remarkMdx).freeze(),
};

/** Whether a text has more than comments. MDX that cannot be parsed counts as words: the compiler reports it. */
function hasWords(file: string, body: string): boolean {
  if (body.trim() === '') return false;
  try {
    return !parsers[file.endsWith('.mdx') ? 'mdx' : 'md'].parse(body).children.every(isSilent);
  } catch {
    return true;
  }
}

function isSilent(node: RootContent): boolean {
  if (node.type === 'html') return isComment(node.value);
  if (node.type === 'mdxFlowExpression') return node.data?.estree?.body.length === 0;
  return node.type === 'mdxjsEsm' || node.type === 'definition';
}
