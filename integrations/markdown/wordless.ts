import type { RootContent } from 'mdast';
import { Problem } from '#domain';
import { parseSource } from './links/parse-source.ts';
import { isComment } from './links/raw-html.ts';
import { blankMatter, findMatter } from './matter-block.ts';
import { splitFrontMatter } from './split-front-matter.ts';

/**
 * What somebody said is the text of a testimonial: without it, a card would quote nothing.
 *
 * @param file of a testimonial, relative to the project
 * @param text the whole file
 */
export function wordless(file: string, text: string): Problem[] {
  if (hasWords(file, blankMatter(text)) || splitFrontMatter(text).data['draft'] === true) return [];
  const line = text.slice(0, findMatter(text)?.length ?? 0).split('\n').length;
  const hint = 'Write what they said below the front matter, or keep the file back with “draft: true”.';
  return [new Problem('the testimonial has no text', { place: { file, line }, hint })];
}

/** Whether anything is there but comments. MDX that cannot be parsed has words; what is wrong with it is said elsewhere. */
function hasWords(file: string, body: string): boolean {
  if (body.trim() === '') return false;
  try {
    return !parseSource(body, file.endsWith('.mdx')).children.every(isSilent);
  } catch {
    return true;
  }
}

function isSilent(node: RootContent): boolean {
  if (node.type === 'html') return isComment(node.value);
  if (node.type === 'mdxFlowExpression') return node.data?.estree?.body.length === 0;
  return node.type === 'mdxjsEsm' || node.type === 'definition';
}
