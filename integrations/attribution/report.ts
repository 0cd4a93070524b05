import {
  type Conversion,
  type Entry,
  type Journey,
  type Millis,
  type Money,
  type MoneyView,
  type Report,
  type ReportRow,
  splitSigned,
  sumMoney,
  type Touch,
  UNKNOWN,
  withinLookBack,
} from '#domain';
import { attribute, type Case, type Flow, intervals, type KeyCredit } from './attribute.ts';
import { type Naming, OTHER, readRaw } from './collector/sources.ts';
import type { CountSum, HopSum, LeadState, Ledger, Period } from './collector/store.ts';
import type { Hop, Model } from './model.ts';

/** Stands in a report for what belongs to no post, series, tag or campaign. */
export const NO_POST = '(none)';

/** Below this many conversions, an interval says more than anybody knows. */
export const LEAST_CONVERSIONS = 10;

/**
 * Adds credit up by each dimension. Channels and campaigns are credited over arrivals; posts and series over
 * readings; a tag has its part of the credit of the posts that carry it; an offer has its own conversions.
 *
 * The most money comes first, in the site's currency: earned, then expected; then the most conversions, then views.
 */
export function report(input: ReportInput): Report {
  const facts = factsOf(input);
  const rows = {
    post: rowsOf(input, facts, postSide),
    channel: rowsOf(input, facts, channelSide(input)),
    offer: rowsOf(input, facts, offerSide),
    campaign: rowsOf(input, facts, campaignSide),
    series: rowsOf(input, facts, seriesSide(input)),
    tag: [] as ReportRow[],
  };
  const totals = totalsOf(input, facts, rows);
  return {
    model: input.modelId,
    from: input.from,
    to: input.to,
    as: input.as,
    rows: { ...rows, tag: tagRows(rows.post, input) },
    totals,
    claimedShare: totals.claimed,
    gaps: gapsOf(facts.inPeriod),
  };
}

function factsOf({ from, to, as, conversions, ledger, states, lookBack }: ReportInput): ReportFacts {
  const isCounted = ({ id }: Conversion) => states.get(id) !== 'spam';
  const clip = (conversion: Conversion) => ({
    ...conversion,
    journey: withinLookBack(conversion.journey, conversion.at, lookBack),
  });
  const inPeriod = conversions.filter(isCounted).map(clip);
  const ids = new Set(inPeriod.map(({ id }) => id));
  const paidBefore = ledger.conversions.filter(
    (conversion) => !ids.has(conversion.id) && isCounted(conversion),
  );
  const byConversion = Map.groupBy(ledger.entries, ({ conversion }) => conversion);
  // A cohort's money counts whenever it came; cash counts from the first moment of the period on.
  const start = as === 'cohort' ? Number.NEGATIVE_INFINITY : from;
  const end = as === 'cohort' ? Number.POSITIVE_INFINITY : to;
  return {
    inPeriod,
    all: [...inPeriod, ...paidBefore.map(clip)],
    isInPeriod: (id) => ids.has(id),
    moneyOf: (id) => flowsOf(byConversion.get(id) ?? [], start, end),
    hasEntries: (id) => byConversion.has(id),
    loose: (byConversion.get(null) ?? []).filter(({ at }) => at >= from && at < to),
  };
}

function flowsOf(entries: readonly Entry[], start: Millis, end: Millis): Flow[] {
  return [...Map.groupBy(entries, ({ money }) => money.currency)].map(([currency, of]) => {
    const sum = (isIn: (at: Millis) => boolean) =>
      of.filter(({ at }) => isIn(at)).reduce((total, { money }) => total + money.amount, 0);
    return { currency, before: sum((at) => at < start), after: sum((at) => at < end) };
  });
}

