import type { Box, CardPage, Easel, Measure, Step } from './card.ts';
import type { Format } from './format.ts';
import { bodyRoom, box, line, paragraph } from './sheet.ts';

/** What most cards say in their middle: a word or two in the accent, the title, as much description as fits. */
export function heading(page: CardPage, easel: Easel, { scale = 1, ...given }: Heading): Box[] {
  const room = given.room ?? bodyRoom(easel.format);
  const eyebrow = easel.format.shape === 'wide' ? '' : (given.eyebrow ?? '');
  const above = eyebrow === '' ? 0 : EYEBROW + AIR;
  const set = easel.set(page.title, {
    width: room.width,
    weight: 700,
    balanced: true,
    steps: titleSteps(easel.format, scale, room.height - above),
  });
  const left = room.height - above - set.lines.length * set.size * LEADING;
  return [
    ...(eyebrow === '' ? [] : [kicker(eyebrow, easel, room.width)]),
    paragraph(set, LEADING, {}),
    ...description(page.description, easel, { width: room.width, height: left }),
  ];
}

/** Joins words that fit a width; the rest are left out. */
export function fitting(words: readonly string[], gap: string, width: number, { measure }: Easel): string {
  const style = { size: KICKER, weight: 700 } as const;
  return words.reduce((said, word) => {
    const longer = said === '' ? word : said + gap + word;
    return said === '' || measure(longer, style) <= width ? longer : said;
  }, '');
}

function kicker(text: string, easel: Easel, width: number): Box {
  const style = { size: KICKER, weight: 700, width, color: easel.palette.accentInk } as const;
  return box({ height: EYEBROW, alignItems: 'flex-start' }, [line(text, easel, style)]);
}

function description(text: string, easel: Easel, room: { width: number; height: number }): Box[] {
  const lines = Math.min(MOST_LINES, Math.floor((room.height - ABOVE_ABOUT) / (ABOUT * ABOUT_LEADING)));
  if (text === '' || lines < 1) return [];
  const set = easel.set(text, { width: room.width, weight: 400, steps: [{ size: ABOUT, lines }] });
  return [paragraph(set, ABOUT_LEADING, { color: easel.palette.soft, marginTop: ABOVE_ABOUT })];
}

function titleSteps({ shape }: Format, scale: number, height: number): Measure['steps'] {
  const [first, ...rest] = steps[shape].map(([size, most]): Step => {
    const scaled = Math.round(size * scale);
    return { size: scaled, lines: Math.max(1, Math.min(most, Math.floor(height / (scaled * LEADING)))) };
  });
  return [first ?? { size: KICKER, lines: 1 }, ...rest];
}

/** Sizes with the most lines of each, for a title. */
const steps = {
  card: [
    [108, 1],
    [84, 2],
    [72, 3],
    [54, 4],
  ],
  wide: [
    [88, 1],
    [72, 2],
    [56, 3],
    [44, 4],
  ],
  square: [
    [112, 1],
    [88, 3],
    [76, 4],
    [64, 5],
    [52, 7],
  ],
} as const satisfies Record<Format['shape'], readonly (readonly [number, number])[]>;

const LEADING = 1.28;
const KICKER = 28;
const EYEBROW = 58;
/** Between the head and the eyebrow, at the least. */
const AIR = 14;
const ABOUT = 30;
const ABOUT_LEADING = 1.6;
const ABOVE_ABOUT = 22;
const MOST_LINES = 3;

interface Heading {
  /** Above the title; a wide sheet has it in its head. */
  readonly eyebrow?: string;
  /** How much larger the title is than a post's. @default 1 */
  readonly scale?: number;
  /** @default what is between head and foot */
  readonly room?: { readonly width: number; readonly height: number };
}
