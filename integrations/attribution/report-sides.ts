import { type Conversion, type Journey, type ReportRow, type Touch, UNKNOWN, writeOfferLink } from '#domain';
import { type Naming, readRaw } from './collector/sources.ts';
import { type CountKind, type CountSum, countKinds } from './collector/store.ts';
import type { Model } from './model.ts';

/** Stands in a report for what belongs to no post, series, tag or campaign. */
export const NO_POST = '(none)';

/** The figure that each kind of count adds to. */
const figureNames = {
  view: 'views',
  read: 'reads',
  seen: 'seen',
  click: 'clicks',
  start: 'starts',
  file: 'files',
  out: 'outs',
} as const satisfies Record<CountKind, keyof Figures>;

const NONE: Figures = {
  views: null,
  readers: null,
  reads: null,
  seen: null,
  clicks: null,
  starts: null,
  files: null,
  outs: null,
};

const ZERO_POST: Figures = {
  views: 0,
  readers: 0,
  reads: 0,
  seen: 0,
  clicks: 0,
  starts: 0,
  files: 0,
  outs: 0,
};

const ZERO_ARRIVALS: Figures = { ...NONE, views: 0, readers: 0 };

const ZERO_OFFER: Figures = { ...NONE, seen: 0, clicks: 0, starts: 0 };

/** A conversion is its offer's own, whatever the model: an offer is no touch. */
export const WHOLE: Model = { title: 'Whole', about: 'All credit goes to the offer.', weigh: () => 1 };

export function postSide(posts: ReadonlyMap<string, PostFacts>): Side {
  return {
    touchesOf: ({ journey }) => journey.reads,
    nowhere: ({ gap }) => (gap === null ? NO_POST : UNKNOWN),
    loose: () => UNKNOWN,
    carrier: (post) => post,
    countKey: ({ post }) => post ?? NO_POST,
    figuresOf: postFigures,
    none: ZERO_POST,
    hoursOf: (post) => posts.get(post)?.hours ?? null,
  };
}

export function seriesSide(posts: ReadonlyMap<string, PostFacts>): Side {
  const seriesOf = (post: string) => posts.get(post)?.series ?? NO_POST;
  return {
    touchesOf: ({ journey }) => renamed(journey.reads, seriesOf),
    nowhere: ({ gap }) => (gap === null ? NO_POST : UNKNOWN),
    loose: () => UNKNOWN,
    carrier: seriesOf,
    countKey: ({ post }) => (post === null ? null : seriesOf(post)),
    figuresOf: postFigures,
    none: ZERO_POST,
    hoursOf: (name) => addHours([...posts.values()].filter(({ series }) => series === name)),
  };
}

export function channelSide({ channelOf }: Naming): Side {
  return arrivalSide(channelOf);
}

/** A dimension that is credited over arrivals, by what of their source it looks at. */
function arrivalSide(keyOf: (source: string) => string): Side {
  return {
    touchesOf: ({ journey }) => renamed(journey.arrivals, keyOf),
    nowhere: () => UNKNOWN,
    loose: () => UNKNOWN,
    hopKey: keyOf,
    countKey: ({ kind, source }) => (kind === 'view' && source !== null ? keyOf(source) : null),
    figuresOf: arrivalFigures,
    none: ZERO_ARRIVALS,
  };
}

export const campaignSide = arrivalSide((source) => readRaw(source).campaign ?? NO_POST);

/** Links in editions that lead to an offer, by the offer and by their place. */
export const linkSide = arrivalSide((source) => {
  const { content } = readRaw(source);
  return content === undefined ? NO_POST : writeOfferLink(content);
});

export const offerSide: Side = {
  model: WHOLE,
  touchesOf: ({ offer, at }) => [{ at, key: offer }],
  nowhere: () => UNKNOWN,
  loose: (offer) => offer,
  countKey: ({ offer }) => offer,
  figuresOf: (count) => ({ ...ZERO_OFFER, ...figureOf(count) }),
  none: ZERO_OFFER,
};

export function addFigures(a: Figures, b: Figures): Figures {
  const sum = (x: number | null, y: number | null) => (x === null && y === null ? null : (x ?? 0) + (y ?? 0));
  return {
    views: sum(a.views, b.views),
    readers: sum(a.readers, b.readers),
    reads: sum(a.reads, b.reads),
    seen: sum(a.seen, b.seen),
    clicks: sum(a.clicks, b.clicks),
    starts: sum(a.starts, b.starts),
    files: sum(a.files, b.files),
    outs: sum(a.outs, b.outs),
  };
}

/** The figures of a post: everything that happened on its page. */
function postFigures(count: CountSum): Figures {
  return { ...ZERO_POST, ...figureOf(count), readers: count.kind === 'view' ? count.firstOfPost : 0 };
}

/** Nothing for a kind that a later version counts. */
function figureOf({ kind, n }: CountSum): Partial<Figures> {
  const known = countKinds.find((name) => name === kind);
  return known === undefined ? {} : { [figureNames[known]]: n };
}

/** The sum of the hours of some posts; null for no post, or where a post has no `effort`. */
export function addHours(posts: readonly { readonly hours?: number | null | undefined }[]): number | null {
  if (posts.length === 0) return null;
  return posts.reduce<number | null>(
    (sum, { hours = null }) => (sum === null || hours === null ? null : sum + hours),
    0,
  );
}

function arrivalFigures({ n, firstThisMonth }: CountSum): Figures {
  return { ...NONE, views: n, readers: firstThisMonth };
}

function renamed(touches: readonly Touch[], keyOf: (key: string) => string): Touch[] {
  return touches.map(({ at, key }) => ({ at, key: keyOf(key) }));
}

/** How one dimension sees conversions and counts. */
export interface Side {
  readonly touchesOf: (conversion: Conversion) => readonly Touch[];
  /** The model to use instead of the one asked for. */
  readonly model?: Model;
  /** The key of a conversion without touches. */
  readonly nowhere: (journey: Journey) => string;
  /** The key of money without a conversion. */
  readonly loose: (offer: string) => string;
  /** The key of a post that carried an ad, where the fee for the ad is spread over such posts. */
  readonly carrier?: (post: string) => string;
  /** The key of a source, where hops are counted. */
  readonly hopKey?: (source: string) => string;
  /** The row a count belongs to; null where it belongs to none. */
  readonly countKey: (count: CountSum) => string | null;
  readonly figuresOf: (count: CountSum) => Figures;
  /** The figures of a row that nothing was counted of. */
  readonly none: Figures;
  /** The hours of writing behind a key. @default nobody knows them */
  readonly hoursOf?: (key: string) => number | null;
}

export type Figures = Pick<
  ReportRow,
  'views' | 'readers' | 'reads' | 'seen' | 'clicks' | 'starts' | 'files' | 'outs'
>;

export interface PostFacts {
  readonly title: string;
  readonly series: string | undefined;
  readonly tags: readonly string[];
  /** How long it took to write, in hours, where the author says so. */
  readonly hours?: number | undefined;
  /** When it was last changed. */
  readonly updated?: number | undefined;
  /** The offers it promotes, by id. */
  readonly offers?: readonly string[];
}
