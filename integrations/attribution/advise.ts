import {
  DIRECT,
  isoDay,
  type Millis,
  type Money,
  type Offer,
  type Report,
  type ReportRow,
  UNKNOWN,
} from '#domain';
import { OTHER } from './collector/sources.ts';
import type { CountSum, Lead } from './collector/store.ts';
import type { ReportSettings } from './read-report.ts';
import { NO_POST } from './report-sides.ts';

const DAY: Millis = 86_400_000;

/** Fewer readers of a post, or fewer views of a site, say nothing about what readers do. */
const LEAST_READERS = 30;

/** Rows of channels where no post can be put. */
const NOWHERE: readonly string[] = [DIRECT, UNKNOWN, OTHER];

/** With fewer conversions than this, one large sale makes a channel look rich. */
const LEAST_CONVERSIONS = 5;

/** A lead that nobody has answered for so long waits. */
const PATIENCE: Millis = 2 * DAY;

/** As many of one kind as anybody acts on. */
const MOST = 3;

/**
 * Says what the owner should do next. It reads that off the figures of a report. The most urgent advice comes first: leads
 * that wait, then copies that are out of date, posts that lead to no offer, offers that nobody sees, channels that pay.
 */
export function advise(facts: AdviceFacts): Advice[] {
  return [
    ...waitingLeads(facts),
    ...oldCopies(facts),
    ...postsToNowhere(facts),
    ...unseenOffers(facts),
    ...payingChannels(facts),
  ];
}

function waitingLeads({ leads, now, timeZone }: AdviceFacts): Advice[] {
  const today = isoDay(now, timeZone);
  const isDue = ({ state, nextDay, conversion }: Lead) =>
    (state === 'new' && now - conversion.at > PATIENCE) ||
    (nextDay !== null && nextDay <= today && !['won', 'lost', 'spam'].includes(state));
  return leads
    .filter(isDue)
    .sort((a, b) => a.conversion.at - b.conversion.at)
    .slice(0, MOST)
    .map(({ conversion: { id, at, offer }, name }) => ({
      ...{ kind: 'lead-waits', id, name, offer },
      days: Math.max(0, Math.floor((now - at) / DAY)),
    }));
}

/** Copies of posts that were changed at home after they were sent. */
function oldCopies({ settings }: AdviceFacts): Advice[] {
  const updated = new Map(settings.posts.map(({ id, updated: at }) => [id, at]));
  const byPost = Map.groupBy(
    settings.publications.filter(
      ({ state, post, at }) => state === 'published' && at < (updated.get(post) ?? 0),
    ),
    ({ post }) => post,
  );
  return [...byPost].slice(0, MOST).map(([post, copies]) => ({
    ...{ kind: 'copies-old', post },
    channels: copies.map(({ channel }) => channel),
  }));
}

function postsToNowhere({ report }: AdviceFacts): Advice[] {
  const isRead = ({ key, readers, conversions }: ReportRow) =>
    key !== NO_POST && key !== UNKNOWN && (readers ?? 0) >= LEAST_READERS && conversions === 0;
  return report.rows.post
    .filter((row) => isRead(row) && (row.clicks ?? 0) === 0)
    .sort((a, b) => (b.readers ?? 0) - (a.readers ?? 0))
    .slice(0, MOST)
    .map(({ key, readers, reads }) => ({
      ...{ kind: 'post-to-nowhere', post: key, readers: readers ?? 0, reads: reads ?? 0 },
    }));
}

function unseenOffers({ offers, counts, report }: AdviceFacts): Advice[] {
  const views = report.totals.views ?? 0;
  if (views < LEAST_READERS) return [];
  const touched = new Set(counts.filter(({ n }) => n > 0).map(({ offer }) => offer));
  const sold = new Set(report.rows.offer.filter(({ conversions }) => conversions > 0).map(({ key }) => key));
  // The space that a media kit offers stands on one page, and is no offer to name in a post.
  const named = offers.filter(({ draft, kind, url }) => !draft && (kind !== 'ad' || url !== undefined));
  const ids = new Set(named.map(({ id }) => id));
  const unseen = [...ids].filter((id) => !touched.has(id) && !sold.has(id));
  return unseen.slice(0, MOST).map((offer) => ({ kind: 'offer-unseen', offer, views }));
}

/** Channels whose readers bring more than the average, for each thousand of them. */
function payingChannels({ report, currency }: AdviceFacts): Advice[] {
  const amountIn = (moneys: readonly Money[]) =>
    moneys.find((money) => money.currency === currency)?.amount ?? 0;
  const readers = report.rows.channel.reduce((sum, row) => sum + (row.readers ?? 0), 0);
  const average = readers === 0 ? 0 : amountIn(report.totals.earned) / readers;
  const perReader = (row: ReportRow) => amountIn(row.earned) / Math.max(1, row.readers ?? 0);
  return report.rows.channel
    .filter(
      (row) =>
        !NOWHERE.includes(row.key) &&
        (row.readers ?? 0) >= LEAST_READERS &&
        row.conversions >= LEAST_CONVERSIONS,
    )
    .filter((row) => average > 0 && perReader(row) > 1.5 * average)
    .sort((a, b) => perReader(b) - perReader(a))
    .slice(0, MOST)
    .map((row) => ({
      ...{ kind: 'channel-pays', channel: row.key, conversions: row.conversions },
      perThousand: { amount: Math.round(perReader(row) * 1000), currency },
      average: { amount: Math.round(average * 1000), currency },
    }));
}

/** One thing to do, with its figures. */
export type Advice =
  | {
      readonly kind: 'lead-waits';
      readonly id: string;
      readonly name: string;
      readonly offer: string;
      /** Since it came. */
      readonly days: number;
    }
  | { readonly kind: 'copies-old'; readonly post: string; readonly channels: readonly string[] }
  | {
      readonly kind: 'post-to-nowhere';
      readonly post: string;
      readonly readers: number;
      readonly reads: number;
    }
  | { readonly kind: 'offer-unseen'; readonly offer: string; readonly views: number }
  | {
      readonly kind: 'channel-pays';
      readonly channel: string;
      readonly conversions: number;
      readonly perThousand: Money;
      /** Money for each thousand readers of the whole site. */
      readonly average: Money;
    };

export interface AdviceFacts {
  readonly report: Report;
  readonly counts: readonly CountSum[];
  readonly leads: readonly Lead[];
  readonly offers: readonly Offer[];
  readonly settings: Pick<ReportSettings, 'posts' | 'publications'>;
  readonly now: Millis;
  readonly timeZone: string;
  /** The site's. */
  readonly currency: string;
}
