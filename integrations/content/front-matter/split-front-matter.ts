import { blankMatter, findMatter } from './matter-block.ts';
import { parseMatter } from './parse-matter.ts';

/**
 * A file's front matter, unchecked, and its text with a blank line for each line of the front matter, so
 * that lines are those of the file. Dates stay as the author wrote them.
 */
export function splitFrontMatter(source: string): { data: Record<string, unknown>; body: string } {
  const block = findMatter(source);
  const data: unknown = block === null ? {} : parseMatter(block).data;
  return { data: typeof data === 'object' && data !== null ? { ...data } : {}, body: blankMatter(source) };
}
