import { below, type HostPath, homePath, type Lang, pagePath, seriesPath, tagPath } from '#domain';
import site from '#site';

/** Where a feed stands, by format. */
export type FeedPaths = Readonly<Record<'rss' | 'atom' | 'json', HostPath>>;

/** All posts of a language. `/feed.json`, which has those of every language, is the syndicator's. */
export function siteFeedPaths(lang: Lang): FeedPaths {
  const home = homePath(lang, site);
  return {
    rss: below(home, 'rss.xml'),
    atom: below(home, 'atom.xml'),
    json: below(pagePath('posts', '', lang, site), 'feed.json'),
  };
}

/** The feeds of a tag stand beside its page. */
export function tagFeedPaths(tag: string, lang: Lang): FeedPaths {
  return pathsBeside(tagPath(tag, lang, site));
}

/** The feeds of a series stand beside its page. */
export function seriesFeedPaths(name: string, lang: Lang): FeedPaths {
  return pathsBeside(seriesPath(name, lang, site));
}

function pathsBeside(page: HostPath): FeedPaths {
  return { rss: below(page, 'rss.xml'), atom: below(page, 'atom.xml'), json: below(page, 'feed.json') };
}
