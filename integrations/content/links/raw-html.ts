import type { Element } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { visit } from 'unist-util-visit';

/** The elements of raw HTML in Markdown, in their order, with their positions. A tag inside a comment is not an element. */
export function elementsIn(html: string): Element[] {
  const found: Element[] = [];
  visit(fromHtml(html, { fragment: true, verbose: true }), 'element', (element) => {
    found.push(element);
  });
  return found;
}

/** Whether raw HTML consists of comments only. */
export function isComment(html: string): boolean {
  const { children } = fromHtml(html, { fragment: true });
  return children.every(
    (node) => node.type === 'comment' || (node.type === 'text' && node.value.trim() === ''),
  );
}

/**
 * Makes a function that replaces single attributes of raw HTML; everything else stays as its author wrote it.
 *
 * @param html parsed by {@link elementsIn}: the positions of its elements are used
 * @param write receives the whole HTML after each change
 */
export function rewritable(html: string, write: (html: string) => void) {
  const changes = new Map<number, { readonly end: number; readonly text: string }>();
  return (element: Element, name: string, value: string): void => {
    const place = element.data?.position?.properties?.[name];
    const [start, end] = [place?.start.offset, place?.end.offset];
    if (start === undefined || end === undefined) return;
    const escaped = value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
    changes.set(start, { end, text: `${name}="${escaped}"` });
    write(changed(html, changes));
  };
}

function changed(html: string, changes: ReadonlyMap<number, { end: number; text: string }>): string {
  let from = 0;
  const parts = [...changes]
    .sort(([one], [other]) => one - other)
    .map(([start, { end, text }]) => {
      const before = html.slice(from, start);
      from = end;
      return before + text;
    });
  return parts.join('') + html.slice(from);
}
