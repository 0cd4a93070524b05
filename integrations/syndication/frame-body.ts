import type { Element, ElementContent, Root, RootContent } from 'hast';
import { toText } from 'hast-util-to-text';
import type { Plugin } from 'unified';
import { SKIP, visit } from 'unist-util-visit';
import { strings } from '#strings';
import { placeIn } from '../to-markdown/place-in.ts';

/** How many blocks of its beginning a summary shows at most. */
const INTRO_BLOCKS = 3;

/** Cuts a body to its summary: the description and the blocks before the first heading, a few at most, each whole. */
export const summarise: Plugin<[{ description: string; canonical: string }], Root> = (post) => (tree) => {
  const intro = introOf(tree.children).filter((block) => toText(block).trim() !== post.description.trim());
  tree.children = [element('p', {}, [text(post.description)]), ...intro];
  dropNotes(tree, post.canonical);
};

/** Ends a body with the line that names the source, or invites to read on. */
export const close: Plugin<[Closing], Root> =
  ({ form, lang, title, link }) =>
  (tree) => {
    const source = element('a', { href: link }, [text(title)]);
    tree.children.push(element('p', {}, [text(strings(lang).edition[form]), source]));
  };

function introOf(children: readonly RootContent[]): Element[] {
  const blocks = children.filter((child) => child.type === 'element');
  const end = blocks.findIndex(
    (block) => /^h[1-6]$/.test(block.tagName) || 'dataFootnotes' in block.properties,
  );
  return blocks.slice(0, Math.min(end === -1 ? blocks.length : end, INTRO_BLOCKS));
}

/** The notes stay at home, so the numbers that point at them go. */
function dropNotes(tree: Root, canonical: string): void {
  visit(tree, 'element', (node, index, parent) => {
    if (node.tagName !== 'sup' || parent === undefined || index === undefined) return;
    const [only, ...more] = node.children;
    const note = only?.type === 'element' && more.length === 0 && only.properties['href'];
    if (typeof note !== 'string' || placeIn(note, canonical) === undefined) return;
    parent.children.splice(index, 1);
    return [SKIP, index];
  });
}

function element(tagName: string, properties: Element['properties'], children: ElementContent[]): Element {
  return { type: 'element', tagName, properties, children };
}

function text(value: string): ElementContent {
  return { type: 'text', value };
}

export interface Closing {
  readonly form: 'full' | 'summary';
  readonly lang: string;
  readonly title: string;
  /** Tagged. */
  readonly link: string;
}
