import type { Lang } from '#domain';

/**
 * THE CONTRACT. A card is one file in `cards/`, named by the `og:type` of the pages it is for; `website`
 * stands in for types that have none. It says what goes where; measuring, fonts, the cache and files are
 * not its business.
 */
export interface Card {
  /** What is drawn for a page, 1200 × 630. Pure: the same page gives the same tree. */
  draw(page: CardPage, set: Typesetter): Box;
}

/** A page as its card sees it: plain text, ready to be set. */
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
  readonly tags: readonly string[];
  /** What it costs, for a reader of its language: `¥1,999`. */
  readonly price: string | undefined;
}

/** Breaks text into lines that fit. */
export type Typesetter = (text: string, how: Measure) => Block;

export interface Measure {
  /** Pixels. */
  readonly width: number;
  readonly weight: Weight;
  /** Tried in order; the last one cuts with an ellipsis. */
  readonly steps: readonly [Step, ...Step[]];
  /** Lines of about the same length, as a title wants them. @default false */
  readonly balanced?: boolean;
}

export interface Step {
  /** Font size in pixels. */
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
  /** Pixels of blank to the left of an opening bracket, by which the line is moved out to look flush. */
  readonly outdent: number;
}

export type Weight = 400 | 700;

/** An element of the tree satori draws: React's shape, without React. */
export interface Box {
  readonly type: 'div';
  readonly props: {
    readonly style: Style;
    readonly children?: string | readonly Box[];
    readonly lang?: string;
  };
}

export type Style = Readonly<Record<string, string | number>>;

/** Declares a card; the file's default export. */
export function defineCard(card: Card): Card {
  return card;
}
