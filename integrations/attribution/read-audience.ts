import { type Audience, DIRECT, type Millis } from '#domain';
import { isSource } from './collector/sources.ts';
import { type AudienceCounts, countAudience, type Period } from './collector/store.ts';
import { lastDays } from './read-report.ts';

const DAYS = 30;

/** Below this many readings a site's figures say more of single people than of its audience. */
const LEAST_VIEWS = 100;

/** A post or a channel with fewer readers than this is not named. */
const LEAST_READERS = 10;

/** As many as one takes in at a glance. */
const MOST_CHANNELS = 6;

/**
 * Who read the site in the last 30 days; undefined where there is no database, or too little in it.
 *
 * @throws Problem when the file is no database of ours
 */
export async function readAudience(
  { file, channels }: AudienceSources,
  now: Millis,
): Promise<Audience | undefined> {
  const period = lastDays(DAYS, now);
  const counts = await countAudience(file, period);
  return counts === undefined ? undefined : audienceOf(counts, period, channels);
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
  /** Of the database. */
  readonly file: string;
  /** Ids of the site's channels. */
  readonly channels: readonly string[];
}
