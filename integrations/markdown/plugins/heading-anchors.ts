import Slugger from 'github-slugger';
import type { Element, Root } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { h } from 'hastscript';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { strings } from '#strings';
import { FOOTNOTES_ID } from './footnote-labels.ts';
import { languageOf } from './language.ts';

/**
 * Gives headings ids made of their text, Chinese kept, as GitHub and Astro make them, and never one that
 * another element has; and to each from h2 down a link to itself. The link has a label and no text, so
 * that tables of contents and feeds see the heading alone.
 */
export function headingAnchors() {
  return (tree: Root, file: VFile): void => {
    const slugger = new Slugger();
    for (const id of idsIn(tree)) slugger.slug(id);
    const label = strings(languageOf(file)).text.anchor;
    visit(tree, 'element', (node) => {
      if (!/^h[1-6]$/.test(node.tagName)) return;
      node.properties['id'] ??= slugger.slug(textOf(node)) || slugger.slug('section');
      if (needsAnchor(node)) node.children.push(anchorTo(String(node.properties['id']), label));
    });
  };
}

function idsIn(tree: Root): Set<string> {
  const ids = new Set<string>();
  visit(tree, 'element', ({ properties }) => {
    if (typeof properties['id'] === 'string') ids.add(properties['id']);
  });
  return ids;
}

function needsAnchor(heading: Element): boolean {
  return heading.tagName !== 'h1' && heading.properties['id'] !== FOOTNOTES_ID;
}

function anchorTo(id: string, label: string): Element {
  return h('a', { class: 'heading-anchor', href: `#${id}`, ariaLabel: label });
}
