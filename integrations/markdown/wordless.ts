import { Problem } from '#domain';
import { blankMatter, findMatter } from './matter-block.ts';
import { splitFrontMatter } from './split-front-matter.ts';

/**
 * What somebody said is the text of a testimonial: without it, a card would quote nothing.
 *
 * @param file of a testimonial, relative to the project
 * @param text the whole file
 */
export function wordless(file: string, text: string): Problem[] {
  const words = blankMatter(text).replaceAll(/<!--[\s\S]*?-->|\{\s*\/\*[\s\S]*?\*\/\s*\}/g, '');
  if (words.trim() !== '' || splitFrontMatter(text).data['draft'] === true) return [];
  const line = text.slice(0, findMatter(text)?.length ?? 0).split('\n').length;
  const hint = 'Write what they said below the front matter, or keep the file back with “draft: true”.';
  return [new Problem('the testimonial has no text', { place: { file, line }, hint })];
}
