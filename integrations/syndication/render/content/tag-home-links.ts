import type { Element, Root } from 'hast';
import { SKIP, visit } from 'unist-util-visit';
import { type LinkPlace, type OfferLink, offerAt, sitePath, tagLink } from '#domain';
import type { RecipeSource } from '../recipe.ts';
import { isMarked } from './marks.ts';

/** Tags the links of a tree that lead to our own site; one that leads to an offer says to which, and where it stands. */
export function tagHomeLinks(tree: Root, source: Homes): void {
  visit(tree, 'element', (node) => {
    if (isMarked(node, 'offer')) {
      tagAll(node, source, 'card');
      return SKIP;
    }
    tagOne(node, source, 'text');
    return undefined;
  });
}

function tagAll(card: Element, source: Homes, place: LinkPlace): void {
  visit(card, 'element', (node) => tagOne(node, source, place));
}

function tagOne({ tagName, properties }: Element, { homes, tag }: Homes, place: LinkPlace): void {
  const href = String(properties['href'] ?? '');
  if (tagName !== 'a' || !URL.canParse(href)) return;
  const path = homes.map((url) => sitePath(href, { url })).find((found) => found !== null);
  if (path === undefined) return;
  properties['href'] = tagLink(href, { ...tag, content: contentOf(offerAt(path), place) });
}

function contentOf(offer: string | undefined, place: LinkPlace): OfferLink | undefined {
  return offer === undefined ? undefined : { offer, place };
}

type Homes = Pick<RecipeSource, 'homes' | 'tag'>;