function rowsOf(input: ReportInput, facts: ReportFacts, side: Side): ReportRow[] {
  const cases = casesOf(input, facts, side);
  const converted = new Set(cases.flatMap(({ path }) => path?.touches.map(({ key }) => key) ?? []));
  const hops = side.hopKey === undefined ? null : hopsOf(input.hops, side.hopKey, converted);
  const model = side.model ?? input.model;
  const credits = new Map(attribute(cases, model, hops).map((credit) => [credit.key, credit]));
  const enough = facts.inPeriod.length >= LEAST_CONVERSIONS;
  const bounds = enough ? intervals(cases, model, hops, SEED).keys : new Map();
  const counts = countsBy(input.counts, side);
  const known = knownShares(facts.inPeriod, side, input);
  return [...new Set([...credits.keys(), ...counts.keys()])]
    .map((key) => ({
      ...rowOf(key, credits.get(key), counts.get(key) ?? side.none, input.currency),
      known: known.get(key) ?? 1,
      interval: bounds.get(key) ?? null,
    }))
    .sort(byWeightIn(input.currency));
}

/** Any number; the same each time, so that a report does not change when it is read again. */
const SEED = 20_261_101;

function casesOf(input: ReportInput, facts: ReportFacts, side: Side): Case[] {
  const cases = facts.all.map((conversion): Case => {
    const { id, at, kind, proof, worth } = conversion;
    const counts = Number(facts.isInPeriod(id));
    const state = input.states.get(id);
    const isOpen = counts === 1 && !facts.hasEntries(id) && state !== 'lost';
    const touches = side.touchesOf(conversion);
    return {
      path: touches.length === 0 ? null : { touches, end: at },
      nowhere: side.nowhere(conversion.journey),
      conversions: counts,
      leads: counts * Number(kind === 'lead'),
      won: counts * Number(state === 'won'),
      claimed: counts * Number(proof === 'claimed'),
      money: facts.moneyOf(id),
      expected: isOpen && worth !== null ? [worth] : [],
    };
  });
  return [...cases, ...facts.loose.map((entry) => looseCase(entry, side))];
}

/** Money that nobody can lay to a conversion: it has an offer, and nothing else. */
function looseCase({ offer, money }: Entry, side: Side): Case {
  const nothing = { conversions: 0, leads: 0, won: 0, claimed: 0, expected: [] };
  const flow = { currency: money.currency, before: 0, after: money.amount };
  return { path: null, nowhere: side.loose(offer), money: [flow], ...nothing };
}

function rowOf(key: string, credit: KeyCredit | undefined, counts: Figures, currency: string) {
  const conversions = withoutNoise(credit?.conversions ?? 0);
  return {
    key,
    ...counts,
    leads: withoutNoise(credit?.leads ?? 0),
    won: withoutNoise(credit?.won ?? 0),
    conversions,
    claimed: conversions === 0 ? 0 : withoutNoise((credit?.claimed ?? 0) / conversions),
    earned: sumMoney(credit?.earned ?? [], currency),
    expected: sumMoney(credit?.expected ?? [], currency),
  };
}

/** Thirds and sevenths add up to 0.9999999999999999; a billionth of a conversion is none. */
function withoutNoise(sum: number): number {
  return Math.round(sum * 1e9) / 1e9;
}

/** The hops of keys; strangers can invent sources, so those that bring few readers and no conversion are one. */
function hopsOf(
  hops: readonly HopSum[],
  keyOf: (source: string) => string,
  converted: ReadonlySet<string>,
): Hop[] {
  const arrived = new Map<string, number>();
  for (const { to, n } of hops) arrived.set(keyOf(to), (arrived.get(keyOf(to)) ?? 0) + n);
  const strongest = [...arrived].sort((a, b) => b[1] - a[1] || compare(a[0], b[0])).slice(0, MOST_KEYS);
  const kept = new Set([...converted, ...strongest.map(([key]) => key)]);
  const named = (source: string) => (kept.has(keyOf(source)) ? keyOf(source) : OTHER);
  return hops.map(({ from, to, n }) => ({ from: from === null ? null : named(from), to: named(to), n }));
}

/** Keys that a chain tells apart, beside those of converted readers. */
const MOST_KEYS = 50;

