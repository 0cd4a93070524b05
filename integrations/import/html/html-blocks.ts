/**
 * HTML as WordPress keeps it → HTML that Markdown leaves alone: block comments gone, each block begins
 * with a tag at the start of a line and has no blank line inside. Text of the old editor gets its
 * paragraphs and line breaks, as WordPress gives them when it shows the text.
 */
export function htmlBlocks(content: string): string {
  const isBlocks = /<!--\s*wp:/.test(content);
  const bare = content.replace(/\r\n?/g, '\n').replace(/<!--\s*\/?wp:[\s\S]*?-->\n?/g, '\n');
  const parts = bare
    .split(opaque)
    .map((part, index) => (index % 2 === 1 ? oneBlock(part) : blocks(part, isBlocks)));
  return `${parts
    .filter((part) => part !== '')
    .join('\n\n')
    .trim()}\n`;
}

/** Code: in `<pre>`, or in a shortcode that becomes a fence. */
const opaque =
  /(<pre\b[\s\S]*?<\/pre>|\[(?:source)?code\b[^\]]*\][\s\S]*?\[\/(?:source)?code\]|\[(?:php|css|html|js|javascript|python|java|bash|sql|xml|ruby)(?:\s[^\]]*)?\][\s\S]*?\[\/\w+\])/;

const blockTag =
  /^<\/?(?:address|article|aside|blockquote|details|div|dl|dt|dd|figure|figcaption|footer|form|h[1-6]|header|hr|iframe|li|main|nav|ol|p|section|summary|table|tbody|thead|tr|td|th|ul|video|audio|script|style|!--)\b|^<!--/i;

/** A shortcode at the beginning, which may become a block of its own. */
const shortcode = /^\[\/?[a-z][\w-]*(\s[^\]]*)?\]/;

function blocks(text: string, isBlocks: boolean): string {
  return text
    .split(/\n[ \t]*\n+/)
    .map((block) => block.trim())
    .filter((block) => block !== '')
    .map((block) => (blockTag.test(block) || shortcode.test(block) ? block : paragraph(block, isBlocks)))
    .join('\n\n');
}

function paragraph(text: string, isBlocks: boolean): string {
  const broken = isBlocks ? text : text.replace(/(?<!<br ?\/?>)\n/g, '<br />\n');
  return `<p>${broken}</p>`;
}

/** A blank line would end the block, so it is written as an entity; it shows the same. */
function oneBlock(text: string): string {
  if (!text.startsWith('<pre')) return text;
  return text.replace(
    /\n((?:[ \t]*\n)+)/g,
    (_, blank: string) => `\n${'&#10;'.repeat(blank.split('\n').length - 1)}`,
  );
}
