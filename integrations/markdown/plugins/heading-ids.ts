import Slugger from 'github-slugger';
import type { Element, Root } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { visit } from 'unist-util-visit';

/**
 * Gives each heading an id: the one its author wrote at its end, `## 标题 {#id}`, else its text as GitHub and Astro
 * make it, Chinese kept; `section` where the text has no letter. No two elements get the same id.
 *
 * Pages and the check of links both use it, so that they agree.
 */
export function headingIds() {
  return (tree: Root): void => {
    visit(tree, 'element', (node) => {
      if (isHeading(node)) takeWrittenId(node);
    });
    const slugger = new Slugger();
    for (const id of idsIn(tree)) slugger.slug(id);
    visit(tree, 'element', (node) => {
      if (isHeading(node)) node.properties['id'] ??= slugger.slug(textOf(node)) || slugger.slug('section');
    });
  };
}

export function isHeading({ tagName }: Element): boolean {
  return /^h[1-6]$/.test(tagName);
}

/** Moves `{#id}` at the end of a heading from its text to its properties. */
function takeWrittenId(heading: Element): void {
  const last = heading.children.at(-1);
  const written = last?.type === 'text' ? /\s*\{#(?<id>[^\s{}]+)\}\s*$/.exec(last.value) : null;
  if (last?.type !== 'text' || written === null) return;
  last.value = last.value.slice(0, written.index);
  heading.properties['id'] ??= written.groups?.['id'];
}

function idsIn(tree: Root): Set<string> {
  const ids = new Set<string>();
  visit(tree, 'element', ({ properties }) => {
    if (typeof properties['id'] === 'string') ids.add(properties['id']);
  });
  return ids;
}
