import satori from 'satori';
import sharp from 'sharp';
import type { Box } from './card.ts';
import type { Fonts } from './fonts.ts';

/** The size every network asks for. */
export const cardSize = { width: 1200, height: 630 } as const;

/** Draws a tree as a PNG. Text becomes paths, so nothing depends on the fonts of the machine. */
export async function renderCard(box: Box, fonts: ReturnType<Fonts['cover']>['fonts']): Promise<Buffer> {
  const svg = await satori(box, { ...cardSize, fonts });
  return sharp(Buffer.from(svg)).png({ palette: true, effort: 5 }).toBuffer();
}
