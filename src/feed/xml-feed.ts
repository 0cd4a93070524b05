import { Feed } from 'feed';
import { absolute, homePath, inLanguage, isOut, type Lang, type Millis } from '#domain';
import { posts } from '#library';
import site from '#site';
import { strings } from '../strings/index.ts';
import { toFeedItem } from './feed-item.ts';

/** Posts in RSS and Atom: feed readers want the recent ones, the JSON Feed has them all. */
const RECENT = 50;

/** The recent posts of one language with their full text, to be written as RSS or Atom. */
export async function xmlFeed(lang: Lang): Promise<Feed> {
  const recent = (await posts(lang)).filter((post) => isOut(post, Date.now())).slice(0, RECENT);
  const home = absolute(homePath(lang, site), site);
  const author = { name: inLanguage(site.author.name, lang), link: absolute('/', site) };
  const feed = new Feed({
    id: home,
    link: home,
    title: inLanguage(site.title, lang),
    description: inLanguage(site.description, lang),
    language: strings(lang).htmlLang,
    updated: new Date(lastChange(recent)),
    generator: 'Byline',
    author,
    feedLinks: { rss: `${home}rss.xml`, atom: `${home}atom.xml` },
  });
  for (const item of await Promise.all(recent.map(toFeedItem))) {
    feed.addItem({
      id: item.url,
      link: item.url,
      title: item.title,
      description: item.summary,
      content: item.content_html,
      date: new Date(item.date_modified ?? item.date_published),
      published: new Date(item.date_published),
      category: item.tags.map((name) => ({ name, term: name })),
      author: [author],
    });
  }
  return feed;
}

function lastChange(recent: readonly { published: Millis; updated: Millis | undefined }[]): Millis {
  return Math.max(0, ...recent.map(({ published, updated }) => updated ?? published));
}
