import { open } from 'node:fs/promises';
import { join, posix, resolve, sep } from 'node:path';
import {
  describeMisfits,
  type FeedItem,
  type FeedPage,
  feedPageSchema,
  type PostOutline,
  Problem,
} from '#domain';
import { writtenOf } from './source-hash.ts';

/**
 * Every post in the site's JSON Feed, newest first, from all its pages. Its `content_html` is the text that recipes take.
 *
 * @param from the folder the site was built into, or the address of a site or its feed
 * @param getText reads an address, for a feed that is not on the disk
 * @throws {Problem} when there is no feed, it cannot be reached, or it is not one of ours
 */
export function readFeed(from: string, getText: GetText): Promise<FeedItem[]> {
  return readPages(from, getText, withOneText);
}

/**
 * The same posts without their texts, for a plan: those of a thousand posts take a hundred megabytes.
 *
 * @throws {Problem} as {@link readFeed} does
 */
export function readOutlines(from: string, getText: GetText): Promise<PostOutline[]> {
  return readPages(from, getText, outlineOf);
}

/** @param keep what is kept of each post */
async function readPages<Kept>(
  from: string,
  getText: GetText,
  keep: (item: FeedItem) => Kept,
): Promise<Kept[]> {
  const read = /^https?:\/\//.test(from) ? fromSite(from, getText) : fromFolder(from);
  const items: Kept[] = [];
  const seen = new Set<string>();
  for (let path: string | undefined = read.first; path !== undefined && !seen.has(path); ) {
    seen.add(path);
    const page = parsePage(await read.page(path), path);
    items.push(...page.items.map(keep));
    path = nextPath(path, page);
  }
  return items;
}

/** What the author wrote is known by its hash; a feed of an earlier version has the text alone. */
function outlineOf(item: FeedItem): PostOutline {
  const { content_html: _, ...outline } = item;
  const { content: __, ...own } = item._byline;
  return { ...outline, _byline: { ...own, source: writtenOf(withOneText(item)) } };
}

/** Of a post's two texts only the one that recipes take is kept: those of a thousand posts are long. */
function withOneText(item: FeedItem): FeedItem {
  const { content } = item._byline;
  return content === undefined ? item : { ...item, content_html: content };
}

/** The next page lies where it does from this one, wherever this one was found; undefined for the last. */
function nextPath(path: string, { feed_url, next_url }: FeedPage): string | undefined {
  if (next_url === undefined) return undefined;
  const [here, next] = [new URL(feed_url).pathname, new URL(next_url).pathname];
  return posix.join(posix.dirname(path), posix.relative(posix.dirname(here), next));
}

function fromFolder(folder: string): Reader {
  const read = createFileReader();
  return {
    first: '/feed.json',
    page: async (path) => {
      const file = resolve(join(folder, decodePath(path)));
      if (!file.startsWith(resolve(folder) + sep))
        throw new Problem(`the feed leads out of ${folder}: ${path}`);
      return read(file).catch((cause: unknown) => {
        throw new Problem(`there is no feed at ${join(folder, path)}`, {
          hint: 'Run `npm run build` first.',
          cause,
        });
      });
    },
  };
}

/**
 * Reads files one after the other into the same memory: buffers of their own stay until the next garbage collection,
 * and those of a long feed add up. A text that is decoded as a whole takes half the memory of one decoded piece by piece.
 */
function createFileReader(): (file: string) => Promise<string> {
  let room = Buffer.alloc(0);
  return async (file) => {
    await using handle = await open(file);
    const { size } = await handle.stat();
    if (room.length < size) room = Buffer.alloc(size);
    let filled = 0;
    while (filled < size) {
      const { bytesRead } = await handle.read(room, filled, size - filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return room.toString('utf8', 0, filled);
  };
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (cause) {
    throw new Problem(`the feed names a page at an address that cannot be read: ${path}`, {
      hint: 'Build the site again: `npm run build`.',
      cause,
    });
  }
}

/** Pages are read where the first one was found, so that a site can be read before its address leads to it. */
function fromSite(address: string, getText: GetText): Reader {
  const url = new URL(address);
  return {
    first: url.pathname.endsWith('.json') ? url.pathname : posix.join(url.pathname, 'feed.json'),
    page: async (path) => {
      const { href } = new URL(path, url);
      return getText(href).catch((cause: Error) => {
        throw new Problem(`the feed at ${href} cannot be read: ${cause.message}`, {
          hint: 'Look at the address and at your connection, or leave --from out to publish what is built here.',
          cause,
        });
      });
    },
  };
}

function parsePage(text: string, path: string): FeedPage {
  const json = parseJson(text, path);
  const parsed = feedPageSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const lines = describeMisfits(parsed.error, json).map((misfit) => `  ${misfit.text}`);
  throw new Problem(`the feed does not fit:\n${lines.join('\n')}`, {
    place: { file: path },
    hint: 'Build the site again with this version: `npm run build`.',
  });
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Problem('the feed is not JSON', { place: { file: path }, cause });
  }
}

/** Reads an address. */
type GetText = (url: string) => Promise<string>;

interface Reader {
  /** Path of the first page. */
  readonly first: string;
  page(path: string): Promise<string>;
}
