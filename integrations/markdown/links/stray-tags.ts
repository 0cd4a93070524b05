import type { Comment, Element } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { htmlTagNames } from 'html-tag-names';
import { htmlVoidElements } from 'html-void-elements';
import { mathmlTagNames } from 'mathml-tag-names';
import { svgTagNames } from 'svg-tag-names';
import { visitParents } from 'unist-util-visit-parents';

/** A tag or a comment in raw HTML that a browser would not show as its author sees it. */
export interface StrayTag {
  /**
   * `unknown`: HTML has no such element. `swallowing`: the element hides the text after it. `unclosed`: the end tag is
   * missing. `comment`: the end of the comment is missing. `component`: a component, which needs MDX.
   */
  readonly fault: 'unknown' | 'swallowing' | 'unclosed' | 'comment' | 'component';
  readonly name: string;
  /** Where it starts in the HTML, counted in characters from 0. */
  readonly start: number;
  /** The tags that are text and not HTML: start and end of each. Only `unknown` and `swallowing` have any. */
  readonly texts: readonly (readonly [start: number, end: number])[];
}

/**
 * Finds stray tags in raw HTML, in their order.
 *
 * @param html all raw HTML of a text in one string, so that the end tag of an element may stand in another block
 * @param components names that are components
 * @example strayTags('<b>\n<N>\n</b>', new Set()) // one, `unknown`, at 4
 */
export function strayTags(html: string, components: ReadonlySet<string>): StrayTag[] {
  const found: StrayTag[] = [];
  let rest = html;
  for (;;) {
    const strays = straysOf(rest, components);
    const swallower = strays.find(({ fault }) => fault === 'swallowing');
    if (swallower === undefined) return [...found, ...strays].sort((one, other) => one.start - other.start);
    found.push(swallower);
    // Without this tag, the parser reads what stands after it.
    for (const [start, end] of swallower.texts)
      rest = rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end);
  }
}

function straysOf(html: string, components: ReadonlySet<string>): StrayTag[] {
  const found: StrayTag[] = [];
  visitParents(fromHtml(html, { fragment: true, verbose: true }), (node, parents) => {
    if (node.type === 'comment') found.push(...unclosedComment(node, html));
    if (node.type !== 'element') return;
    const isForeign = parents.some((parent) => 'tagName' in parent && foreign.has(parent.tagName));
    found.push(...strayElement(node, { html, components, isForeign }));
  });
  return found;
}

function unclosedComment({ position }: Comment, html: string): StrayTag[] {
  const [start, end] = [position?.start.offset ?? 0, position?.end.offset ?? 0];
  const isOpen = html.startsWith('<!--', start) && !html.slice(start, end).endsWith('-->');
  return isOpen ? [{ fault: 'comment', name: '<!--', start, texts: [] }] : [];
}

function strayElement(element: Element, { html, components, isForeign }: Around): StrayTag[] {
  const start = element.position?.start.offset;
  // An element the parser adds by itself, such as `tbody`, has no place in the text.
  if (start === undefined) return [];
  const name = html.slice(start + 1, start + 1 + element.tagName.length);
  const fault = faultOf(element, name, { components, isForeign, source: sourceOf(element, html) });
  if (fault === undefined) return [];
  const texts = fault === 'unknown' || fault === 'swallowing' ? tagsOf(element, html) : [];
  return [{ fault, name, start, texts }];
}

function faultOf(element: Element, name: string, about: About): StrayTag['fault'] | undefined {
  const { components, isForeign, source } = about;
  const tag = element.tagName.toLowerCase();
  const isClosed = element.data?.position?.closing !== undefined;
  if (components.has(name)) return 'component';
  if (!known.has(tag)) return isClosed && tag.includes('-') ? undefined : 'unknown';
  if (isForeign) return isClosed || source.endsWith('/>') ? undefined : 'unclosed';
  if (swallowing.has(tag) || (raw.has(tag) && !isClosed)) return 'swallowing';
  return isClosed || endsByItself.has(tag) ? undefined : 'unclosed';
}

function sourceOf(element: Element, html: string): string {
  const opening = element.data?.position?.opening;
  return html.slice(opening?.start.offset ?? 0, opening?.end.offset ?? 0);
}

function tagsOf(element: Element, html: string): [number, number][] {
  const { opening, closing } = element.data?.position ?? {};
  return [opening, closing].flatMap((tag): [number, number][] => {
    const [start, end] = [tag?.start.offset, tag?.end.offset];
    return start === undefined || end === undefined ? [] : [[start, Math.min(end, html.length)]];
  });
}

const known = new Set([...htmlTagNames, ...svgTagNames, ...mathmlTagNames].map((name) => name.toLowerCase()));
const foreign = new Set(['svg', 'math']);

/** Elements that GFM filters, since the text after them is not shown. They are always shown as text. */
const swallowing = new Set(['title', 'textarea', 'xmp', 'noembed', 'noframes', 'plaintext']);
/** Elements that GFM filters too, but that an author may mean: they are shown as text only without an end tag. */
const raw = new Set(['script', 'style', 'iframe']);

/** Elements whose end tag HTML lets an author leave out, or that have none. */
const endsByItself = new Set([
  ...htmlVoidElements,
  ...['html', 'head', 'body', 'p', 'li', 'dt', 'dd', 'option', 'optgroup', 'rt', 'rp', 'caption', 'colgroup'],
  ...['thead', 'tbody', 'tfoot', 'tr', 'td', 'th'],
]);

interface Around {
  readonly html: string;
  readonly components: ReadonlySet<string>;
  /** Whether the element stands inside `<svg>` or `<math>`, where `/>` closes an element. */
  readonly isForeign: boolean;
}

interface About extends Omit<Around, 'html'> {
  /** The opening tag as it is written. */
  readonly source: string;
}
