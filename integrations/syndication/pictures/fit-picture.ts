import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { z } from 'zod';
import { Problem } from '#domain';
import { readCacheFile } from '../../build-cache/read-cache-file.ts';
import { writeWhole } from '../../build-cache/write-whole.ts';

/** Which pictures a platform takes. */
export interface PictureRules {
  readonly formats: readonly PictureFormat[];
  readonly maxBytes: number;
  /** In pixels. @default any */
  readonly maxWidth?: number;
  /** Exactly so large, cut around its middle: a cover. @default the picture's own size */
  readonly size?: { readonly width: number; readonly height: number };
}

export type PictureFormat = 'jpg' | 'png' | 'gif' | 'webp';

/** A picture as a platform takes it. */
export interface FittedPicture {
  readonly bytes: Uint8Array;
  readonly format: PictureFormat;
  readonly width: number;
  readonly height: number;
}

/**
 * A picture within a platform's rules: SVG and WebP become PNG or JPEG, and one that is too large is made smaller until it
 * fits. A picture that fits already is left as it is, byte for byte.
 *
 * @param folder where fitted pictures are kept, by the hash of their content and the rules
 * @throws {Problem} for what is no picture, or cannot be made small enough
 */
export async function fitPicture(
  { bytes, name }: { readonly bytes: Uint8Array; readonly name: string },
  rules: PictureRules,
  folder: string,
): Promise<FittedPicture> {
  const key = createHash('sha256')
    .update(JSON.stringify([VERSION, rules]))
    .update(bytes)
    .digest('hex');
  const kept = await readFitted(folder, key);
  if (kept !== null) return kept;
  const about = await readAbout(bytes, name);
  const fitted = fits(about, bytes, rules) ?? (await makeFit(bytes, about, { rules, name }));
  await keepFitted(folder, key, fitted);
  return fitted;
}

/** Goes up when the same picture is fitted another way. */
const VERSION = 1;

interface About {
  readonly format: string;
  readonly width: number;
  readonly height: number;
  readonly hasAlpha: boolean;
}

async function readAbout(bytes: Uint8Array, name: string): Promise<About> {
  const read = await sharp(bytes)
    .metadata()
    .catch((cause: Error) => {
      throw new Problem(`${name} is no picture that can be read: ${cause.message}`, {
        hint: 'Save it as PNG or JPEG.',
        cause,
      });
    });
  const turned = (read.orientation ?? 1) >= 5;
  const { width = 0, height = 0 } = read;
  return {
    format: read.format === 'jpeg' ? 'jpg' : read.format,
    width: turned ? height : width,
    height: turned ? width : height,
    hasAlpha: read.hasAlpha === true,
  };
}

/** The picture itself, where no rule asks for another. */
function fits(
  { format, width, height }: About,
  bytes: Uint8Array,
  { formats, maxBytes, maxWidth = Number.POSITIVE_INFINITY, size }: PictureRules,
): FittedPicture | undefined {
  const taken = formats.find((each) => each === format);
  const isSized = size === undefined || (size.width === width && size.height === height);
  if (taken === undefined || !isSized || width > maxWidth || bytes.length > maxBytes) return undefined;
  return { bytes, format: taken, width, height };
}

async function makeFit(
  bytes: Uint8Array,
  about: About,
  { rules, name }: { readonly rules: PictureRules; readonly name: string },
): Promise<FittedPicture> {
  const first = firstWidth(about, rules);
  for (let width = first; width >= SMALLEST || width === first; width = Math.floor(width * 0.8)) {
    for (const encode of encoders(about, rules)) {
      const { data, info } = await encode(resized(bytes, about, width, rules)).toBuffer({
        resolveWithObject: true,
      });
      const format = info.format === 'jpeg' ? 'jpg' : (info.format as PictureFormat);
      if (data.length <= rules.maxBytes)
        return { bytes: data, format, width: info.width, height: info.height };
    }
    // A cover has one size only.
    if (rules.size !== undefined) break;
  }
  throw new Problem(`${name} cannot be made smaller than ${rules.maxBytes.toLocaleString('en')} bytes`, {
    hint: 'Use a simpler or a smaller picture.',
  });
}

/** Narrower than this, a picture shows nothing any more. */
const SMALLEST = 160;

/** A drawing has no pixels, so it is drawn sharp enough for a phone. */
function firstWidth({ format, width }: About, { maxWidth = 4096, size }: PictureRules): number {
  if (size !== undefined) return size.width;
  return Math.min(maxWidth, format === 'svg' ? Math.max(width, width * 2) : width);
}

function resized(bytes: Uint8Array, { format, width }: About, to: number, { size }: PictureRules): Sharp {
  const density = format === 'svg' ? Math.min(2400, Math.ceil((72 * to) / Math.max(1, width))) : 72;
  const picture = sharp(bytes, { density }).rotate();
  return size === undefined
    ? picture.resize({ width: to, withoutEnlargement: format !== 'svg' })
    : picture.resize({ ...size, fit: 'cover' });
}

/** Ways to write it, the best-looking first. A drawing or a picture one sees through stays PNG while it fits. */
function encoders({ format, hasAlpha }: About, { formats }: PictureRules): ((picture: Sharp) => Sharp)[] {
  const png = [
    (picture: Sharp) => picture.png({ compressionLevel: 9 }),
    (picture: Sharp) => picture.png({ palette: true, effort: 8 }),
  ];
  const jpg = [88, 78, 66].map(
    (quality) => (picture: Sharp) =>
      picture.flatten({ background: '#ffffff' }).jpeg({ quality, mozjpeg: true }),
  );
  const isDrawing = hasAlpha || format === 'svg' || format === 'png' || format === 'gif';
  const ways = isDrawing
    ? [...png.map((way) => ['png', way] as const), ...jpg.map((way) => ['jpg', way] as const)]
    : [...jpg.map((way) => ['jpg', way] as const), ...png.map((way) => ['png', way] as const)];
  return ways.filter(([name]) => formats.includes(name)).map(([, way]) => way);
}

const aboutSchema = z.strictObject({
  format: z.enum(['jpg', 'png', 'gif', 'webp']),
  width: z.number(),
  height: z.number(),
});

async function readFitted(folder: string, key: string): Promise<FittedPicture | null> {
  const about = await readCacheFile(join(folder, `${key}.json`), aboutSchema);
  const bytes = await readFile(join(folder, `${key}.bin`)).catch(() => null);
  return about === null || bytes === null ? null : { ...about, bytes };
}

async function keepFitted(folder: string, key: string, { bytes, ...about }: FittedPicture): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeWhole(join(folder, `${key}.bin`), bytes);
  await writeWhole(join(folder, `${key}.json`), JSON.stringify(about));
}
