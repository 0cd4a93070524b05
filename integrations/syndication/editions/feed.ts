import { readFile } from 'node:fs/promises';
import { join, posix, resolve, sep } from 'node:path';
import { describeMisfits, type FeedItem, type FeedPage, feedPageSchema, Problem } from '#domain';

/**
 * Every post in the site's JSON Feed, newest first, from all its pages. Its `content_html` is the text that recipes take.
 *
 * @param from the folder the site was built into, or the address of a site or its feed
 * @param getText reads an address, for a feed that is not on the disk
 * @throws {Problem} when there is no feed, it cannot be reached, or it is not one of ours
 */
export async function readFeed(from: string, getText: (url: string) => Promise<string>): Promise<FeedItem[]> {
  const read = /^https?:\/\//.test(from) ? fromSite(from, getText) : fromFolder(from);
  const items: FeedItem[] = [];
  const seen = new Set<string>();
  for (let path: string | undefined = read.first; path !== undefined && !seen.has(path); ) {
    seen.add(path);
    const page = parsePage(await read.page(path), path);
    items.push(...page.items.map(withOneText));
    path = nextPath(path, page);
  }
  return items;
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
  return {
    first: '/feed.json',
    page: async (path) => {
      const file = resolve(join(folder, decodePath(path)));
      if (!file.startsWith(resolve(folder) + sep))
        throw new Problem(`the feed leads out of ${folder}: ${path}`);
      const bytes = await readFile(file).catch((cause: unknown) => {
        throw new Problem(`there is no feed at ${join(folder, path)}`, {
          hint: 'Run `npm run build` first.',
          cause,
        });
      });
      // A long text that is decoded as a whole takes half the memory of one decoded piece by piece.
      return bytes.toString('utf8');
    },
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
function fromSite(address: string, getText: (url: string) => Promise<string>): Reader {
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

interface Reader {
  /** Path of the first page. */
  readonly first: string;
  page(path: string): Promise<string>;
}
