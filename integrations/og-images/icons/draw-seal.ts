import type { Emoji } from '../emoji.ts';
import type { FontFiles } from '../font-files.ts';
import type { Palette } from '../palette.ts';

/** What a seal is drawn with. */
export interface SealTools {
  readonly files: FontFiles;
  readonly emoji: Emoji;
  readonly palette: Pick<Palette, 'accent' | 'onAccent'>;
}

/**
 * Draws a seal: one character on a ground of the accent, as the site has it beside the author's name. The character
 * is an outline, so no font is needed to show it.
 *
 * @param corner how round the corners are, of 64; 0 for what a telephone rounds itself
 * @returns an SVG
 */
export function drawSeal(character: string, corner: number, { files, emoji, palette }: SealTools): string {
  const ground = `<rect width="64" height="64" rx="${corner}" fill="${palette.accent}"/>`;
  const sign = outline(character, files, palette.onAccent) ?? picture(emoji(character));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">${ground}${sign}</svg>`;
}

/** The character in the middle, as large as a seal has it; undefined where no font has it. */
function outline(character: string, files: FontFiles, colour: string): string | undefined {
  const [path] =
    files
      .fileFor(character, 700)
      ?.font.layout(character)
      .glyphs.map(({ path }) => path) ?? [];
  if (path === undefined) return undefined;
  const { minX, minY, maxX, maxY } = path.bbox;
  const scale = SIGN / Math.max(maxX - minX, maxY - minY);
  const [x, y] = [32 - (scale * (minX + maxX)) / 2, 32 + (scale * (minY + maxY)) / 2];
  const place = `translate(${x.toFixed(2)} ${y.toFixed(2)}) scale(${scale.toFixed(5)} ${(-scale).toFixed(5)})`;
  return `<path transform="${place}" fill="${colour}" d="${path.toSVG()}"/>`;
}

function picture(source: string | undefined): string {
  const [size, edge] = [SIGN, (64 - SIGN) / 2];
  return source === undefined
    ? ''
    : `<image href="${source}" x="${edge}" y="${edge}" width="${size}" height="${size}"/>`;
}

/** The longer side of the character, of 64. */
const SIGN = 42;
