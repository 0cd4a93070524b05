import type { Root } from 'hast';
import { visit } from 'unist-util-visit';

/**
 * Makes every address in a text absolute: `/about/` becomes `https://example.com/about/`. Only attributes of elements
 * change: HTML that code and prose show is text in the tree. An address that is not a URL stays as it is.
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
