import { inLanguage } from '#domain';
import site from '#site';
import { strings } from '#strings';
import { addressOf, itemsOf, type ReaderFeed, type ReaderItem } from './feeds.ts';
import { writeXml, type Xml } from './xml.ts';

/** A feed as RSS 2.0; a whole text is in `content:encoded`. */
export async function rss(feed: ReaderFeed): Promise<string> {
  const items = await itemsOf(feed);
  return writeXml({
    rss: {
      '@version': '2.0',
      '@xmlns:atom': 'http://www.w3.org/2005/Atom',
      '@xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
      '@xmlns:dc': 'http://purl.org/dc/elements/1.1/',
      channel: {
        title: feed.title,
        link: addressOf(feed.page),
        description: feed.description,
        language: strings(feed.lang).htmlLang,
        copyright: site.license?.name,
        generator: 'Byline',
        'atom:link': { '@rel': 'self', '@type': 'application/rss+xml', '@href': addressOf(feed.paths.rss) },
        item: items.map((item) => itemOf(item, inLanguage(site.author.name, feed.lang))),
      },
    },
  });
}

function itemOf(item: ReaderItem, author: string): Xml {
  return {
    title: item.title,
    link: item.url,
    guid: { '@isPermaLink': 'true', '#text': item.url },
    pubDate: new Date(item.date_published).toUTCString(),
    // RSS's own `author` is an e-mail address.
    'dc:creator': author,
    category: item.tags,
    description: item.summary,
    'content:encoded': item.content_html,
  };
}
