import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { z } from 'zod';
import { Problem } from '#domain';
import { readCacheFile } from '../../build-cache/read-cache-file.ts';
import { writeWhole } from '../../build-cache/write-whole.ts';
import type { Drawing, Picture } from '../render/recipe.ts';

/** A formula or a diagram as PNG, and the room it takes in CSS pixels beside text of 16 pixels. */
export interface DrawnPicture {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** How far a formula in a line of text reaches below the line. */
  readonly depth?: number | undefined;
}

/** Draws Mermaid's texts as PNG, in their order, twice as large as they are shown. @throws for a text it cannot read */
export type DrawDiagrams = (sources: readonly string[]) => Promise<readonly DrawnPicture[]>;

export interface DrawOptions {
  /** Where drawings are kept between runs. */
  readonly folder: string;
  /** Absent where there is no browser. */
  readonly drawDiagrams?: DrawDiagrams | undefined;
}

/**
 * Draws the formulas and diagrams among a rendering's pictures, each once: what was drawn before is on the disk.
 *
 * @returns the drawings by the key of their picture
 * @throws {Problem} for one that cannot be drawn: a post without it would be another post
 */
export async function renderPictures(
  pictures: readonly Picture[],
  { folder, drawDiagrams }: DrawOptions,
): Promise<ReadonlyMap<string, DrawnPicture>> {
  await mkdir(folder, { recursive: true });
  const drawings = pictures.filter((picture): picture is Drawing => picture.kind !== 'picture');
  const kept = await Promise.all(
    drawings.map(async (drawing) => ({ drawing, drawn: await readDrawn(folder, drawing) })),
  );
  const missing = kept.filter(({ drawn }) => drawn === null).map(({ drawing }) => drawing);
  const anew = new Map([...(await drawFormulas(missing)), ...(await drawAllDiagrams(missing, drawDiagrams))]);
  await Promise.all([...anew].map(([drawing, drawn]) => keepDrawn(folder, drawing, drawn)));
  return new Map(
    kept.flatMap(({ drawing, drawn }) => {
      const made = drawn ?? anew.get(drawing);
      return made === undefined ? [] : [[drawing.key, made] as const];
    }),
  );
}

async function drawFormulas(missing: readonly Drawing[]): Promise<[Drawing, DrawnPicture][]> {
  const formulas = missing.filter(({ kind }) => kind === 'formula');
  if (formulas.length === 0) return [];
  // MathJax is large, and most posts have no formula.
  const { drawFormula } = await import('./draw-formula.ts');
  const drawn: [Drawing, DrawnPicture][] = [];
  for (const formula of formulas) {
    const { svg, ...size } = await drawFormula(formula.source, formula.inline).catch((cause: Error) => {
      throw new Problem(`the formula “${formula.source}” cannot be drawn: ${cause.message}`, { cause });
    });
    drawn.push([formula, { ...size, bytes: await toPng(svg) }]);
  }
  return drawn;
}

/** On white, since the letters are black and a reader's page may be dark. */
function toPng(svg: string): Promise<Uint8Array> {
  const density = 72 * DENSITY;
  return sharp(Buffer.from(svg), { density })
    .flatten({ background: '#ffffff' })
    .png({ palette: true })
    .toBuffer();
}

/** Pixels of a picture for one of the page: a phone has three. */
const DENSITY = 4;

async function drawAllDiagrams(
  missing: readonly Drawing[],
  drawDiagrams: DrawDiagrams | undefined,
): Promise<[Drawing, DrawnPicture][]> {
  const diagrams = missing.filter(({ kind }) => kind === 'diagram');
  if (diagrams.length === 0) return [];
  if (drawDiagrams === undefined)
    throw new Problem(
      'a diagram of this post has to be a picture there, and this machine has no browser to draw it',
      {
        hint: 'Publish from x64 Linux, or put a picture of the diagram into the post.',
      },
    );
  const drawn = await drawDiagrams(diagrams.map(({ source }) => source));
  return diagrams.flatMap((diagram, index): [Drawing, DrawnPicture][] => {
    const made = drawn[index];
    return made === undefined ? [] : [[diagram, made]];
  });
}

const sizeSchema = z.strictObject({ width: z.number(), height: z.number(), depth: z.number().optional() });

/** null for one that was never drawn, or whose half is missing. */
async function readDrawn(folder: string, drawing: Drawing): Promise<DrawnPicture | null> {
  const name = nameOf(drawing);
  const size = await readCacheFile(join(folder, `${name}.json`), sizeSchema);
  const bytes = await readFile(join(folder, `${name}.png`)).catch(() => null);
  return size === null || bytes === null ? null : { ...size, bytes };
}

async function keepDrawn(folder: string, drawing: Drawing, { bytes, ...size }: DrawnPicture): Promise<void> {
  const name = nameOf(drawing);
  await writeWhole(join(folder, `${name}.png`), bytes);
  await writeWhole(join(folder, `${name}.json`), JSON.stringify(size));
}

function nameOf({ key }: Drawing): string {
  return createHash('sha256').update(`${VERSION} ${key}`).digest('hex');
}

/** Goes up when the same source is drawn another way. */
const VERSION = 1;
