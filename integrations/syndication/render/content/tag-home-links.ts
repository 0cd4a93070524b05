import type { Root } from 'hast';
import { visit } from 'unist-util-visit';
import { sitePath, tagLink } from '#domain';
import type { RecipeSource } from '../recipe.ts';

/** Tags the links of a tree that lead to our own site. */
export function tagHomeLinks(tree: Root, { homes, tag }: Pick<RecipeSource, 'homes' | 'tag'>): void {
  visit(tree, { type: 'element', tagName: 'a' }, ({ properties }) => {
    const href = String(properties['href'] ?? '');
    const isOurs = URL.canParse(href) && homes.some((url) => sitePath(href, { url }) !== null);
    if (isOurs) properties['href'] = tagLink(href, tag);
  });
}
