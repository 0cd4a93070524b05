import type { Mark, Picture, Rectangle, Weight, Words } from './card.ts';
import type { Shaped } from './fonts.ts';
import type { Format, Size } from './format.ts';
import { outlineOf, UNITS } from './glyph-outline.ts';

/**
 * Draws marks. Text becomes paths, so nothing depends on the fonts of the machine; the drawing keeps the units of
 * the format (`viewBox`) and is as large as it is told to be.
 */
export function toSvg(marks: readonly Mark[], { format, size, shape }: Sheet): Drawing {
  const missing = new Set<string>();
  const drawn = marks.map((mark) => {
    if (mark.kind === 'rectangle') return rectangle(mark);
    if (mark.kind === 'picture') return picture(mark);
    const shaped = shape(mark.text, mark.weight);
    for (const lacking of shaped.missing) missing.add(lacking);
    return words(mark, shaped);
  });
  const frame = `width="${size.width}" height="${size.height}" viewBox="0 0 ${format.width} ${format.height}"`;
  return {
    svg: `<svg xmlns="http://www.w3.org/2000/svg" ${frame} preserveAspectRatio="none">${drawn.join('')}</svg>`,
    missing: [...missing],
  };
}

function rectangle({ x, y, width, height, fill = 'none', stroke, radius = 0 }: Rectangle): string {
  const edge = stroke === undefined ? '' : ` stroke="${stroke}" stroke-width="2"`;
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${fill}"${edge}/>`;
}

function picture({ src, x, y, size }: Picture): string {
  return `<image href="${src}" x="${x}" y="${y}" width="${size}" height="${size}"/>`;
}

/** One path a line: each path costs more to draw than what is in it. */
function words({ x, y, size, fill }: Words, { glyphs, pictures }: Shaped): string {
  const d = glyphs.map(({ glyph, unitsPerEm, x: right, y: up }) => {
    const pen = `M${Math.round(right * UNITS)} ${Math.round(up * UNITS)}`;
    return pen + outlineOf(glyph, unitsPerEm);
  });
  const scale = rounded(size / UNITS, 5);
  const path = `<path transform="matrix(${scale} 0 0 ${-scale} ${rounded(x)} ${rounded(y)})" fill="${fill}" d="${d.join('')}"/>`;
  const images = pictures.map(({ src, x: at }) =>
    picture({ kind: 'picture', src, x: rounded(x + at * size), y: rounded(y - EMOJI_TOP * size), size }),
  );
  return path + images.join('');
}

/** How far above the baseline a picture among words begins, in parts of its size: as far as a Han character does. */
const EMOJI_TOP = 0.93;

function rounded(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}

export interface Drawing {
  readonly svg: string;
  /** Characters and emoji of its words that nothing here draws. */
  readonly missing: readonly string[];
}

interface Sheet {
  readonly format: Format;
  /** Pixels. */
  readonly size: Size;
  readonly shape: (text: string, weight: Weight) => Shaped;
}
