import {
  absolute,
  type FeedItem,
  type HostPath,
  homePath,
  hostPath,
  inLanguage,
  isOut,
  type Lang,
  seriesPath,
  tagPath,
  tagSlug,
} from '#domain';
import { posts, type WrittenPost } from '#library';
import site from '#site';
import { strings } from '#strings';
import { langParam } from '../languages.ts';
import { siteTitle } from '../layouts/page.ts';
import { spokenLanguages } from '../navigation.ts';
import { type SeriesOfPosts, seriesIn } from '../series.ts';
import { toFeedItem, toSummaryItem } from './feed-item.ts';
import { type FeedPaths, seriesFeedPaths, siteFeedPaths, tagFeedPaths } from './feed-paths.ts';

/** A feed for readers: what it is of, where it stands in each format, and the recent posts of it, newest first. */
export interface ReaderFeed {
  readonly lang: Lang;
  readonly title: string;
  readonly description: string;
  /** The path of the page it is of. */
  readonly page: HostPath;
  readonly paths: FeedPaths;
  readonly posts: readonly WrittenPost[];
  /** Whether its items carry whole texts, or descriptions only. */
  readonly isWhole: boolean;
}

/** A post in a feed for readers; without `content_html` where the feed carries descriptions only. */
export type ReaderItem = Omit<FeedItem, 'content_html'> & Partial<Pick<FeedItem, 'content_html'>>;

/** What the endpoints of the sites' feeds are made for: one set a language. */
export async function siteFeeds(): Promise<StaticPath[]> {
  const all = await published();
  return (await spokenLanguages()).map((lang) => ({
    params: { lang: langParam(lang) },
    props: {
      feed: {
        lang,
        title: siteTitle(lang),
        description: inLanguage(site.description, lang),
        page: homePath(lang, site),
        paths: siteFeedPaths(lang),
        posts: all.filter((post) => post.lang === lang).slice(0, site.feeds.items),
        isWhole: true,
      },
    },
  }));
}

/** What the endpoints of the tags' feeds are made for: one set a tag and language. */
export async function tagFeeds(): Promise<StaticPath[]> {
  const tagged = (await published()).flatMap((post) => distinctTags(post).map((tag) => ({ tag, post })));
  const groups = Map.groupBy(tagged, ({ tag, post }) => `${post.lang} ${tagSlug(tag)}`);
  return [...groups.values()].flatMap((group) => {
    const [newest] = group;
    if (newest === undefined) return [];
    const { tag, post } = newest;
    return [
      { params: { lang: langParam(post.lang), tag: tagSlug(tag) }, props: { feed: tagFeed(tag, group) } },
    ];
  });
}

/** What the endpoints of the series' feeds are made for: one set a series and language. */
export async function seriesFeeds(): Promise<StaticPath[]> {
  const all = (await Promise.all(site.languages.map(seriesIn))).flat();
  return all.map((series) => ({
    params: { lang: langParam(series.lang), series: series.slug },
    props: { feed: seriesFeed(series) },
  }));
}

/** A feed's posts as items. */
export async function itemsOf({ posts: shown, isWhole }: ReaderFeed): Promise<ReaderItem[]> {
  return isWhole ? Promise.all(shown.map(toFeedItem)) : shown.map(toSummaryItem);
}

/** The whole address of a feed or of its page. */
export function addressOf(path: HostPath): string {
  return absolute(path, site);
}

/** The whole address of the site's root: who wrote a feed is told of there. */
export function authorAddress(): string {
  return addressOf(hostPath('/', site));
}

function tagFeed(tag: string, group: readonly { readonly post: WrittenPost }[]): ReaderFeed {
  const lang = group[0]?.post.lang ?? site.languages[0];
  const title = strings(lang).tag(tag);
  return {
    lang,
    title: `${title} · ${siteTitle(lang)}`,
    description: strings(lang).found.tagFeed(tag),
    page: tagPath(tag, lang, site),
    paths: tagFeedPaths(tag, lang),
    posts: group.map(({ post }) => post).slice(0, site.feeds.items),
    isWhole: site.feeds.topics === 'full',
  };
}

function seriesFeed({ name, lang, parts }: SeriesOfPosts): ReaderFeed {
  const out = parts.filter((post) => isOut(post, Date.now()));
  return {
    lang,
    title: `${strings(lang).post.series(name)} · ${siteTitle(lang)}`,
    description: strings(lang).following.seriesFeed(name),
    page: seriesPath(name, lang, site),
    paths: seriesFeedPaths(name, lang),
    posts: out.toSorted((one, other) => other.published - one.published).slice(0, site.feeds.items),
    isWhole: site.feeds.topics === 'full',
  };
}

/** `Node` and `node` are one. */
function distinctTags({ tags }: WrittenPost): string[] {
  return [...new Map(tags.map((tag) => [tagSlug(tag), tag])).values()];
}

/** Posts readers may see, newest first: a preview's drafts are in no feed. */
async function published(): Promise<readonly WrittenPost[]> {
  return (await posts()).filter((post) => isOut(post, Date.now()));
}

interface StaticPath {
  readonly params: { readonly lang: string | undefined; readonly tag?: string; readonly series?: string };
  readonly props: { readonly feed: ReaderFeed };
}
