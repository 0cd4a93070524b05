import type { FeedItem } from '#domain';

/** A post in the feed, with what a test says of it. */
export function feedItem(changes: Partial<FeedItem> = {}): FeedItem {
  return {
    id: 'hello',
    url: 'https://site.example/posts/hello/',
    title: 'Hello & <world>',
    summary: 'A first post.',
    content_html: '<p>Hello, see <a href="https://site.example/projects/">what I make</a>.</p>',
    date_published: '2026-10-20T00:00:00Z',
    language: 'en',
    tags: ['Node.js', 'C++'],
    image: 'https://site.example/og/hello.png',
    _byline: { offers: [], channels: {} },
    ...changes,
  };
}
