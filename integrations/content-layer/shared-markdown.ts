import { openCell } from '../foundation/bridge.ts';
/** Writes a post's clean HTML as Markdown, below its title. */
export type WriteMarkdown = (html: string, post: MarkdownHead) => Promise<string>;

export interface MarkdownHead {
  readonly title: string;
  /** The post's own address. */
  readonly canonical: string;
}

const cell = openCell<WriteMarkdown>('markdownWriter');

/** Says how Markdown is written; the hooks do, in plain Node, so that no page bundles what it takes. */
export function shareMarkdownWriter(write: WriteMarkdown): void {
  cell.value = write;
}

/** A post's clean HTML as Markdown, as the hooks write it. */
export async function htmlToMarkdown(html: string, post: MarkdownHead): Promise<string> {
  const write = cell.value;
  if (write === undefined) throw new Error('Markdown is written while Astro runs, and it does not');
  return write(html, post);
}
