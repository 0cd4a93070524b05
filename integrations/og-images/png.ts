import { CompressionType, FilterType, Transformer } from '@napi-rs/image';
import type { Size } from './format.ts';

/**
 * Draws an SVG as a PNG: its paths here, at once, and packed on a thread of libuv's. Full colour: finding a palette
 * takes longer than all the rest.
 */
export async function toPng({ svg, size }: Drawing): Promise<Buffer> {
  const { width, height } = size;
  const isNarrow = width < NARROW;
  const drawn = Transformer.fromSvg(isNarrow ? widened(svg, height) : svg);
  if (isNarrow) drawn.crop(0, 0, width, height);
  return drawn.png({ compressionType: CompressionType.Fast, filterType: FilterType.Paeth });
}

/** A drawing that is to be pixels. */
export interface Drawing {
  /** With no text in it, so that no font is looked for. */
  readonly svg: string;
  /** The SVG's own, in pixels. */
  readonly size: Size;
}

/** What is less wide than this comes out twice or four times as large; so it is put on paper of this width. */
const NARROW = 1000;

function widened(svg: string, height: number): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${NARROW}" height="${height}">${svg}</svg>`;
}
