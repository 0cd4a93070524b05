import { absolute, type FeedItem, hostPath, originalPath, pagePath, shareImagePath } from '#domain';
import { channelCovers, coverFile, type WrittenPost } from '#library';
import site from '#site';
import { countDiagrams } from '#texts';
import { hashWritten } from './hash-written.ts';
import { renderMarkedPost, renderPost } from './render-post.ts';

/** A post as an item of a feed, with its whole text. */
export async function toFeedItem(post: WrittenPost): Promise<FeedItem> {
  return { ...toSummaryItem(post), content_html: await renderPost(post) };
}

/** A post as an item of a feed that carries its description only. */
export function toSummaryItem(post: WrittenPost): Omit<FeedItem, 'content_html'> {
  const path = pagePath('posts', post.slug, post.lang, site);
  return {
    id: post.id,
    url: absolute(path, site),
    title: post.title,
    summary: post.description,
    date_published: new Date(post.published).toISOString(),
    ...(post.updated === undefined ? {} : { date_modified: new Date(post.updated).toISOString() }),
    language: post.lang,
    tags: [...post.tags],
    image: absolute(shareImagePath(path, site), site),
    _byline: {
      offers: [...post.offers],
      channels: { ...post.channels },
      ...(post.canonical === undefined ? {} : { canonical: post.canonical }),
    },
  };
}

/** A post as an item of the syndicator's feed, with what the recipes of editions need. */
export async function toSyndicatedItem(post: WrittenPost): Promise<FeedItem> {
  const item = await toFeedItem(post);
  const { summary, points, series } = post;
  const content = await renderMarkedPost(post);
  const diagrams = countDiagrams(content);
  return {
    ...item,
    _byline: {
      ...item._byline,
      content,
      source: await hashWritten(post),
      ...coverOf(post),
      channels: channelsOf(post),
      ...(summary === undefined ? {} : { summary }),
      ...(points === undefined ? {} : { points: [...points] }),
      ...(diagrams === 0 ? {} : { diagrams }),
      ...(series === undefined ? {} : { series: series.name }),
    },
  };
}

function coverOf(post: WrittenPost): Pick<FeedItem['_byline'], 'cover'> {
  const file = coverFile(post);
  if (file === undefined) return {};
  return { cover: { src: originalAddress(file), alt: post.cover?.alt ?? '' } };
}

/** What the author said of each channel, with covers at the addresses of their originals. */
function channelsOf(post: WrittenPost): FeedItem['_byline']['channels'] {
  const covers = channelCovers(post).map(({ channel, choice, cover, file }) => [
    channel,
    { ...choice, cover: { ...cover, src: originalAddress(file) } },
  ]);
  return { ...post.channels, ...Object.fromEntries(covers) };
}

/** The address of a picture as its author made it. */
function originalAddress(file: string): string {
  return absolute(hostPath(originalPath(file), site), site);
}
