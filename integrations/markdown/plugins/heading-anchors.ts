import type { Element, Root } from 'hast';
import { h } from 'hastscript';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { strings } from '#strings';
import { FOOTNOTES_ID } from './footnote-labels.ts';
import { isHeading } from './heading-ids.ts';
import { languageOf } from './language.ts';

/**
 * Adds to each heading from h2 down a link to itself. The link has a label and no text, so that tables of contents
 * and feeds see the heading alone.
 */
export function headingAnchors() {
  return (tree: Root, file: VFile): void => {
    const label = strings(languageOf(file)).text.anchor;
    visit(tree, 'element', (node) => {
      if (isHeading(node) && needsAnchor(node))
        node.children.push(anchorTo(String(node.properties['id']), label));
    });
  };
}

function needsAnchor(heading: Element): boolean {
  return heading.tagName !== 'h1' && heading.properties['id'] !== FOOTNOTES_ID;
}

function anchorTo(id: string, label: string): Element {
  return h('a', { class: 'heading-anchor', href: `#${id}`, ariaLabel: label });
}
