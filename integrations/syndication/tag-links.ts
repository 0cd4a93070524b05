import type { Root } from 'hast';
import type { Plugin } from 'unified';
import { visit } from 'unist-util-visit';
import { type Tag, tagLink } from '#domain';

/**
 * Tags a body's links to our own site. A link to a place in the same body stays one while that place is
 * there; otherwise it leads to that place at home.
 */
export const tagLinks: Plugin<[Home], Root> = (home) => (tree) => {
  const places = placesIn(tree);
  visit(tree, { type: 'element', tagName: 'a' }, ({ properties }) => {
    if (typeof properties['href'] !== 'string') return;
    const fragment = fragmentOf(properties['href'], home.canonical);
    const isHere = fragment !== undefined && places.has(fragment);
    properties['href'] = isHere ? `#${fragment}` : tagged(properties['href'], home);
  });
};

/** The place in the same post a link of the feed leads to, decoded; undefined for links elsewhere. */
export function fragmentOf(href: string, canonical: string): string | undefined {
  const url = URL.parse(href);
  if (url === null || url.hash.length < 2) return undefined;
  const place = url.hash.slice(1);
  url.hash = '';
  return url.href === new URL(canonical).href ? decode(place) : undefined;
}

function tagged(href: string, { origins, tag }: Home): string {
  const url = URL.parse(href);
  return url !== null && origins.has(url.origin) ? tagLink(href, tag) : href;
}

function placesIn(tree: Root): Set<string> {
  const places = new Set<string>();
  visit(tree, 'element', ({ properties: { id } }) => {
    if (typeof id === 'string') places.add(id);
  });
  return places;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Where links lead, and what ours are tagged with. */
export interface Home {
  /** The post's own address. */
  readonly canonical: string;
  /** Origins that are ours. */
  readonly origins: ReadonlySet<string>;
  readonly tag: Required<Tag>;
}
