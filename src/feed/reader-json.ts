import { inLanguage } from '#domain';
import site from '#site';
import { strings } from '#strings';
import { addressOf, authorAddress, itemsOf, type ReaderFeed, type ReaderItem } from './feeds.ts';

/** A feed as JSON Feed 1.1, for readers: without what the syndicator's says of channels and offers. */
export async function readerJson(feed: ReaderFeed): Promise<string> {
  const items = await itemsOf(feed);
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    description: feed.description,
    home_page_url: addressOf(feed.page),
    feed_url: addressOf(feed.paths.json),
    language: strings(feed.lang).htmlLang,
    authors: [{ name: inLanguage(site.author.name, feed.lang), url: authorAddress() }],
    items: items.map(withoutOurs),
  });
}

function withoutOurs({ _byline: _, language, ...item }: ReaderItem) {
  // JSON Feed wants a text of every item.
  const text = item.content_html === undefined ? { content_text: item.summary } : {};
  return { ...item, ...text, id: item.url, language: strings(language).htmlLang };
}
