import { type Audience, authoredMoment, DIRECT, isoDay, type Millis, type Site } from '#domain';
import { createNaming, isSource, type Naming } from './collector/sources.ts';
import { openRecords, type Period, type Records } from './collector/store.ts';

/** Below this many readings a site's figures say more of single people than of its audience. */
const LEAST_VIEWS = 100;

/** A post or a channel with fewer readers than this is not named. */
const LEAST_READERS = 10;

/** As many as one takes in at a glance. */
const MOST_CHANNELS = 6;

/**
 * Who read the site in the last whole month, or in the present one where that one had too few; undefined where there
 * is no database, or too little in it. Readers are counted by the calendar month.
 *
 * @throws Problem when it cannot be reached or is no database of ours
 */
export async function readAudience(
  { database, site }: AudienceSources,
  now: Millis,
): Promise<Audience | undefined> {
  const { timeZone, channels } = site;
  const records = await openRecords({ database, timeZone });
  if (records === undefined) return undefined;
  const naming = createNaming(channels);
  try {
    for (const period of months(now, timeZone)) {
      const audience = audienceOf(
        await countAudience(records, period, naming),
        period,
        Object.keys(channels),
      );
      if (audience !== undefined) return audience;
    }
    return undefined;
  } finally {
    await records.close();
  }
}

/** Sums as they may be shown to strangers. @param own ids of the site's channels */
export function audienceOf(
  { views, readers, posts, channels }: AudienceCounts,
  period: Period,
  own: readonly string[],
): Audience | undefined {
  if (views < LEAST_VIEWS || readers < LEAST_READERS) return undefined;
  const shown = posts.filter((post) => post.readers >= LEAST_READERS);
  return {
    ...period,
    readers,
    views,
    posts: shown.map(({ key, views }) => ({ post: key, views })).sort((a, b) => b.views - a.views),
    channels: nameChannels(channels, own),
  };
}

/** The last whole month of a zone, and the present one up to this very moment. */
function months(now: Millis, timeZone: string): readonly Period[] {
  const [year = 0, month = 1] = isoDay(now, timeZone).split('-').map(Number);
  const start = (offset: number) => {
    const first = new Date(Date.UTC(year, month - 1 + offset, 1)).toISOString().slice(0, 'yyyy-mm-dd'.length);
    return authoredMoment(first, timeZone);
  };
  return [
    { from: start(-1), to: start(0) },
    { from: start(0), to: now + 1 },
  ];
}

async function countAudience(records: Records, period: Period, naming: Naming): Promise<AudienceCounts> {
  const counts = (await records.counts(period)).filter(({ kind }) => kind === 'view');
  const sum = (figure: (count: (typeof counts)[number]) => number) =>
    counts.reduce((total, count) => total + figure(count), 0);
  const by = (
    keyOf: (count: (typeof counts)[number]) => string | null,
    readersOf: (count: (typeof counts)[number]) => number,
  ) =>
    [...Map.groupBy(counts, keyOf)].flatMap(([key, of]) => {
      const total = (figure: (count: (typeof counts)[number]) => number) =>
        of.reduce((all, count) => all + figure(count), 0);
      return key === null ? [] : [{ key, views: total(({ n }) => n), readers: total(readersOf) }];
    });
  return {
    views: sum(({ n }) => n),
    readers: sum(({ firstThisMonth }) => firstThisMonth),
    posts: by(
      ({ post }) => post,
      ({ firstOfPost }) => firstOfPost,
    ),
    channels: by(
      ({ source }) => (source === null ? null : naming.channelOf(source)),
      ({ firstThisMonth }) => firstThisMonth,
    ),
  };
}

/**
 * The strongest channels, and the rest as one. Anyone can send a reader by a link with any name in it, so
 * only names that are known get on a page.
 */
function nameChannels(counts: AudienceCounts['channels'], own: readonly string[]): Audience['channels'] {
  const isKnown = (channel: string) => channel === DIRECT || own.includes(channel) || isSource(channel);
  const named = counts
    .filter(({ key, readers }) => readers >= LEAST_READERS && isKnown(key))
    .sort((a, b) => b.views - a.views)
    .slice(0, MOST_CHANNELS);
  const other = sumOfViews(counts) - sumOfViews(named);
  const channels = named.map(({ key, views }) => ({ channel: key, arrivals: views }));
  return other === 0 ? channels : [...channels, { channel: null, arrivals: other }];
}

function sumOfViews(counts: AudienceCounts['channels']): number {
  return counts.reduce((sum, { views }) => sum + views, 0);
}

export interface AudienceSources {
  /** The path of an SQLite file, or `postgres://…`. */
  readonly database: string;
  readonly site: Pick<Site, 'timeZone' | 'channels'>;
}

/** Readings of pages, and the readers they are of. */
interface ReadCount {
  readonly views: number;
  readonly readers: number;
}

/** By post, and by the channel of arrival. */
export interface AudienceCounts extends ReadCount {
  readonly posts: readonly (ReadCount & { readonly key: string })[];
  readonly channels: readonly (ReadCount & { readonly key: string })[];
}
