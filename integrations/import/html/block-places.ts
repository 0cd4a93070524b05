/**
 * Puts blocks of Markdown where tags stood. A tag may stand in a list item or a quotation, or in the middle of
 * a line; the block has to stay in that item, on lines of its own.
 */

/** What stands on the last line of a text before anything else: list markers, `>` and spaces. */
const container = /^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))*[ \t]*/;

/** The beginning that the following lines of a block need to stay in the item the text ends in. */
export function indentOf(before: string): string {
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const opened = container.exec(line)?.[0] ?? '';
  return opened.replace(/[^>\t]/g, ' ');
}

/** Takes the indent of an item off lines that stand in it; lines that are indented less lose what they have. */
export function outdent(text: string, indent: string): string {
  if (indent === '') return text;
  const [first = '', ...rest] = text.split('\n');
  const quotes = indent.split('>').length - 1;
  const unquoted = rest.map((line) => line.replace(new RegExp(`^(?:[ \\t]*> ?){0,${quotes}}`), ''));
  const width = Math.min(
    indent.length - (quotes === 0 ? 0 : indent.lastIndexOf('>') + 2),
    ...unquoted.filter((line) => line.trim() !== '').map((line) => line.search(/[^ ]/)),
  );
  return [
    first,
    ...unquoted.map((line) => line.slice(Math.min(Math.max(width, 0), line.search(/[^ ]|$/)))),
  ].join('\n');
}

/** A text that grows by words, which follow each other, and by blocks, which have lines of their own. */
export interface GrowingText {
  add(words: string): void;
  addBlock(block: string): void;
  soFar(): string;
}

export function growText(): GrowingText {
  // Spaces and line breaks after a block wait until it is known what they part it from.
  let [text, gap, isAfterBlock] = ['', '', false];
  return {
    add(words) {
      if (isAfterBlock && words.trim() === '') gap += words;
      else {
        text = isAfterBlock ? afterBlock(text, gap + words) : text + words;
        [gap, isAfterBlock] = ['', false];
      }
    },
    addBlock(block) {
      text = placeBlock(text + gap, block);
      [gap, isAfterBlock] = ['', true];
    },
    soFar: () => text + gap,
  };
}

/** A text with a block after it: in the item the text ends in, with an empty line before it. */
function placeBlock(before: string, block: string): string {
  const indent = indentOf(before);
  const start = before.lastIndexOf('\n') + 1;
  const line = before.slice(start);
  const [first = '', ...rest] = block.split('\n');
  const indented = [first, ...rest.map((text) => (text === '' ? indent.trimEnd() : indent + text))].join(
    '\n',
  );
  const marked = container.exec(line)?.[0] ?? '';
  if (marked.length < line.length) return `${before.trimEnd()}\n${indent.trimEnd()}\n${indent}${indented}`;
  const hasMarker = /[-*+\d]/.test(marked);
  const above = before.slice(0, start);
  const isFree = hasMarker || above === '' || /\n[ \t>]*\n$|^[ \t>]*\n$/.test(above);
  return isFree ? before + indented : `${above}${indent.trimEnd()}\n${line}${indented}`;
}

/** A text that ends in a block, with more text after it: an empty line parts the two. */
function afterBlock(before: string, text: string): string {
  if (text.trim() === '' || /^[ \t]*\n[ \t>]*\n/.test(text)) return before + text;
  const last = before.slice(before.lastIndexOf('\n') + 1);
  const indent = /^[ \t>]*/.exec(last)?.[0] ?? '';
  const quoted = /^[ \t]*>/.test(text.replace(/^[ \t]*\n/, '')) ? indent.trimEnd() : '';
  const own = text.replace(/^[ \t]+/, '');
  return own.startsWith('\n')
    ? `${before}\n${quoted}${own}`
    : `${before}\n\n${indent.includes('>') ? '' : indent}${own}`;
}
