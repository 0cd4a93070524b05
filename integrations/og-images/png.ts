import { promisify } from 'node:util';
import { crc32, deflate } from 'node:zlib';
import sharp from 'sharp';

/**
 * Draws an SVG as a PNG. A card has a few flat colours and the shades between them, so it is written with a palette:
 * half the size of full colour, in half the time. One that has more, such as a photograph, is written in full.
 */
export async function toPng(svg: string): Promise<Buffer> {
  const { data, info } = await sharp(Buffer.from(svg))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const indexed = toIndexed(data, info.width);
  if (indexed !== null) return encode(indexed, info);
  const raw = { width: info.width, height: info.height, channels: 4 } as const;
  return sharp(data, { raw }).removeAlpha().png({ compressionLevel: 6 }).toBuffer();
}

/** Rows of palette indices, each after a 0 that says it is not filtered; null when there are too many colours. */
function toIndexed(rgba: Buffer, width: number): Indexed | null {
  const pixels = new Uint32Array(rgba.buffer, rgba.byteOffset, rgba.length / 4);
  const rows = new Uint8Array(pixels.length + pixels.length / width);
  const indices = new Int16Array(2 ** 18).fill(-1);
  const colours: number[] = [];
  let [before, index, to] = [-1, 0, 0];
  for (let at = 0; at < pixels.length; at += 1) {
    const pixel = pixels[at] ?? 0;
    if (at % width === 0) to += 1;
    if (pixel !== before) {
      const shade = shadeOf(pixel);
      if (indices[shade] === -1) indices[shade] = colours.push(pixel) - 1;
      index = indices[shade] ?? 0;
      before = pixel;
    }
    rows[to] = index;
    to += 1;
  }
  return colours.length > 256 ? null : { rows, colours };
}

/** Six bits of each channel: shades nearer than that look the same, and the first of them stands for all. */
function shadeOf(pixel: number): number {
  return ((pixel & 0xfc) >> 2) | ((pixel & 0xfc_00) >> 4) | ((pixel & 0xfc_00_00) >> 6);
}

async function encode({ rows, colours }: Indexed, { width, height }: Extent): Promise<Buffer> {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8);
  const palette = Buffer.from(
    colours.flatMap((pixel) => [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255]),
  );
  const image = await pack(rows, { level: 4 });
  const chunks = [
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('IDAT', image),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return Buffer.concat([SIGNATURE, ...chunks]);
}

function chunk(type: string, data: Buffer): Buffer {
  const whole = Buffer.alloc(data.length + 12);
  whole.writeUInt32BE(data.length, 0);
  whole.write(type, 4, 'latin1');
  whole.set(data, 8);
  whole.writeUInt32BE(crc32(whole.subarray(4, data.length + 8)), data.length + 8);
  return whole;
}

const pack = promisify<Uint8Array, { level: number }, Buffer>(deflate);
const SIGNATURE = Buffer.from('\x89PNG\r\n\x1A\n', 'latin1');

interface Indexed {
  readonly rows: Uint8Array;
  /** As the machine reads four bytes of RGBA: `0xAABBGGRR`. */
  readonly colours: readonly number[];
}

interface Extent {
  readonly width: number;
  readonly height: number;
}
