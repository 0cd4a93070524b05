import type { Lang } from '#domain';
import type { Format } from './format.ts';
import type { Palette } from './palette.ts';

/**
 * THE CONTRACT. A card is one file in `cards/`, named by the kind of page it is for (`byline:card`); `page`
 * stands in for kinds that have none. It says what goes where; measuring, fonts, colours, the cache and
 * files are not its business.
 */
export interface Card {
  /** What is drawn for a page. Pure: the same page on the same canvas gives the same marks. */
  draw(page: CardPage, canvas: Canvas): readonly Mark[];
}

/** A page as its card sees it: plain text in the words of the page, ready to be set. */
export interface CardPage {
  readonly lang: Lang;
  readonly title: string;
  /** Empty when the page says nothing. */
  readonly description: string;
  readonly siteName: string;
  /** The site's host: `example.com`. */
  readonly host: string;
  readonly author: string | undefined;
  /** When it was published, for a reader of its language: `2026年11月1日`. */
  readonly day: string | undefined;
  /** What it is called that it is: `课程`, `Project`. */
  readonly label: string | undefined;
  /** How long it takes to read: `约 7 分钟`. */
  readonly reading: string | undefined;
  /** How much there is of what it lists: `12 篇`. */
  readonly count: string | undefined;
  readonly tags: readonly string[];
  /** What it was made with: `PostgreSQL`. */
  readonly stack: readonly string[];
  /** The series it is a part of. */
  readonly series: SeriesPart | undefined;
  /** What it costs, for a reader of its language: `¥1,999`, `¥600 每小时`. */
  readonly price: string | undefined;
}

export interface SeriesPart {
  readonly name: string;
  /** From 1. */
  readonly part: number;
  readonly total: number;
}

/** The size, the colours and the typesetting that a card is drawn with. */
export interface Canvas {
  readonly format: Format;
  readonly palette: Palette;
  /** The author's picture as a data URI; undefined where a seal stands in. */
  readonly portrait: string | undefined;
  readonly set: Typesetter;
  /** How wide a line is. */
  readonly measure: (text: string, style: { readonly size: number; readonly weight: Weight }) => number;
}

/** Breaks text into lines that fit. */
export type Typesetter = (text: string, how: Measure) => Block;

export interface Measure {
  readonly width: number;
  readonly weight: Weight;
  /** Tried in order; the last one cuts with an ellipsis. */
  readonly steps: readonly [Step, ...Step[]];
  /** Lines of about the same length, with no word left alone on the last. @default false */
  readonly balanced?: boolean;
}

export interface Step {
  /** Font size. */
  readonly size: number;
  /** The most lines at that size. */
  readonly lines: number;
}

/** Text set in lines of one size. */
export interface Block {
  readonly size: number;
  readonly weight: Weight;
  readonly lines: readonly Line[];
}

export interface Line {
  readonly text: string;
  /** The blank to the left of an opening bracket, by which the line is moved out to look flush. */
  readonly outdent: number;
}

export type Weight = 400 | 700;

/** What is drawn, from the back to the front, in units of the format. */
export type Mark = Rectangle | Words | Picture;

export interface Rectangle extends Place {
  readonly kind: 'rectangle';
  readonly width: number;
  readonly height: number;
  readonly fill?: string;
  readonly stroke?: string;
  /** Of its corners. */
  readonly radius?: number;
}

/** One line of text; `y` is that of its baseline. */
export interface Words extends Place {
  readonly kind: 'words';
  readonly text: string;
  readonly size: number;
  readonly weight: Weight;
  readonly fill: string;
}

/** A square picture, as a data URI. */
export interface Picture extends Place {
  readonly kind: 'picture';
  readonly src: string;
  readonly size: number;
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Declares a card; the file's default export. */
export function defineCard(card: Card): Card {
  return card;
}
