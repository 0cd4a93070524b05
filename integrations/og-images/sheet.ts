import type { Block, Box, CardPage, Easel, Style } from './card.ts';
import { fontFeatures } from './fonts.ts';
import type { Format } from './format.ts';

/** An element; every one is a border-box flex container, as satori wants them. */
export function box(style: Style, children?: string | readonly Box[]): Box {
  const all = { display: 'flex', boxSizing: 'border-box', ...style };
  return { type: 'div', props: children === undefined ? { style: all } : { style: all, children } };
}

/** A block of set lines. */
export function paragraph({ size, weight, lines }: Block, leading: number, style: Style): Box {
  const height = Math.round(size * leading);
  const line = { height, alignItems: 'center', whiteSpace: 'pre' };
  return box(
    { flexDirection: 'column', fontSize: size, fontWeight: weight, ...style },
    lines.map(({ text, outdent }) => box({ ...line, marginLeft: -Math.round(outdent) }, text)),
  );
}

/** One line of text, cut where it does not fit. */
export function line(text: string, { set }: Easel, { size, weight = 400, width, ...style }: LineStyle): Box {
  if (text === '') return box({ height: Math.round(size * 1.4) });
  return paragraph(set(text, { width, weight, steps: [{ size, lines: 1 }] }), 1.4, style);
}

/**
 * The paper every card is drawn on: the site's name at the top, a body, a foot. There is nothing that cuts off
 * what is too long (`overflow`): masks take the time of all the rest together, so what is set has to fit.
 */
export function sheet(page: CardPage, easel: Easel, { body, foot, ...more }: Sheet): Box {
  const { top = head(page, easel, more), behind = [] } = more;
  const { format, palette } = easel;
  const { width, height, margin } = format;
  const features = fontFeatures(page.lang).map((feature) => `"${feature}" 1`);
  const style: Style = {
    position: 'relative',
    width,
    height,
    flexDirection: 'column',
    padding: margin,
    backgroundColor: palette.paper,
    color: palette.ink,
    fontFamily: 'Noto Sans SC',
    ...(features.length > 0 ? { fontFeatureSettings: features.join(', ') } : {}),
  };
  const middle = { flexGrow: 1, flexDirection: 'column', justifyContent: 'center', ...above };
  const { type, props } = box(style, [...behind, top, box(middle, body), foot]);
  return { type, props: { ...props, lang: page.lang } };
}

/** The room between head and foot. */
export function bodyRoom({ width, height, margin }: Format): {
  readonly width: number;
  readonly height: number;
} {
  return { width: width - 2 * margin, height: height - 2 * margin - HEAD - FOOT };
}

/** Words at the left, the author's name and seal at the right: a letter is signed where it ends. */
export function foot(page: CardPage, easel: Easel, words: readonly (string | undefined)[]): Box {
  const { width } = bodyRoom(easel.format);
  const signed = signature(page, easel, easel.palette);
  const said = words.filter((word) => word !== undefined && word !== '').join(' · ');
  const left = { size: 26, width: width - signed.width - GAP, color: easel.palette.soft };
  return box({ height: FOOT, alignItems: 'flex-end', justifyContent: 'space-between', ...above }, [
    box({ height: SEAL, alignItems: 'center' }, [line(said, easel, left)]),
    signed.box,
  ]);
}

/** The author's name and seal, as wide as they are. */
export function signature(page: CardPage, easel: Easel, { accent, onAccent, ink }: Signed): Measured {
  const name = page.author ?? page.host;
  const style = { size: 28, weight: 700 } as const;
  const width = Math.min(easel.measure(name, style), bodyRoom(easel.format).width / 2);
  const parts = [
    line(name, easel, { ...style, width: Math.ceil(width), color: ink, marginRight: 18 }),
    seal(name, easel, { accent, onAccent, size: SEAL }),
  ];
  return { box: box({ alignItems: 'center' }, parts), width: width + 18 + SEAL };
}

/** The author's picture, or the first character of the name as a seal has it. */
export function seal(name: string, { portrait }: Easel, { accent, onAccent, size }: SealStyle): Box {
  if (portrait !== undefined) {
    return { type: 'img', props: { src: portrait, style: { width: size, height: size } } };
  }
  const stamp = { width: size, height: size, borderRadius: Math.round(size * 0.16), backgroundColor: accent };
  const letter = { fontSize: Math.round(size * 0.58), fontWeight: 700, color: onAccent, lineHeight: 1 };
  const centred = { alignItems: 'center', justifyContent: 'center' };
  return box({ ...stamp, ...centred, ...letter }, [...name][0] ?? '');
}

function head(
  page: CardPage,
  easel: Easel,
  { eyebrow = '', aside = '' }: Pick<Sheet, 'eyebrow' | 'aside'>,
): Box {
  const { format, palette } = easel;
  const { width } = bodyRoom(format);
  const right =
    aside === '' && format.shape === 'wide'
      ? ({ text: eyebrow, weight: 700, color: palette.accentInk } as const)
      : ({ text: aside, weight: 400, color: palette.soft } as const);
  const style = { size: 26, weight: right.weight };
  const taken = Math.min(easel.measure(right.text, style), width * 0.6);
  const name = page.siteName === page.title ? '' : page.siteName;
  return box({ height: HEAD, justifyContent: 'space-between', ...above }, [
    line(name, easel, { size: 26, weight: 700, width: width - taken - GAP, color: palette.ink }),
    line(right.text, easel, { ...style, width: Math.ceil(taken), color: right.color }),
  ]);
}

/** What is placed absolutely is painted over what is not placed at all. */
export const above = { position: 'relative' } as const;

const HEAD = 40;
const FOOT = 72;
const SEAL = 56;
const GAP = 40;

interface Sheet {
  readonly body: readonly Box[];
  readonly foot: Box;
  /** What the card's heading has above its title; on a wide sheet there is no height for it, and it goes aside. */
  readonly eyebrow?: string;
  /** At the top right. */
  readonly aside?: string;
  /** @default the site's name, and what is aside */
  readonly top?: Box;
  /** Drawn first, under everything else; placed absolutely. */
  readonly behind?: readonly Box[];
}

interface Measured {
  readonly box: Box;
  readonly width: number;
}

type LineStyle = Style & { readonly size: number; readonly weight?: 400 | 700; readonly width: number };

interface Signed {
  readonly accent: string;
  readonly onAccent: string;
  readonly ink: string;
}

interface SealStyle extends Omit<Signed, 'ink'> {
  readonly size: number;
}
