import type { Root } from 'hast';
import type { Plugin } from 'unified';
import { visit } from 'unist-util-visit';
import { type Home, sitePath, type Tag, tagLink } from '#domain';

/** Tags a body's links to our own site; links to places in the same body stay as they are. */
export const tagLinks: Plugin<[Tagging], Root> = (tagging) => (tree) => {
  visit(tree, { type: 'element', tagName: 'a' }, ({ properties }) => {
    if (typeof properties['href'] === 'string') properties['href'] = tagged(properties['href'], tagging);
  });
};

function tagged(href: string, { homes, tag }: Tagging): string {
  const isOurs = URL.canParse(href) && homes.some((home) => sitePath(href, home) !== null);
  return isOurs ? tagLink(href, tag) : href;
}

/** Which links are ours, and what they are tagged with. */
export interface Tagging {
  /** Where the site lives: a link to another page of the same host may not be ours. */
  readonly homes: readonly Home[];
  readonly tag: Required<Tag>;
}
