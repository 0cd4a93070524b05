import satori from 'satori';
import sharp from 'sharp';
import type { Box } from './card.ts';
import type { Cover } from './fonts.ts';
import type { Format, Size } from './format.ts';

/** Draws a tree as a PNG. Text becomes paths, so nothing depends on the fonts of the machine. */
export async function renderCard(
  box: Box,
  { fonts, images }: Cover,
  format: Format,
  size: Size,
): Promise<Buffer> {
  const { width, height } = format;
  const svg = await satori(box, { width, height, fonts, graphemeImages: { ...images } });
  return sharp(Buffer.from(scaled(svg, size)))
    .removeAlpha()
    .png(encoding)
    .toBuffer();
}

/** The drawing keeps its coordinates (`viewBox`) and is as large as it is told to be. */
function scaled(svg: string, { width, height }: Size): string {
  return svg.replace(/width="[\d.]+" height="[\d.]+"/, `width="${width}" height="${height}"`);
}

const encoding = { compressionLevel: 6 } as const;
