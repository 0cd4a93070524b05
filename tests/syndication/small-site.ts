import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Hono } from 'hono';
import type { FeedItem, FeedPage, SiteSettings } from '#domain';
import { type Checkout, checkOut } from '../checkout.ts';
import { listen } from '../servers/listen.ts';
import { feedItem } from './feed-item.ts';

/** A checkout whose site is deployed and whose feed is built, without a build: what the commands of syndication need. */
export async function startSmallSite(channels: SiteSettings['channels']): Promise<SmallSite> {
  const app = new Hono();
  app.get('*', (context) => context.text('ok'));
  const server = await listen(app as never);
  const checkout = await checkOut('thread', { url: server.origin, channels });
  await mkdir(join(checkout.root, 'dist'), { recursive: true });
  const item = (id: string, changes: Partial<FeedItem> = {}): FeedItem => {
    const url = `${server.origin}/posts/${id}/`;
    return feedItem({ id, url, title: `Post ${id}`, image: undefined, ...changes });
  };
  return {
    checkout,
    origin: server.origin,
    item,
    feed: async (items) => checkout.write('dist/feed.json', JSON.stringify(pageOf(items, server.origin))),
    stop: async () => {
      await server.close();
      await checkout.remove();
    },
  };
}

function pageOf(items: readonly FeedItem[], origin: string): FeedPage {
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Fixture',
    home_page_url: `${origin}/`,
    feed_url: `${origin}/feed.json`,
    items: [...items],
  };
}

export interface SmallSite {
  readonly checkout: Checkout;
  readonly origin: string;
  /** A post of this site. */
  item(id: string, changes?: Partial<FeedItem>): FeedItem;
  /** Builds the site anew, with these posts in its feed. */
  feed(items: readonly FeedItem[]): Promise<void>;
  stop(): Promise<void>;
}
