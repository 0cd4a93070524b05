import { join } from 'node:path';
import type { Element, Root } from 'hast';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { suggest } from '#domain';
import { depend, matterOf } from '../depend.ts';
import type { ContentIndex } from '../links/content-index.ts';
import { offerComponents } from './expand-components.ts';
import { fail } from './report.ts';

/** Says of `<Offer id="…">` and its like when there is no such offer readers may see. */
export function offerIds({ index }: { readonly index: ContentIndex }) {
  const offers = index.pages.filter(({ section, hidden }) => section === 'offers' && !hidden);
  return (tree: Root, file: VFile): void => {
    visit(tree, 'element', (node) => {
      const name = String(node.properties['dataName'] ?? node.properties['data-name'] ?? '');
      if (node.tagName !== 'byline-component' || !offerComponents.includes(name)) return;
      const id = idOf(node);
      const meant = offers
        .filter(({ slug }) => slug === id)
        .map(({ file }) => matterOf(join(index.root, file)));
      if (meant.length > 0) depend(file, ...meant);
      else failFor(node, name, id, [...new Set(offers.map(({ slug }) => slug))], file);
    });
  };
}

function idOf({ properties }: Element): string {
  const props: unknown = JSON.parse(String(properties['dataProps'] ?? properties['data-props'] ?? '{}'));
  return props !== null && typeof props === 'object' && 'id' in props ? String(props.id) : '';
}

function failFor(node: Element, name: string, id: string, known: readonly string[], file: VFile): void {
  const reason =
    id === '' ? `<${name}> needs the id of an offer` : `there is no offer “${id}” in content/offers/`;
  fail(file, node, { rule: 'offer-id', reason, hint: suggest(id, known) });
}
