import { type CoverSize, type FeedItem, type SitePath, sitePath } from '#domain';
import site from '#site';
import { loadPlatforms, type OpenChannel, openChannels } from '../channels/settings.ts';
import { readFeed } from '../editions/feed.ts';
import type { Platform } from '../platform.ts';
import { goesTo } from './goes-to.ts';

/**
 * In which sizes besides its own each share image is wanted, by its address: those of the platforms its post goes to.
 *
 * @param readText a text by its path on the site, wherever the site is; asked for the feed where a channel wants covers
 */
export async function wantedCovers(readText: (path: SitePath) => Promise<string>): Promise<WantedCovers> {
  const surroundings = { platforms: await loadPlatforms(), env: {}, timeZone: site.timeZone };
  const channels = openChannels(site.channels, surroundings).filter(({ platform }) => platform.covers);
  if (channels.length === 0) return new Map();
  return coversOf(await readFeed(site.url, (url) => readText(sitePath(url, site) ?? '/feed.json')), channels);
}

/** The same, of some posts. Pure. */
export function coversOf(items: readonly FeedItem[], channels: readonly Wanting[]): WantedCovers {
  const wanted = items.flatMap((item): [string, CoverSize[]][] => {
    const sizes = channels.filter((channel) => goesTo(item, channel)).flatMap(sizesFor);
    return item.image === undefined || sizes.length === 0
      ? []
      : [[new URL(item.image).href, distinct(sizes)]];
  });
  return new Map(wanted);
}

function sizesFor({ platform }: Wanting): readonly CoverSize[] {
  return platform.covers ?? [];
}

function distinct(sizes: readonly CoverSize[]): CoverSize[] {
  return [...new Map(sizes.map((size) => [`${size.width}x${size.height}`, size])).values()];
}

/** Address of a share image → sizes. */
type WantedCovers = ReadonlyMap<string, readonly CoverSize[]>;

type Wanting = Pick<OpenChannel, 'id' | 'settings' | 'since'> & {
  readonly platform: Pick<Platform, 'covers'>;
};