/** Of each key, the part of the touches before conversions that came by links the site knows. */
function knownShares(
  conversions: readonly Conversion[],
  side: Side,
  input: ReportInput,
): Map<string, number> {
  if (side.hopKey === undefined) return new Map();
  const tallies = new Map<string, { known: number; all: number }>();
  for (const { journey } of conversions) {
    for (const { key: source } of journey.arrivals) {
      const tally = tallies.get(side.hopKey(source)) ?? { known: 0, all: 0 };
      tallies.set(side.hopKey(source), {
        known: tally.known + Number(isVouchedFor(source, input)),
        all: tally.all + 1,
      });
    }
  }
  return new Map([...tallies].map(([key, { known, all }]) => [key, withoutNoise(known / all)]));
}

/**
 * A link with a post in it is known where the ledger has the copy; another source where it has a name. Nothing is
 * signed: whoever has a public link can copy it.
 */
function isVouchedFor(source: string, { naming, isPublished }: ReportInput): boolean {
  const { name, post } = readRaw(source);
  return post === undefined ? naming.isKnown(source) : isPublished(name, post);
}

function countsBy(counts: readonly CountSum[], side: Side): Map<string, Figures> {
  const figures = new Map<string, Figures>();
  for (const count of counts) {
    const key = side.countKey(count);
    if (key !== null) figures.set(key, addFigures(figures.get(key) ?? side.none, side.figuresOf(count)));
  }
  return figures;
}

function addFigures(a: Figures, b: Figures): Figures {
  const sum = (x: number | null, y: number | null) => (x === null && y === null ? null : (x ?? 0) + (y ?? 0));
  return {
    views: sum(a.views, b.views),
    readers: sum(a.readers, b.readers),
    reads: sum(a.reads, b.reads),
    seen: sum(a.seen, b.seen),
    clicks: sum(a.clicks, b.clicks),
  };
}

const NONE: Figures = { views: null, readers: null, reads: null, seen: null, clicks: null };

/** The figures of a post: everything that happened on its page. */
function postFigures({ kind, n, firstOfPost }: CountSum): Figures {
  return {
    views: kind === 'view' ? n : 0,
    readers: kind === 'view' ? firstOfPost : 0,
    reads: kind === 'read' ? n : 0,
    seen: kind === 'seen' ? n : 0,
    clicks: kind === 'click' ? n : 0,
  };
}

function arrivalFigures({ n, firstThisMonth }: CountSum): Figures {
  return { ...NONE, views: n, readers: firstThisMonth };
}

const ZERO_POST: Figures = { views: 0, readers: 0, reads: 0, seen: 0, clicks: 0 };
const ZERO_ARRIVALS: Figures = { ...NONE, views: 0, readers: 0 };
const ZERO_OFFER: Figures = { ...NONE, seen: 0, clicks: 0 };

const postSide: Side = {
  touchesOf: ({ journey }) => journey.reads,
  nowhere: ({ gap }) => (gap === null ? NO_POST : UNKNOWN),
  loose: () => UNKNOWN,
  countKey: ({ post }) => post ?? NO_POST,
  figuresOf: postFigures,
  none: ZERO_POST,
};

function seriesSide({ posts }: ReportInput): Side {
  const seriesOf = (post: string) => posts.get(post)?.series ?? NO_POST;
  return {
    touchesOf: ({ journey }) => renamed(journey.reads, seriesOf),
    nowhere: ({ gap }) => (gap === null ? NO_POST : UNKNOWN),
    loose: () => UNKNOWN,
    countKey: ({ post }) => (post === null ? null : seriesOf(post)),
    figuresOf: postFigures,
    none: ZERO_POST,
  };
}

function channelSide({ naming: { channelOf } }: ReportInput): Side {
  return {
    touchesOf: ({ journey }) => renamed(journey.arrivals, channelOf),
    nowhere: () => UNKNOWN,
    loose: () => UNKNOWN,
    hopKey: channelOf,
    countKey: ({ kind, source }) => (kind === 'view' && source !== null ? channelOf(source) : null),
    figuresOf: arrivalFigures,
    none: ZERO_ARRIVALS,
  };
}

const campaignOf = (source: string) => readRaw(source).campaign ?? NO_POST;

