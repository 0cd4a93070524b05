import type { Element, Root } from 'hast';
import { h } from 'hastscript';
import { SKIP, visit } from 'unist-util-visit';

/**
 * Takes the pictures that Astro has yet to place out of a clean text, in their order. The first one is replaced by
 * `<byline-component data-name="img" data-props='{"index":0}'>`. Astro replaces its marks in HTML as a string, so it
 * receives the pictures only, without the code and the prose around them.
 */
export function takePictures(tree: Root): Element[] {
  const pictures: Element[] = [];
  visit(tree, 'element', (node, index, parent) => {
    if (parent === undefined || index === undefined) return undefined;
    if (node.tagName !== 'img' || node.properties['__ASTRO_IMAGE_'] === undefined) return undefined;
    const props = JSON.stringify({ index: pictures.length });
    parent.children[index] = h('byline-component', { 'data-name': 'img', 'data-props': props });
    pictures.push(node);
    return SKIP;
  });
  return pictures;
}
