/** The size every network asks for. */
export const cardSize: Size = { width: 1200, height: 630 };

/**
 * The sheet a card is laid out on for a picture of some size. Cards are drawn in units of their own and the
 * drawing is scaled, so that type is as strong in a small cover as in a large one, and a template meets three
 * shapes rather than every size.
 */
export function formatFor({ width, height }: Size): Format {
  const ratio = width / height;
  if (ratio >= WIDE) return { shape: 'wide', width: Math.round(480 * ratio), height: 480, margin: 60 };
  if (ratio <= SQUARE) return { shape: 'square', width: 840, height: Math.round(840 / ratio), margin: 76 };
  return { shape: 'card', width: Math.round(630 * ratio), height: 630, margin: 76 };
}

const WIDE = 2.1;
const SQUARE = 1.3;

/** Pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Lengths are in units of the drawing: a pixel of a card of 1200 × 630. */
export interface Format extends Size {
  readonly shape: 'wide' | 'card' | 'square';
  readonly margin: number;
}
