import {
  type Conversion,
  type Entry,
  type Millis,
  type Money,
  type MoneyView,
  type OfferKind,
  type Report,
  type ReportRow,
  splitSigned,
  sumMoney,
  withinLookBack,
} from '#domain';
import { attribute, type KeyCredit } from './attribute.ts';
import type { Carrier } from './carriers.ts';
import { type Naming, OTHER, readRaw } from './collector/sources.ts';
import type { CountSum, HopSum, LeadState, Ledger, Period } from './collector/store.ts';
import { intervals } from './intervals.ts';
import type { Hop, Model } from './model.ts';
import { byWeightIn, compare, withoutNoise } from './rank-rows.ts';
import {
  addFigures,
  campaignSide,
  channelSide,
  type Figures,
  linkSide,
  offerSide,
  type PostFacts,
  postSide,
  type Side,
  seriesSide,
  WHOLE,
} from './report-sides.ts';
import type { Case, Flow } from './shares.ts';
import { tagRows } from './tag-rows.ts';

/** Below this many conversions, an interval says more than anybody knows. */
export const LEAST_CONVERSIONS = 10;

/**
 * Adds credit up by each dimension. Channels, campaigns and links are credited over arrivals; posts and series over
 * readings; a tag has its part of the credit of the posts that carry it; an offer has its own conversions.
 *
 * The most money comes first, in the site's currency: earned, then expected; then the most conversions, then views.
 */
export function report(input: ReportInput): Report {
  const facts = factsOf(input);
  const rows = {
    post: rowsOf(input, facts, postSide(input.posts)),
    channel: rowsOf(input, facts, channelSide(input.naming)),
    offer: rowsOf(input, facts, offerSide),
    campaign: rowsOf(input, facts, campaignSide),
    link: rowsOf(input, facts, linkSide),
    series: rowsOf(input, facts, seriesSide(input.posts)),
    tag: [] as ReportRow[],
  };
  const totals = totalsOf(input, facts, rows);
  return {
    model: input.modelId,
    from: input.from,
    to: input.to,
    as: input.as,
    rows: { ...rows, tag: tagRows(rows.post, input.posts, input.currency) },
    advertisers: advertisersOf(input, facts),
    totals,
    claimedShare: totals.claimed,
    gaps: gapsOf(facts.inPeriod),
    converted: input.converted ?? [],
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

/** Posts by the advertisers they brought, the most leads first. */
function advertisersOf(input: ReportInput, facts: ReportFacts): ReportRow[] {
  const isAdLead = ({ kind, offer }: Conversion) => kind === 'lead' && input.kinds.get(offer) === 'ad';
  const inPeriod = facts.inPeriod.filter(isAdLead);
  if (inPeriod.length === 0) return [];
  const ofAds = { ...facts, inPeriod, all: facts.all.filter(isAdLead), loose: [] };
  return rowsOf(input, ofAds, postSide(input.posts))
    .filter(({ leads }) => leads > 0)
    .sort((a, b) => b.leads - a.leads || compare(a.key, b.key));
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
      hours: side.hoursOf?.(key) ?? null,
      known: known.get(key) ?? 0,
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
  return [...cases, ...facts.loose.flatMap((entry) => looseCases(entry, side, input))];
}

/**
 * Money without a conversion: its offer is known, and its post and channel are not. The fee for an ad is spread over the
 * posts that carried it.
 */
function looseCases(entry: Entry, side: Side, { carriers }: ReportInput): Case[] {
  const { offer, money, kind } = entry;
  const posts = kind === 'ad-fee' ? (carriers.get(offer) ?? []) : [];
  if (side.carrier === undefined || posts.length === 0) return [looseCase(money, side.loose(offer))];
  const parts = splitSigned(
    money.amount,
    posts.map(({ views }) => views),
  );
  const { carrier } = side;
  return posts.map(({ post }, index) => looseCase({ ...money, amount: parts[index] ?? 0 }, carrier(post)));
}

function looseCase({ amount, currency }: Money, nowhere: string): Case {
  const nothing = { conversions: 0, leads: 0, won: 0, claimed: 0, expected: [] };
  return { path: null, nowhere, money: [{ currency, before: 0, after: amount }], ...nothing };
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

/**
 * Of each key, the part of the arrivals that came by links the site knows: of a channel its own arrivals, of a post or an
 * offer those before the conversions it has a part in.
 */
function knownShares(
  conversions: readonly Conversion[],
  side: Side,
  input: ReportInput,
): Map<string, number> {
  const tallies = new Map<string, { known: number; all: number }>();
  for (const conversion of conversions) {
    for (const { key: source } of conversion.journey.arrivals) {
      for (const key of keysOf(conversion, source, side)) {
        const tally = tallies.get(key) ?? { known: 0, all: 0 };
        const known = tally.known + Number(isVouchedFor(source, input));
        tallies.set(key, { known, all: tally.all + 1 });
      }
    }
  }
  return new Map([...tallies].map(([key, { known, all }]) => [key, withoutNoise(known / all)]));
}

function keysOf(conversion: Conversion, source: string, side: Side): Iterable<string> {
  if (side.hopKey !== undefined) return [side.hopKey(source)];
  return new Set(side.touchesOf(conversion).map(({ key }) => key));
}

/**
 * A link with a post in it is known where the ledger has the copy; another source where it has a name. Nothing is
 * signed: anybody can copy a public link.
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
    starts: nOf('start'),
    files: nOf('file'),
    outs: nOf('out'),
    hours: null,
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
  /** Offer → what kind it is of. */
  readonly kinds: ReadonlyMap<string, OfferKind>;
  /** Ad → the posts that carried it, and their views. */
  readonly carriers: ReadonlyMap<string, readonly Carrier[]>;
  /** What came in other currencies and was converted, one entry a currency. @default nothing */
  readonly converted?: readonly Money[];
  /** Whether the ledger of publications has a copy of a post on a channel. */
  readonly isPublished: (channel: string, post: string) => boolean;
}

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
