import { absolute, type FeedPage, type HostPath, hostPath, inLanguage, isOut, mainLanguage } from '#domain';
import { posts } from '#library';
import site from '#site';
import { toSyndicatedItem } from './feed-item.ts';

/** Posts on one page of the feed: small enough to fetch, large enough that most blogs have one page. */
const PAGE_SIZE = 50;

/** How many pages the JSON Feed has; at least one. */
export async function feedPageCount(): Promise<number> {
  return Math.max(1, Math.ceil((await posts()).length / PAGE_SIZE));
}

/** A page of the JSON Feed with all posts of all languages, newest first. @param page from 1 */
export async function jsonFeed(page: number): Promise<FeedPage> {
  const lang = mainLanguage(site);
  const shown = (await posts())
    .filter((post) => isOut(post, Date.now()))
    .slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: inLanguage(site.title, lang),
    home_page_url: absolute(hostPath('/', site), site),
    feed_url: absolute(feedPath(page), site),
    ...(page < (await feedPageCount()) ? { next_url: absolute(feedPath(page + 1), site) } : {}),
    items: await Promise.all(shown.map(toSyndicatedItem)),
  };
}

function feedPath(page: number): HostPath {
  return hostPath(page === 1 ? '/feed.json' : `/feed/${page}.json`, site);
}
