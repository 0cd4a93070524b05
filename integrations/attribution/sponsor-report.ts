import { type Entry, type Lang, type Money, type Offer, sumMoney } from '#domain';
import { carriersOf } from './carriers.ts';
import type { CountSum, Period, Records } from './collector/store.ts';
import { convertEntries } from './rates.ts';
import type { ReportSettings } from './read-report.ts';
import { mondayOf } from './week.ts';

/** What an ad had in a period: for its sponsor, so without a word of any other offer. */
export interface SponsorReport extends Period {
  readonly offer: string;
  /** The ad's own name, and who pays for it. */
  readonly title: string;
  readonly sponsor: string | undefined;
  readonly totals: AdFigures;
  readonly posts: readonly (AdFigures & { readonly post: string; readonly title: string })[];
  /** By week; each is named by its first day, a Monday. */
  readonly weeks: readonly (AdFigures & { readonly day: string })[];
  /** What the sponsor paid in the period, one entry a currency. */
  readonly paid: readonly Money[];
}

export interface AdFigures {
  /** Views of the posts that carried it. */
  readonly views: number;
  readonly seen: number;
  readonly clicks: number;
}

/** Reads what an ad had in a period. */
export async function readSponsorReport(
  { records, settings }: SponsorSources,
  { id, title, sponsor }: Pick<Offer, 'id' | 'title' | 'sponsor'>,
  period: Period,
): Promise<SponsorReport> {
  const posts = new Map(settings.posts.map((post) => [post.id, post]));
  const carrying = carriersOf(await records.counts(period), posts, [id]).get(id) ?? [];
  const carriers = new Set(carrying.map(({ post }) => post));
  const days = await records.dailyOf({ posts: [...carriers], offer: id }, period);
  const own = days.filter((count) => isOf(count, id, carriers));
  const byPost = Map.groupBy(own, ({ post }) => post ?? '');
  const byWeek = Map.groupBy(own, ({ time }) => mondayOf(time));
  const { entries } = await records.ledger(period);
  return {
    ...period,
    ...{ offer: id, title, sponsor, totals: figuresOf(own) },
    posts: [...byPost]
      .filter(([post]) => post !== '')
      .map(([post, of]) => ({ post, title: posts.get(post)?.title ?? post, ...figuresOf(of) }))
      .sort((a, b) => b.seen - a.seen || b.views - a.views || (a.post < b.post ? -1 : 1)),
    weeks: [...byWeek].map(([day, of]) => ({ day, ...figuresOf(of) })),
    paid: paidFor(convertEntries(entries, settings), id, period),
  };
}

/** What was paid for a thousand times that the ad was seen, and for a click; nothing where there were none. */
export function pricesOf({ paid, totals }: Pick<SponsorReport, 'paid' | 'totals'>): AdPrices {
  const per = (count: number, times: number) =>
    count === 0
      ? []
      : paid.map(({ amount, currency }) => ({ amount: Math.round((amount * times) / count), currency }));
  return { perThousand: per(totals.seen, 1000), perClick: per(totals.clicks, 1) };
}

/** Ads with an address. The space that a media kit offers has no address yet. */
export function adsIn(offers: readonly Offer[]): Offer[] {
  return offers.filter(({ kind, url }) => kind === 'ad' && url !== undefined);
}

/** The ad of an id in a language, else in the first language it was written in; undefined for an unknown id. */
export function adOf(offers: readonly Offer[], id: string, lang: Lang): Offer | undefined {
  const versions = adsIn(offers).filter((offer) => offer.id === id);
  return versions.find((offer) => offer.lang === lang) ?? versions[0];
}

function isOf({ kind, post, offer }: CountSum, id: string, carriers: ReadonlySet<string>): boolean {
  return kind === 'view' ? post !== null && carriers.has(post) : offer === id;
}

function figuresOf(counts: readonly CountSum[]): AdFigures {
  const sum = (asked: string) => counts.reduce((total, { kind, n }) => total + (kind === asked ? n : 0), 0);
  return { views: sum('view'), seen: sum('seen'), clicks: sum('click') };
}

function paidFor(entries: readonly Entry[], id: string, { from, to }: Period): Money[] {
  const own = entries.filter(
    ({ offer, at, kind }) => offer === id && kind !== 'sale' && at >= from && at < to,
  );
  return sumMoney(
    own.map(({ money }) => money),
    own[0]?.money.currency ?? '',
  );
}

export interface AdPrices {
  readonly perThousand: readonly Money[];
  readonly perClick: readonly Money[];
}

export interface SponsorSources {
  readonly records: Pick<Records, 'counts' | 'dailyOf' | 'ledger'>;
  readonly settings: Pick<ReportSettings, 'posts' | 'timeZone' | 'currency' | 'rates'>;
}
