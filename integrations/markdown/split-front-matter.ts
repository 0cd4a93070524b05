import { parse } from 'yaml';

const fenced = /^\uFEFF?---[ \t]*\r?\n(?<yaml>[\s\S]*?)^---[ \t]*$/m;

/**
 * A file's front matter, unchecked, and its text with a blank line for each line of the front matter, so
 * that lines are those of the file. Dates stay as the author wrote them.
 */
export function splitFrontMatter(source: string): { data: Record<string, unknown>; body: string } {
  const found = fenced.exec(source);
  if (found === null || found.index > 0) return { data: {}, body: source.replace(/^\uFEFF/, '') };
  const [matter] = found;
  const data: unknown = parse(found.groups?.['yaml'] ?? '');
  const body = matter.replaceAll(/[^\n]/g, '') + source.slice(matter.length);
  return { data: typeof data === 'object' && data !== null ? { ...data } : {}, body };
}
