import type { Root } from 'hast';
import rehypeParse from 'rehype-parse';
import { unified } from 'unified';

/** The tree of a post's HTML. */
export function parseContent(html: string): Root {
  return parser.parse(html);
}

const parser = unified().use(rehypeParse, { fragment: true }).freeze();