const campaignSide: Side = {
  touchesOf: ({ journey }) => renamed(journey.arrivals, campaignOf),
  nowhere: () => UNKNOWN,
  loose: () => UNKNOWN,
  hopKey: campaignOf,
  countKey: ({ kind, source }) => (kind === 'view' && source !== null ? campaignOf(source) : null),
  figuresOf: arrivalFigures,
  none: ZERO_ARRIVALS,
};

/** A conversion is its offer's own, whatever the model: an offer is no touch. */
const WHOLE: Model = { title: 'Whole', about: 'All credit goes to the offer.', weigh: () => 1 };

const offerSide: Side = {
  model: WHOLE,
  touchesOf: ({ offer, at }) => [{ at, key: offer }],
  nowhere: () => UNKNOWN,
  loose: (offer) => offer,
  countKey: ({ offer }) => offer,
  figuresOf: ({ kind, n }) => ({
    ...NONE,
    seen: kind === 'seen' ? n : 0,
    clicks: kind === 'click' ? n : 0,
  }),
  none: ZERO_OFFER,
};

function renamed(touches: readonly Touch[], keyOf: (key: string) => string): Touch[] {
  return touches.map(({ at, key }) => ({ at, key: keyOf(key) }));
}

/** A post's credit goes to its tags in equal parts; what was counted on it, to each of them whole. */
function tagRows(posts: readonly ReportRow[], input: ReportInput): ReportRow[] {
  const byTag = new Map<string, ReportRow>();
  for (const row of posts) {
    const told = input.posts.get(row.key)?.tags ?? [];
    const tags = row.key === UNKNOWN ? [UNKNOWN] : told.length > 0 ? told : [NO_POST];
    for (const [place, tag] of tags.entries()) {
      const part = partOf(row, place, tags.length);
      const before = byTag.get(tag);
      byTag.set(tag, { ...(before === undefined ? part : addRows(before, part, input.currency)), key: tag });
    }
  }
  return [...byTag.values()].sort(byWeightIn(input.currency));
}

function partOf(row: ReportRow, place: number, parts: number): ReportRow {
  const alike = Array.from({ length: parts }, () => 1);
  const part = (moneys: readonly Money[]) =>
    moneys.map(({ amount, currency }) => ({ amount: splitSigned(amount, alike)[place] ?? 0, currency }));
  return {
    ...row,
    leads: withoutNoise(row.leads / parts),
    won: withoutNoise(row.won / parts),
    conversions: withoutNoise(row.conversions / parts),
    earned: part(row.earned),
    expected: part(row.expected),
    interval: null,
  };
}

function addRows(a: ReportRow, b: ReportRow, currency: string): ReportRow {
  const conversions = a.conversions + b.conversions;
  const claimed = a.claimed * a.conversions + b.claimed * b.conversions;
  return {
    ...a,
    ...addFigures(a, b),
    leads: withoutNoise(a.leads + b.leads),
    won: withoutNoise(a.won + b.won),
    conversions: withoutNoise(conversions),
    claimed: conversions === 0 ? 0 : withoutNoise(claimed / conversions),
    earned: sumMoney([...a.earned, ...b.earned], currency),
    expected: sumMoney([...a.expected, ...b.expected], currency),
  };
}

