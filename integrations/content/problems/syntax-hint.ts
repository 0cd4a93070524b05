/** What to do about what MDX's parser says of a text. */
export function syntaxHint(said: string): string {
  const open = /(?:a|corresponding) closing tag for `<(?<name>[^`]*)>`/.exec(said)?.groups?.['name'];
  if (open === undefined) return 'A “<” or “{” that is text is written `\\<` or `\\{`.';
  if (empty.has(open)) return `It holds nothing: write <${open} … />.`;
  const close = `Close it with </${open}>`;
  if (said.includes('before the end of'))
    return `${close} in the same paragraph, item or quote, or give <${open}> and </${open}> lines of their own. A “<” that is text is written \`\\<\`.`;
  return `${close}; one with nothing in it is written <${open} … />.`;
}

/** Elements of HTML that hold nothing, which HTML does not have closed. */
const empty: ReadonlySet<string> = new Set([
  'br',
  'hr',
  'img',
  'input',
  'source',
  'track',
  'wbr',
  'col',
  'embed',
]);
