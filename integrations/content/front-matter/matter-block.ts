/** Front matter as it stands in a file. */
export interface MatterBlock {
  readonly format: 'YAML' | 'TOML' | 'JSON';
  readonly text: string;
  /** Lines of the file before the text's first. */
  readonly linesBefore: number;
  /** How much of the file it takes up, fences included. */
  readonly length: number;
}

/**
 * Finds front matter: YAML between `---`, TOML between `+++`, JSON between `;;;` or in braces. A byte order
 * mark and CRLF are fine. null for a text without front matter, or with front matter that never ends.
 */
export function findMatter(source: string): MatterBlock | null {
  const start = /^\uFEFF?(?:(?<fence>---|\+\+\+|;;;)[ \t]*\r?\n|(?=\{[ \t]*\r?\n?[ \t]*"))/.exec(source);
  if (start === null) return null;
  const fence = start.groups?.['fence'];
  return fence === undefined ? bracedMatter(source, start[0]) : fencedMatter(source, start[0], fence);
}

/** A file's text with a blank line for each line of its front matter: lines stay those of the file. */
export function blankMatter(source: string): string {
  const block = findMatter(source);
  if (block === null) return source.replace(/^\uFEFF/, '');
  return source.slice(0, block.length).replaceAll(/[^\n]/g, '') + source.slice(block.length);
}

const formats: Record<string, MatterBlock['format']> = { '---': 'YAML', '+++': 'TOML', ';;;': 'JSON' };

function fencedMatter(source: string, opening: string, fence: string): MatterBlock | null {
  const rest = source.slice(opening.length);
  const end = endings[fence]?.exec(rest);
  if (end === null || end === undefined) return null;
  const inside = rest.slice(0, end.index);
  const bare = fence === ';;;' && !inside.trimStart().startsWith('{');
  return {
    format: formats[fence] ?? 'YAML',
    text: bare ? `{${inside}}` : inside,
    linesBefore: 1,
    length: opening.length + end.index + end[0].length,
  };
}

const endings: Record<string, RegExp> = {
  '---': /^---[ \t\r]*$/m,
  '+++': /^\+\+\+[ \t\r]*$/m,
  ';;;': /^;;;[ \t\r]*$/m,
};

/** Hugo's form: an object whose last brace begins a line. */
function bracedMatter(source: string, mark: string): MatterBlock | null {
  const end = /^\}[ \t\r]*$/m.exec(source);
  const oneLine = /^\uFEFF?\{.*\}[ \t\r]*$/m.exec(source);
  const length = oneLine?.index === 0 ? oneLine[0].length : end === null ? -1 : end.index + end[0].length;
  return length < 0
    ? null
    : { format: 'JSON', text: source.slice(mark.length, length), linesBefore: 0, length };
}
