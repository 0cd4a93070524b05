import type { Root } from 'hast';
import { visit } from 'unist-util-visit';

/**
 * Makes every address of a text a whole one, on its tree: `/about/` becomes `https://example.com/about/`. Code and
 * prose that show HTML are text in the tree, so they stay as their author wrote them. An address that is no URL stays.
 *
 * @param base the address of the page the text stands on
 */
export function absoluteAddresses(tree: Root, base: string): void {
  visit(tree, 'element', ({ properties }) => {
    for (const name of ['href', 'src']) {
      const address = properties[name];
      const url = typeof address === 'string' ? URL.parse(address, base) : null;
      if (url !== null) properties[name] = url.href;
    }
  });
}