function totalsOf(
  input: ReportInput,
  facts: ReportFacts,
  rows: Pick<Report['rows'], 'offer'>,
): Report['totals'] {
  const { inPeriod } = facts;
  const views = input.counts.filter(({ kind }) => kind === 'view');
  const sum = (of: readonly CountSum[], figure: (count: CountSum) => number) =>
    of.reduce((total, count) => total + figure(count), 0);
  const nOf = (kind: string) =>
    sum(
      input.counts.filter((count) => count.kind === kind),
      ({ n }) => n,
    );
  const share = (is: (conversion: Conversion) => boolean) =>
    inPeriod.length === 0 ? 0 : withoutNoise(inPeriod.filter(is).length / inPeriod.length);
  const enough = inPeriod.length >= LEAST_CONVERSIONS;
  return {
    views: sum(views, ({ n }) => n),
    readers: sum(views, ({ firstThisMonth }) => firstThisMonth),
    reads: nOf('read'),
    seen: nOf('seen'),
    clicks: nOf('click'),
    leads: inPeriod.filter(({ kind }) => kind === 'lead').length,
    won: inPeriod.filter(({ id }) => input.states.get(id) === 'won').length,
    conversions: inPeriod.length,
    claimed: share(({ proof }) => proof === 'claimed'),
    known: share(({ journey }) => journey.gap === null),
    interval: enough ? intervals(casesOf(input, facts, offerSide), WHOLE, null, SEED).total : null,
    // Each offer has the whole of its own money, so these are the sums whatever the model.
    earned: sumMoney(
      rows.offer.flatMap(({ earned }) => earned),
      input.currency,
    ),
    expected: sumMoney(
      rows.offer.flatMap(({ expected }) => expected),
      input.currency,
    ),
  };
}

function gapsOf(conversions: readonly Conversion[]): Record<string, number> {
  const gaps: Record<string, number> = {};
  for (const { journey } of conversions) {
    if (journey.gap !== null) gaps[journey.gap] = (gaps[journey.gap] ?? 0) + 1;
  }
  return gaps;
}

function byWeightIn(currency: string): (a: ReportRow, b: ReportRow) => number {
  const amountIn = (moneys: readonly Money[]) =>
    moneys.find((money) => money.currency === currency)?.amount ?? 0;
  return (a, b) =>
    amountIn(b.earned) - amountIn(a.earned) ||
    amountIn(b.expected) - amountIn(a.expected) ||
    b.conversions - a.conversions ||
    (b.views ?? 0) - (a.views ?? 0) ||
    (b.seen ?? 0) - (a.seen ?? 0) ||
    compare(a.key, b.key);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

export interface ReportInput extends Period {
  readonly modelId: string;
  readonly model: Model;
  readonly as: MoneyView;
  /** The currency that rows are ranked by and that stands first. */
  readonly currency: string;
  readonly naming: Naming;
  /** The look-back, in milliseconds. */
  readonly lookBack: Millis;
  /** Conversions of the period. */
  readonly conversions: readonly Conversion[];
  readonly ledger: Ledger;
  readonly counts: readonly CountSum[];
  readonly hops: readonly HopSum[];
  /** Where each lead stands, by its conversion's id. */
  readonly states: ReadonlyMap<string, LeadState>;
  /** What is known of the posts there are, by id. */
  readonly posts: ReadonlyMap<string, PostFacts>;
  /** Whether the ledger of publications has a copy of a post on a channel. */
  readonly isPublished: (channel: string, post: string) => boolean;
}

export interface PostFacts {
  readonly title: string;
  readonly series: string | undefined;
  readonly tags: readonly string[];
}

/** How one dimension sees conversions and counts. */
interface Side {
  readonly touchesOf: (conversion: Conversion) => readonly Touch[];
  /** The model to use instead of the one asked for. */
  readonly model?: Model;
  /** The key of a conversion without touches. */
  readonly nowhere: (journey: Journey) => string;
  /** The key of money without a conversion. */
  readonly loose: (offer: string) => string;
  /** The key of a source, where hops are counted. */
  readonly hopKey?: (source: string) => string;
  /** The row a count belongs to; null where it belongs to none. */
  readonly countKey: (count: CountSum) => string | null;
  readonly figuresOf: (count: CountSum) => Figures;
  /** The figures of a row that nothing was counted of. */
  readonly none: Figures;
}

type Figures = Pick<ReportRow, 'views' | 'readers' | 'reads' | 'seen' | 'clicks'>;

interface ReportFacts {
  readonly inPeriod: readonly Conversion[];
  /** Those of the period, and those from before that money came of. */
  readonly all: readonly Conversion[];
  readonly isInPeriod: (id: string) => boolean;
  readonly moneyOf: (id: string) => Flow[];
  readonly hasEntries: (id: string) => boolean;
  /** Entries without a conversion. */
  readonly loose: readonly Entry[];
}
