import type { Canvas, CardPage, Measure, Step } from './card.ts';
import type { Format } from './format.ts';
import { bodyRoom, column, gap, line, type Piece, paragraph, type Room } from './sheet.ts';

/** What most cards say in their middle: a word or two in the accent, the title, as much description as fits. */
export function heading(page: CardPage, canvas: Canvas, { scale = 1, ...given }: Heading): Piece {
  const { width, height } = given.room ?? bodyRoom(canvas.format);
  const eyebrow = canvas.format.shape === 'wide' ? '' : (given.eyebrow ?? '');
  const room = height - (eyebrow === '' ? 0 : EYEBROW + AIR);
  const steps = titleSteps(canvas.format, scale, room);
  const set = canvas.set(page.title, { width, weight: 700, balanced: true, steps });
  const title = paragraph(set, LEADING, canvas.palette.ink);
  return column([
    ...(eyebrow === '' ? [] : kicker(eyebrow, canvas, width)),
    title,
    ...description(page.description, canvas, { width, height: room - title.height }),
  ]);
}

/** Joins words that fit a width; the rest are left out. */
export function fitting(words: readonly string[], gap: string, width: number, { measure }: Canvas): string {
  const style = { size: KICKER, weight: 700 } as const;
  return words.reduce((said, word) => {
    const longer = said === '' ? word : said + gap + word;
    return said === '' || measure(longer, style) <= width ? longer : said;
  }, '');
}

function kicker(text: string, canvas: Canvas, width: number): Piece[] {
  const piece = line(text, canvas, { size: KICKER, weight: 700, width, fill: canvas.palette.accentInk });
  return [piece, gap(EYEBROW - piece.height)];
}

function description(text: string, canvas: Canvas, room: Pick<Room, 'width' | 'height'>): Piece[] {
  const lines = Math.min(MOST_LINES, Math.floor((room.height - ABOVE_ABOUT) / (ABOUT * ABOUT_LEADING)));
  if (text === '' || lines < 1) return [];
  const steps = [{ size: ABOUT, lines }] as const;
  const set = canvas.set(text, { width: room.width, weight: 400, balanced: true, steps });
  return [gap(ABOVE_ABOUT), paragraph(set, ABOUT_LEADING, canvas.palette.soft)];
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
const EYEBROW = 52;
/** Over the eyebrow and under the last line together, at the least. */
const AIR = 28;
const ABOUT = 30;
const ABOUT_LEADING = 1.6;
const ABOVE_ABOUT = 20;
const MOST_LINES = 3;

interface Heading {
  /** Above the title; a wide sheet has it in its head. */
  readonly eyebrow?: string;
  /** How much larger the title is than a post's. @default 1 */
  readonly scale?: number;
  /** @default what is between head and foot */
  readonly room?: Pick<Room, 'width' | 'height'>;
}
