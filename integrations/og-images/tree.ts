import type { Mark, Picture, Rectangle, Words } from './card.ts';
import { FAMILY } from './font-folder.ts';
import { fontFeatures } from './fonts.ts';
import type { Format } from './format.ts';

/** A card as satori takes it: every mark a box of its own, put where it is to be. */
export function toTree(marks: readonly Mark[], { width, height }: Format, lang: string): Tree {
  const features = fontFeatures(lang).map((feature) => `"${feature}" 1`);
  const pictures: Record<string, string> = {};
  const children = marks.flatMap((mark) => {
    if (mark.kind === 'rectangle') return rectangle(mark);
    if (mark.kind === 'words') return mark.text === '' ? [] : words(mark);
    pictures[PICTURE] = mark.src;
    return picture(mark);
  });
  const place = { position: 'relative', display: 'flex', width, height };
  const text = { fontFamily: FAMILY, lineHeight: 1, whiteSpace: 'pre' };
  const settings = features.length === 0 ? {} : { fontFeatureSettings: features.join(', ') };
  return { root: box({ ...place, ...text, ...settings }, children), pictures };
}

function rectangle({ x, y, width, height, fill, stroke, radius }: Rectangle): Box {
  const half = stroke === undefined ? 0 : EDGE / 2;
  return placed(x - half, y - half, {
    width: width + 2 * half,
    height: height + 2 * half,
    ...(fill === undefined || fill === 'none' ? {} : { backgroundColor: fill }),
    ...(radius === undefined ? {} : { borderRadius: radius }),
    ...(stroke === undefined ? {} : { boxSizing: 'border-box', border: `${EDGE}px solid ${stroke}` }),
  });
}

function words({ text, x, y, size, weight, fill }: Words): Box {
  return placed(x, y - toBaseline(size), { fontSize: size, fontWeight: weight, color: fill }, text);
}

/**
 * A character that is drawn as a picture: satori clips and masks every `img`, by which rasterising a card
 * takes a third longer.
 */
function picture({ x, y, size }: Picture): Box {
  return placed(x, y, { fontSize: size }, PICTURE);
}

function placed(left: number, top: number, style: Style, children?: string): Box {
  return box({ position: 'absolute', left, top, ...style }, children);
}

function box(style: Style, children?: Box['props']['children']): Box {
  return { type: 'div', props: children === undefined ? { style } : { style, children } };
}

/** From the top of a line as high as its size down to its baseline, in whole units as satori has it. */
function toBaseline(size: number): number {
  const [ascent, descent] = [Math.round(size * ASCENT), Math.round(size * DESCENT)];
  return ascent + Math.floor((size - ascent - descent) / 2);
}

/** Of Noto Sans SC, in parts of a size. */
const ASCENT = 1.16;
const DESCENT = 0.288;

/** How wide the edge of a rectangle is. */
const EDGE = 2;

/** Of those that mean nothing to anyone else. */
const PICTURE = '\u{e000}';

export interface Tree {
  readonly root: Box;
  /** Characters that are pictures, as data URIs. */
  readonly pictures: Readonly<Record<string, string>>;
}

/** React's shape, without React. */
export interface Box {
  readonly type: 'div';
  readonly props: { readonly style: Style; readonly children?: string | readonly Box[] };
}

type Style = Readonly<Record<string, string | number>>;
