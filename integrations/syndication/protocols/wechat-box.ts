import { z } from 'zod';
import { readTag } from '#domain';
import { Failure, type Open, type Place, type Seen } from '../platform.ts';

/** An account of 微信公众号, logged in. */
export type WeChat = Open<'appId' | 'appSecret', string>;

/** Drafts a page; WeChat gives at most 20. */
const PER_PAGE = 20;

const articleSchema = z.object({
  title: z.string().optional(),
  content: z.string().optional(),
  content_source_url: z.string().optional(),
  url: z.string().optional(),
  is_deleted: z.boolean().optional(),
});
const newsSchema = z.object({ news_item: z.array(articleSchema) });
const itemSchema = z.object({
  media_id: z.string().optional(),
  article_id: z.string().optional(),
  content: newsSchema,
});
const pageSchema = z.object({ total_count: z.number(), item: z.array(itemSchema).default([]) });

type Item = z.output<typeof itemSchema>;

/** A draft by its id. Publishing ends that id; then the article is known by the tag of its link home. */
export async function lookAt(id: string, to: WeChat, of: Place): Promise<Seen> {
  const draft = await ask(to, '/draft/get', { media_id: id }).catch((error: unknown) => {
    if (error instanceof Failure && error.outcome === 'gone') return undefined;
    throw error;
  });
  if (draft !== undefined) return seenOf({ media_id: id, content: newsSchema.parse(draft) });
  const published = await to.once('published all', () => listPublished(to, Number.POSITIVE_INFINITY));
  const own = published?.find((item) => isOf(item, of));
  if (own !== undefined) return seenOf(own);
  return { id, state: published === undefined ? 'unknown' : 'gone' };
}

/** Undefined where the account may not list what it published. */
export async function listPublished(to: WeChat, mostPages: number): Promise<Item[] | undefined> {
  try {
    return await list(to, '/freepublish/batchget', mostPages);
  } catch (error) {
    if (error instanceof Failure && error.outcome === 'setup') return undefined;
    throw error;
  }
}

/** Newest first, without the texts. */
export async function list(to: WeChat, path: string, mostPages: number): Promise<Item[]> {
  const all: Item[] = [];
  for (let page = 0; page < mostPages; page += 1) {
    const body = { offset: page * PER_PAGE, count: PER_PAGE, no_content: 1 };
    const { item, total_count } = pageSchema.parse(await ask(to, path, body));
    all.push(...item);
    if (item.length === 0 || (page + 1) * PER_PAGE >= total_count) break;
  }
  return all;
}

export function isOf({ content }: Item, { post, channel }: Place): boolean {
  const home = URL.parse(content.news_item[0]?.content_source_url ?? '');
  const tag = home === null ? null : readTag(home.searchParams);
  return tag?.post === post && tag.channel === channel;
}

export function seenOf({ media_id, article_id, content }: Item): Seen {
  const [article = {}] = content.news_item;
  const about = { title: article.title, body: article.content };
  if (article_id === undefined) return { id: media_id ?? '', state: 'draft', ...about };
  return { id: article_id, url: article.url, state: article.is_deleted ? 'gone' : 'live', ...about };
}

/** Everything is asked by POST, and only some of it writes. */
export function ask(to: WeChat, path: string, body: unknown, writes = false): Promise<unknown> {
  return to.send.json({ method: 'POST', url: addressOf(to, path), body, writes });
}

export function addressOf({ url, session }: WeChat, path: string): string {
  return `${url}/cgi-bin${path}?access_token=${encodeURIComponent(session)}`;
}
