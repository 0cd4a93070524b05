import type { Element, Root } from 'hast';
import { visit } from 'unist-util-visit';
import { isElement, markOf } from '../content/marks.ts';

/** A post's tree for platforms that style it themselves: footnotes lead to each other, tasks are signs, no mark is left. */
export function plainHtml(tree: Root): Root {
  const numbers = new Map<string, number>();
  visit(tree, 'element', (node, index, parent) => {
    if (isElement(node, 'input') && parent !== undefined && index !== undefined)
      parent.children.splice(index, 1, { type: 'text', value: node.properties['checked'] ? '☑' : '☐' });
    linkNote(node, numbers);
  });
  visit(tree, 'element', ({ properties }) => {
    for (const name of Object.keys(properties)) if (name.startsWith('data')) delete properties[name];
  });
  return tree;
}

/** @param numbers name of a note → how many numbers led there so far */
function linkNote(node: Element, numbers: Map<string, number>): void {
  const note = markOf(node, 'note');
  if (note !== undefined) node.properties['id'] = note;
  const name = markOf(node, 'noteNumber');
  const [link] = node.children;
  if (name !== undefined && link?.type === 'element') {
    const nth = (numbers.get(name) ?? 0) + 1;
    numbers.set(name, nth);
    link.properties = { href: `#${name}`, id: `${placeOf(name)}${nth === 1 ? '' : `-${nth}`}` };
  }
  if (markOf(node, 'noteBack') !== undefined)
    node.properties['href'] = `#${String(node.properties['href']).split('#').at(-1)}`;
}

/** The place of a note's first number: `user-content-fn-1` → `user-content-fnref-1`. */
function placeOf(note: string): string {
  return note.replace(/(^|-)fn-/, '$1fnref-');
}
