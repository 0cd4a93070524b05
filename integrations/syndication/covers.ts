import { type CoverSize, coverAddress, type FeedItem } from '#domain';
import site from '#site';
import { readFeed } from './feed.ts';
import { goesTo } from './plan.ts';
import type { Platform } from './platform.ts';
import { loadPlatforms, type OpenChannel, openChannels } from './settings.ts';

/**
 * In which sizes besides its own each share image is wanted, by its address: those of the platforms its post goes to.
 *
 * @param readText a text of the site by its path, wherever the site is; asked for the feed where a channel wants covers
 */
export async function wantedCovers(readText: (path: string) => Promise<string>): Promise<WantedCovers> {
  const surroundings = { platforms: await loadPlatforms(), env: {}, timeZone: site.timeZone };
  const channels = openChannels(site.channels, surroundings).filter(({ platform }) => platform.covers);
  if (channels.length === 0) return new Map();
  return coversOf(await readFeed(site.url, (url) => readText(new URL(url).pathname)), channels);
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

/** Where the picture of a post is in each of some sizes; none where the picture is not drawn here. */
export function coversAt(
  { image, url }: Pick<FeedItem, 'image' | 'url'>,
  sizes: Platform['covers'],
): string[] {
  if (image?.startsWith(new URL('/og/', url).href) !== true) return [];
  return (sizes ?? []).map((size) => coverAddress(image, size));
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
