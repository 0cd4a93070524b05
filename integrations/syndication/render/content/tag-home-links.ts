import type { Root } from 'hast';
import { visit } from 'unist-util-visit';
import { tagLink } from '#domain';
import type { RecipeSource } from '../recipe.ts';

/** Tags the links of a tree that lead to our own site. */
export function tagHomeLinks(tree: Root, { origins, tag }: Pick<RecipeSource, 'origins' | 'tag'>): void {
  visit(tree, { type: 'element', tagName: 'a' }, ({ properties }) => {
    const href = String(properties['href'] ?? '');
    const origin = URL.parse(href)?.origin;
    if (origin !== undefined && origins.includes(origin)) properties['href'] = tagLink(href, tag);
  });
}
