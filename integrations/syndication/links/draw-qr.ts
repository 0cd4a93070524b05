import encodeQR from 'qr';
import sharp from 'sharp';

/** How many modules of white a reader needs on each side. */
const BORDER = 4;

/** The width of a picture, in pixels: enough for a slide or a printed page. */
const WIDTH = 1200;

/** A QR code as lines of text. Two rows of modules share a line; light ones are drawn, so that it reads on a dark ground. */
export function qrText(text: string): string {
  const rows = encodeQR(text, 'raw', { border: 2 });
  const lines = rows.flatMap((upper, index) => (index % 2 === 0 ? [lineOf(upper, rows[index + 1])] : []));
  return lines.join('\n');
}

/** A QR code as an SVG picture. */
export function qrSvg(text: string): string {
  return encodeQR(text, 'svg', { border: BORDER });
}

/** A QR code as a PNG picture, its modules whole pixels. */
export async function qrPng(text: string): Promise<Uint8Array> {
  const rows = encodeQR(text, 'raw', { border: BORDER });
  const size = rows.length;
  const pixels = Buffer.from(rows.flat().map((isDark) => (isDark ? 0 : 255)));
  const width = size * Math.ceil(WIDTH / size);
  return sharp(pixels, { raw: { width: size, height: size, channels: 1 } })
    .resize(width, width, { kernel: 'nearest' })
    .png()
    .toBuffer();
}

function lineOf(upper: readonly boolean[], lower: readonly boolean[] | undefined): string {
  return upper.map((isDark, column) => blocks[isDark ? 1 : 0][lower?.[column] === false ? 0 : 1]).join('');
}

/** By whether the upper module is dark, and then the lower one. */
const blocks = [
  ['█', '▀'],
  ['▄', ' '],
] as const;
