import satori, { type Font } from 'satori';
import { FAMILY, readFontFile } from './font-folder.ts';
import type { FontName } from './fonts.ts';
import type { Format, Size } from './format.ts';
import type { Box } from './tree.ts';

/**
 * Draws a card's tree as an SVG, by satori. Text becomes paths, so nothing depends on the fonts of the machine; the
 * drawing keeps the units of the format (`viewBox`) and is as large as it is told to be.
 *
 * Each font is read and parsed once.
 */
export function svgPen(): Pen {
  const opened = new Map<string, Buffer>();
  const sets = new Map<string, Font[]>();

  function toFont({ id, weight }: FontName, index: number): Font {
    const data = opened.get(id) ?? readFontFile(id);
    opened.set(id, data);
    return { name: index < 2 ? FAMILY : `${FAMILY} ${id}`, weight, data, style: 'normal' };
  }

  return async ({ root, fonts, pictures, format: { width, height }, size }) => {
    const key = fonts.map(({ id }) => id).join(' ');
    // satori remembers what it shaped for an array of fonts.
    const set = sets.get(key) ?? fonts.map(toFont);
    sets.set(key, set);
    const graphemeImages = { ...pictures };
    const svg = await satori(root, { width, height, fonts: set, graphemeImages, ...precise });
    return svg.replace(
      /^<svg width="[\d.]+" height="[\d.]+"/,
      `<svg width="${size.width}" height="${size.height}" preserveAspectRatio="none"`,
    );
  };
}

/** Glyphs as paths, and boxes on tenths of a unit. */
const precise = { embedFont: true, pointScaleFactor: 10 } as const;

export type Pen = (sheet: Sheet) => Promise<string>;

/** All that a card is drawn from; plain data, that can be sent to a thread. */
export interface Sheet {
  readonly root: Box;
  /** The two of common characters first. */
  readonly fonts: readonly FontName[];
  /** Characters that are pictures, as data URIs. */
  readonly pictures: Readonly<Record<string, string>>;
  readonly format: Format;
  /** Pixels. */
  readonly size: Size;
}
