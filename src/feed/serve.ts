import type { APIRoute } from 'astro';
import { atom } from './atom.ts';
import type { FeedPaths } from './feed-paths.ts';
import type { ReaderFeed } from './feeds.ts';
import { readerJson } from './reader-json.ts';
import { rss } from './rss.ts';

/** The endpoint of a feed in one format. */
export function serve(format: keyof FeedPaths): APIRoute<{ feed: ReaderFeed }> {
  const { write, type } = formats[format];
  return async ({ props }) => new Response(await write(props.feed), { headers: { 'Content-Type': type } });
}

/** The type a `<link>` gives a feed in one format. */
export function typeOf(format: keyof FeedPaths): string {
  return formats[format].type;
}

const formats = {
  rss: { write: rss, type: 'application/rss+xml' },
  atom: { write: atom, type: 'application/atom+xml' },
  json: { write: readerJson, type: 'application/feed+json' },
};
