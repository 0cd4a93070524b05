import type { PhrasingContent } from 'mdast';

/** What Markdown writes at each end of inline nodes that are not text. */
const written: Partial<Record<PhrasingContent['type'], readonly [string, string]>> = {
  break: ['\n', '\n'],
  delete: ['~', '~'],
  emphasis: ['*', '*'],
  footnoteReference: ['[', ']'],
  html: ['<', '>'],
  image: ['!', ')'],
  inlineCode: ['`', '`'],
  link: ['[', ')'],
  strong: ['*', '*'],
};

/** The first character Markdown writes of a node; empty where there is no node. */
export function firstCharacter(node: PhrasingContent | undefined): string {
  if (node === undefined) return '';
  if (node.type === 'text') return [...node.value][0] ?? '';
  return written[node.type]?.[0] ?? '$';
}

/** The last character Markdown writes of a node; empty where there is no node. */
export function lastCharacter(node: PhrasingContent | undefined): string {
  if (node === undefined) return '';
  if (node.type === 'text') return [...node.value].at(-1) ?? '';
  return written[node.type]?.[1] ?? '$';
}

/** Whether CommonMark takes a character for punctuation. */
export function isPunctuation(character: string): boolean {
  return /^[\p{P}\p{S}]$/u.test(character);
}

/** Whether nothing or space stands there. */
export function isSpace(character: string): boolean {
  return character === '' || /^\s$/u.test(character);
}
