import type { Element, ElementContent, Root } from 'hast';
import { h } from 'hastscript';
import type { FootnoteDefinition, PhrasingContent, RootContent } from 'mdast';
import rehypeParse from 'rehype-parse';
import rehypeRemark, { type Options } from 'rehype-remark';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { markFootnotes, notesOf } from './footnotes.ts';
import { localLinks } from './local-links.ts';
import { markMath } from './mark-math.ts';

type Handle = NonNullable<NonNullable<Options['handlers']>[string]>;
type State = Parameters<Handle>[0];

/**
 * A post's clean HTML as Markdown, below its title.
 *
 * @param post `canonical` is its own address: links between notes and their numbers are told by it
 */
export function htmlToMarkdown(
  html: string,
  { title, canonical }: { title: string; canonical: string },
): string {
  const processor = unified()
    .use(rehypeParse, { fragment: true })
    .use(markFootnotes, { canonical })
    .use(localLinks, { canonical });
  const body = processor.runSync(processor.parse(html));
  return toMarkdown({ ...body, children: [h('h1', title), ...body.children] });
}

/**
 * A body as Markdown anybody reads: GFM tables and footnotes, fenced code with its language, formulas between
 * dollars, rules as `***` so that a body never begins like front matter.
 */
export function toMarkdown(tree: Root): string {
  const notes = notesIn(tree);
  const processor = unified()
    .use(rehypeRemark, { handlers: { a: reference(notes), section: definitions(notes) } })
    .use(markMath)
    .use(remarkGfm, { tablePipeAlign: false, singleTilde: false })
    .use(remarkMath)
    .use(remarkStringify, { bullet: '-', rule: '*', fences: true, emphasis: '*' });
  return processor.stringify(processor.runSync(tree)).trim();
}

/** Place → number of each footnote: the list items of the footnotes section, in order. */
function notesIn(tree: Root): Map<string, string> {
  const notes = new Map<string, string>();
  visit(tree, 'element', (section) => {
    if (!isNotes(section)) return;
    for (const item of notesOf(section)) notes.set(String(item.properties['id']), String(notes.size + 1));
  });
  return notes;
}

function reference(notes: ReadonlyMap<string, string>): Handle {
  return (state: State, node: Element) => {
    const href = String(node.properties['href'] ?? '');
    const number = href.startsWith('#') ? notes.get(href.slice(1)) : undefined;
    if (number !== undefined) return { type: 'footnoteReference', identifier: number, label: number };
    return { type: 'link', url: href, title: null, children: state.all(node) as PhrasingContent[] };
  };
}

function definitions(notes: ReadonlyMap<string, string>): Handle {
  return (state: State, section: Element) => {
    if (!isNotes(section)) return state.all(section) as RootContent[];
    return notesOf(section).map((item): FootnoteDefinition => {
      const number = notes.get(String(item.properties['id'])) ?? '';
      const children = state.toFlow(state.all(withoutWayBack(item))) as FootnoteDefinition['children'];
      return { type: 'footnoteDefinition', identifier: number, label: number, children };
    });
  };
}

function isNotes(node: Element): boolean {
  return node.tagName === 'section' && node.properties['dataFootnotes'] !== undefined;
}

/** A note without its `↩`: the platform sets its own. */
function withoutWayBack<Node extends ElementContent>(node: Node): Node {
  if (node.type !== 'element') return node;
  const kept = node.children.filter((child) => !leadsBack(child));
  return { ...node, children: kept.map(withoutWayBack) };
}

function leadsBack(node: ElementContent): boolean {
  if (node.type !== 'element' || node.tagName !== 'a') return false;
  return 'dataFootnoteBackref' in node.properties;
}
