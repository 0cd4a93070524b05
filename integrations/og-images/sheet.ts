import type { Block, Canvas, CardPage, Mark, Rectangle, Weight } from './card.ts';
import type { Format } from './format.ts';

/** Lines of set text, one under another. */
export function paragraph({ size, weight, lines }: Block, leading: number, fill: string): Piece {
  const each = Math.round(size * leading);
  return {
    height: each * lines.length,
    at: (x, y) =>
      lines.map(({ text, outdent }, index) => {
        const baseline = y + (index + 0.5) * each + size * TO_BASELINE;
        return { kind: 'words', text, x: x - outdent, y: baseline, size, weight, fill };
      }),
  };
}

/** One line of text, cut where it does not fit. */
export function line(text: string, { set }: Canvas, { size, weight = 400, width, fill }: LineStyle): Piece {
  return paragraph(set(text, { width, weight, steps: [{ size, lines: 1 }] }), LINE, fill);
}

/** Pieces, one under another. */
export function column(pieces: readonly Piece[]): Piece {
  return {
    height: pieces.reduce((sum, { height }) => sum + height, 0),
    at(x, y) {
      let top = y;
      return pieces.flatMap(({ height, at }) => {
        top += height;
        return at(x, top - height);
      });
    },
  };
}

/** Room that is left empty. */
export function gap(height: number): Piece {
  return { height, at: () => [] };
}

/** A piece in the middle of a room's height, at its left. */
export function centred(piece: Piece, { x, y, height }: Room): readonly Mark[] {
  return piece.at(x, y + (height - piece.height) / 2);
}

/**
 * The paper every card is drawn on: the site's name at the top, a body, a foot. Nothing cuts off what is too long:
 * what is set has to fit.
 */
export function sheet(page: CardPage, canvas: Canvas, { body, foot, ...more }: Sheet): readonly Mark[] {
  const { head = headOf(page, canvas, more), behind = [] } = more;
  return [rectangle(canvas.format, canvas.palette.paper), ...behind, ...head, ...body, ...foot];
}

/** A rectangle at the top left, or where it is said to be. */
export function rectangle(
  { width, height }: Pick<Rectangle, 'width' | 'height'>,
  fill: string,
  place: Partial<Rectangle> = {},
): Rectangle {
  return { kind: 'rectangle', x: 0, y: 0, width, height, fill, ...place };
}

/** The room between head and foot. */
export function bodyRoom({ width, height, margin }: Format): Room {
  const [y, across] = [margin + HEAD, width - 2 * margin];
  return { x: margin, y, width: across, height: height - margin - FOOT - y };
}

/** Words at the left, the author's name and seal at the right: a letter is signed where it ends. */
export function foot(
  page: CardPage,
  canvas: Canvas,
  words: readonly (string | undefined)[],
): readonly Mark[] {
  const { format, palette } = canvas;
  const middle = format.height - format.margin - SEAL / 2;
  const signed = signature(page, canvas, { ...palette, middle });
  const said = words.filter((word) => word !== undefined && word !== '').join(' · ');
  const width = bodyRoom(format).width - signed.width - BETWEEN;
  return [
    ...besides(line(said, canvas, { size: 26, width, fill: palette.soft }), format.margin, middle),
    ...signed.marks,
  ];
}

/** The author's name and seal, at the right margin. */
export function signature(page: CardPage, canvas: Canvas, { middle, ...colours }: Signed): Signature {
  const { width, margin } = canvas.format;
  const name = page.author ?? page.host;
  const style = { size: 28, weight: 700 } as const;
  const long = Math.min(canvas.measure(name, style), bodyRoom(canvas.format).width / 2);
  const right = width - margin - SEAL;
  const written = line(name, canvas, { ...style, width: long + 1, fill: colours.ink });
  const stamp = seal(name, canvas, { ...colours, size: SEAL, x: right, y: middle - SEAL / 2 });
  return { marks: [...besides(written, right - NEAR - long, middle), ...stamp], width: long + NEAR + SEAL };
}

/** The author's picture, or the first character of the name as a seal has it. */
export function seal(
  name: string,
  { portrait, measure }: Canvas,
  { x, y, size, ...colours }: SealStyle,
): readonly Mark[] {
  if (portrait !== undefined) return [{ kind: 'picture', src: portrait, x, y, size }];
  const [letter = ''] = name;
  const style = { size: Math.round(size * 0.58), weight: 700 } as const;
  const left = x + (size - measure(letter, style)) / 2;
  const baseline = y + size / 2 + style.size * TO_BASELINE_OF_ONE;
  return [
    rectangle({ width: size, height: size }, colours.accent, { x, y, radius: Math.round(size * 0.16) }),
    { kind: 'words', text: letter, x: left, y: baseline, fill: colours.onAccent, ...style },
  ];
}

/** A piece whose middle is at a height. */
export function besides(piece: Piece, x: number, middle: number): readonly Mark[] {
  return piece.at(x, middle - piece.height / 2);
}

function headOf(
  page: CardPage,
  canvas: Canvas,
  { eyebrow = '', aside = '' }: Pick<Sheet, 'eyebrow' | 'aside'>,
) {
  const { format, palette } = canvas;
  const { margin } = format;
  const { width } = bodyRoom(format);
  const [text, weight, fill]: [string, Weight, string] =
    aside === '' && format.shape === 'wide' ? [eyebrow, 700, palette.accentInk] : [aside, 400, palette.soft];
  const taken = Math.min(canvas.measure(text, { size: 26, weight }), width * 0.6);
  const name = page.siteName === page.title ? '' : page.siteName;
  const left = line(name, canvas, {
    size: 26,
    weight: 700,
    width: width - taken - BETWEEN,
    fill: palette.ink,
  });
  const right = line(text, canvas, { size: 26, weight, width: taken + 1, fill });
  return [...left.at(margin, margin), ...right.at(format.width - margin - taken, margin)];
}

/** Of a line of its own, in parts of its size. */
const LINE = 1.4;
/** From the middle of a line down to its baseline. */
const TO_BASELINE = 0.436;
/** From the middle of a Han character, or of a capital letter, down to the baseline. */
const TO_BASELINE_OF_ONE = 0.375;

const HEAD = 40;
const FOOT = 72;
export const SEAL = 56;
/** Between two things on a line. */
const BETWEEN = 40;
const NEAR = 18;

/** Something of a height that can be put anywhere. */
export interface Piece {
  readonly height: number;
  /** Its marks with its top left corner there. */
  readonly at: (x: number, y: number) => readonly Mark[];
}

export interface Room {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Sheet {
  readonly body: readonly Mark[];
  readonly foot: readonly Mark[];
  /** What the card's heading has above its title; on a wide sheet there is no height for it, and it goes aside. */
  readonly eyebrow?: string;
  /** At the top right. */
  readonly aside?: string;
  /** @default the site's name, and what is aside */
  readonly head?: readonly Mark[];
  /** Drawn first, under everything else. */
  readonly behind?: readonly Mark[];
}

interface LineStyle {
  readonly size: number;
  readonly weight?: Weight;
  readonly width: number;
  readonly fill: string;
}

interface Signed {
  readonly accent: string;
  readonly onAccent: string;
  readonly ink: string;
  /** The height it is at. */
  readonly middle: number;
}

interface Signature {
  readonly marks: readonly Mark[];
  readonly width: number;
}

interface SealStyle {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly accent: string;
  readonly onAccent: string;
}
