import type { Element, Root } from 'hast';
import { visit } from 'unist-util-visit';
import type { Drawing, Picture, PlacedPicture, RecipeSource } from '../recipe.ts';
import { codeOf, isMarked, markOf, texOf } from './marks.ts';

/** The pictures a recipe comes across, each once, in the order of the text. */
export interface PictureShelf {
  /** Notes a picture. Gives where it is now; undefined while it has not been placed. */
  note(picture: Picture): PlacedPicture | undefined;
  all(): readonly Picture[];
}

/** A shelf for one rendering. */
export function openShelf({ placed }: Pick<RecipeSource, 'placed'>): PictureShelf {
  const found = new Map<string, Picture>();
  return {
    note: (picture) => {
      if (!found.has(picture.key)) found.set(picture.key, picture);
      return placed?.get(picture.key);
    },
    all: () => [...found.values()],
  };
}

/** Which things of a post become pictures besides its pictures. */
export interface DrawnKinds {
  readonly formulas: boolean;
  readonly diagrams: boolean;
}

/**
 * Notes the pictures of a tree and shows each where it is now. A formula or a diagram that is to be drawn and has
 * not been placed yet stays to be read.
 */
export function placePictures(tree: Root, shelf: PictureShelf, drawn: DrawnKinds): void {
  visit(tree, 'element', (node, index, parent) => {
    if (node.tagName === 'img') showPicture(node, shelf);
    const drawing = drawingOf(node, drawn);
    if (drawing === undefined || parent === undefined || index === undefined) return;
    const placed = shelf.note(drawing);
    if (placed !== undefined) parent.children[index] = imageOf(drawing, placed, node);
  });
}

function showPicture({ properties }: Element, shelf: PictureShelf): void {
  const address = String(properties['src'] ?? '');
  const alt = String(properties['alt'] ?? '');
  const placed = shelf.note({ kind: 'picture', key: address, address, alt });
  if (placed !== undefined) properties['src'] = placed.address;
}

function drawingOf(node: Element, { formulas, diagrams }: DrawnKinds): Drawing | undefined {
  if (formulas && isMarked(node, 'math')) return formulaOf(node);
  if (diagrams && isMarked(node, 'diagram')) return diagramOf(node);
  return undefined;
}

function formulaOf(node: Element): Drawing {
  const source = texOf(node);
  const inline = markOf(node, 'math') === 'inline';
  return {
    kind: 'formula',
    key: `${inline ? 'inline' : 'block'}:${source}`,
    source,
    inline,
    alt: oneLine(source),
  };
}

function oneLine(tex: string): string {
  return tex.replaceAll(/\s+/g, ' ');
}

function diagramOf(node: Element): Drawing {
  const source = codeOf(node);
  return { kind: 'diagram', key: `diagram:${source}`, source, inline: false, alt: '' };
}

/** The image keeps the mark, so that a recipe knows how to set it. */
function imageOf(drawing: Drawing, placed: PlacedPicture, before: Element): Element {
  const { address, width, height, depth } = placed;
  const image: Element = {
    type: 'element',
    tagName: 'img',
    properties: { ...before.properties, src: address, alt: drawing.alt, width, height },
    children: [],
  };
  if (depth !== undefined && drawing.inline) image.properties['dataDepth'] = String(depth);
  const isAlone = !drawing.inline && before.tagName === 'p';
  return isAlone ? { ...before, children: [image] } : image;
}
