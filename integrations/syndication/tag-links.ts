import type { Root } from 'hast';
import type { Plugin } from 'unified';
import { visit } from 'unist-util-visit';
import { type Tag, tagLink } from '#domain';

/** Tags a body's links to our own site; links to places in the same body stay as they are. */
export const tagLinks: Plugin<[Home], Root> = (home) => (tree) => {
  visit(tree, { type: 'element', tagName: 'a' }, ({ properties }) => {
    if (typeof properties['href'] === 'string') properties['href'] = tagged(properties['href'], home);
  });
};

function tagged(href: string, { origins, tag }: Home): string {
  const url = URL.parse(href);
  return url !== null && origins.has(url.origin) ? tagLink(href, tag) : href;
}

/** Where links lead, and what ours are tagged with. */
export interface Home {
  /** Origins that are ours. */
  readonly origins: ReadonlySet<string>;
  readonly tag: Required<Tag>;
}
