import type { Root } from 'hast';
import type { Plugin } from 'unified';
import { visit } from 'unist-util-visit';
import { placeIn } from './place-in.ts';

/** A link of a body to a place in the same body leads there, while that place is there; others stay links home. */
export const localLinks: Plugin<[{ canonical: string }], Root> =
  ({ canonical }) =>
  (tree) => {
    const places = placesIn(tree);
    visit(tree, { type: 'element', tagName: 'a' }, ({ properties }) => {
      const place = placeIn(String(properties['href']), canonical);
      if (place !== undefined && places.has(place)) properties['href'] = `#${place}`;
    });
  };

function placesIn(tree: Root): Set<string> {
  const places = new Set<string>();
  visit(tree, 'element', ({ properties: { id } }) => {
    if (typeof id === 'string') places.add(id);
  });
  return places;
}
