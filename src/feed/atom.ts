import { inLanguage } from '#domain';
import site from '#site';
import { strings } from '#strings';
import { addressOf, authorAddress, itemsOf, type ReaderFeed, type ReaderItem } from './feeds.ts';
import { writeXml, type Xml } from './xml.ts';

/** A feed as Atom 1.0 (RFC 4287), with whole texts or, in feeds of tags and series, descriptions. */
export async function atom(feed: ReaderFeed): Promise<string> {
  const items = await itemsOf(feed);
  const page = addressOf(feed.page);
  return writeXml({
    feed: {
      '@xmlns': 'http://www.w3.org/2005/Atom',
      '@xml:lang': strings(feed.lang).htmlLang,
      id: page,
      title: feed.title,
      subtitle: feed.description,
      updated: items.map(updatedOf).toSorted().at(-1) ?? new Date(0).toISOString(),
      generator: 'Byline',
      rights: site.license?.name,
      author: { name: inLanguage(site.author.name, feed.lang), uri: authorAddress() },
      link: [
        { '@rel': 'alternate', '@type': 'text/html', '@href': page },
        { '@rel': 'self', '@type': 'application/atom+xml', '@href': addressOf(feed.paths.atom) },
      ],
      entry: items.map(entryOf),
    },
  });
}

function entryOf(item: ReaderItem): Xml {
  return {
    title: item.title,
    id: item.url,
    link: { '@rel': 'alternate', '@type': 'text/html', '@href': item.url },
    published: item.date_published,
    updated: updatedOf(item),
    category: item.tags.map((tag) => ({ '@term': tag })),
    summary: item.summary,
    content: item.content_html === undefined ? undefined : { '@type': 'html', '#text': item.content_html },
  };
}

/** As `toISOString` writes it, so that the order of texts is that of moments. */
function updatedOf(item: ReaderItem): string {
  return item.date_modified ?? item.date_published;
}
