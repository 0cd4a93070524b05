import type { Element, Root } from 'hast';
import type { Plugin } from 'unified';
import { visit } from 'unist-util-visit';
import { type Tag, tagLink } from '#domain';

/**
 * Makes every address in a body absolute and tags the links to our own site. A link to a place in the same
 * body stays one while that place is there; otherwise it leads to that place at home.
 */
export const tagLinks: Plugin<[Home], Root> = (home) => (tree) => {
  const places = placesIn(tree, home.keepsIds);
  visit(tree, 'element', (node) => {
    if (node.tagName === 'img') absolute(node, 'src', home);
    if (node.tagName !== 'a' || typeof node.properties['href'] !== 'string') return;
    const fragment = fragmentOf(node.properties['href'], home.canonical);
    if (fragment !== undefined && places.has(fragment)) node.properties['href'] = `#${fragment}`;
    else leadHome(node, home);
  });
};

/** The place in the same post a link leads to, decoded; undefined for links elsewhere. */
export function fragmentOf(href: string, canonical: string): string | undefined {
  const url = URL.parse(href, canonical);
  if (url === null || url.hash.length < 2) return undefined;
  const place = url.hash.slice(1);
  url.hash = '';
  return url.href === new URL(canonical).href ? decode(place) : undefined;
}

function leadHome(node: Element, home: Home): void {
  const url = URL.parse(String(node.properties['href']), home.canonical);
  if (url === null) return;
  node.properties['href'] = home.origins.has(url.origin) ? tagLink(url.href, home.tag) : url.href;
}

function absolute(node: Element, key: string, home: Home): void {
  const given = node.properties[key];
  const url = typeof given === 'string' ? URL.parse(given, home.canonical) : null;
  if (url !== null) node.properties[key] = url.href;
}

/** Ids that will be there: all of them, or, in a form that has no ids, those of footnotes, which have a syntax. */
function placesIn(tree: Root, keepsIds: boolean): Set<string> {
  const places = new Set<string>();
  visit(tree, 'element', (node) => {
    const { id, dataFootnotes } = node.properties;
    if (keepsIds && typeof id === 'string') places.add(id);
    if (dataFootnotes !== undefined)
      for (const place of placesIn({ type: 'root', children: node.children }, true)) places.add(place);
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
  /** The post's own address: relative links start there. */
  readonly canonical: string;
  /** Origins that are ours. */
  readonly origins: ReadonlySet<string>;
  readonly tag: Required<Tag>;
  /** Whether the form of body keeps ids. */
  readonly keepsIds: boolean;
}
