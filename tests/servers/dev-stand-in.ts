import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { Copy, StandIn } from '../syndication/stand-in.ts';
import { type App, listen } from './listen.ts';

/**
 * DEV as its source says it behaves: an unknown key is 401, a canonical link is taken once, a missing article
 * is 404, too many articles 429, a body that begins like front matter 422.
 */
export default async function startDev(): Promise<StandIn & { deafen(): void }> {
  const shelf: Shelf = { articles: [], lastId: 0, isLimited: false };
  const { origin, close } = await listen(appOver(shelf));
  return {
    url: `${origin}/api`,
    account: '',
    secrets: { apiKey: KEY },
    copies: () => shelf.articles.filter(({ published }) => published).map(copyOf),
    drafts: () => shelf.articles.filter(({ published }) => !published).map(copyOf),
    release: (id) => {
      for (const article of shelf.articles) if (String(article.id) === id) article.published = true;
    },
    remove: (id) => {
      shelf.articles = shelf.articles.filter((article) => String(article.id) !== id);
    },
    takeBack: (id) => {
      for (const article of shelf.articles) if (String(article.id) === id) article.published = false;
    },
    edit: (id, body) => {
      for (const article of shelf.articles) if (String(article.id) === id) article.body_markdown = body;
    },
    limit: () => {
      shelf.isLimited = true;
    },
    deafen: () => {
      shelf.isDeaf = true;
    },
    close,
  };
}

function copyOf({ id, title, body_markdown }: Article): Copy {
  return { id: String(id), title, body: body_markdown };
}

function appOver(shelf: Shelf): App {
  const app: App = new Hono();
  app.use(async (context, next) => {
    const key = context.req.header('api-key') ?? 'no key';
    return key === KEY ? next() : refuse(context, 401, `unauthorized: ${key}`);
  });
  app.get('/api/articles/me/all', (context) => {
    const size = Number(context.req.query('per_page'));
    const start = (Number(context.req.query('page')) - 1) * size;
    return context.json(shelf.articles.toReversed().slice(start, start + size));
  });
  app.get('/api/users/me', (context) => context.json({ username: 'lin' }));
  app.post('/api/articles', async (context) => {
    const sent = sentSchema.parse(await context.req.json()).article;
    return limit(context, shelf) ?? misfit(context, sent, shelf) ?? add(context, sent, shelf);
  });
  app.put('/api/articles/:id', async (context) => {
    const body: unknown = await context.req.json();
    const article = shelf.articles.find(({ id }) => id === Number(context.req.param('id')));
    if (article === undefined) return refuse(context, 404, 'not found');
    if (hiddenSchema.safeParse(body).success)
      return context.json(Object.assign(article, { published: false }));
    const sent = sentSchema.parse(body).article;
    const no = limit(context, shelf) ?? misfit(context, sent, shelf, article);
    return no ?? context.json(keep(article, sent, shelf));
  });
  return app;
}

function add(context: Context, sent: Sent, shelf: Shelf): Response {
  shelf.lastId += 1;
  const place = { id: shelf.lastId, url: `https://dev.to/me/post-${shelf.lastId}` };
  const article = { ...sent, ...place, published: sent.published ?? false };
  shelf.articles.push(article);
  return context.json(article, 201);
}

function limit(context: Context, shelf: Shelf): Response | undefined {
  if (!shelf.isLimited) return undefined;
  shelf.isLimited = false;
  context.header('retry-after', '3600');
  return refuse(context, 429, 'Rate limit reached, try again in 3600 seconds');
}

function misfit(context: Context, sent: Sent, { articles }: Shelf, self?: Article): Response | undefined {
  const taken = articles.some((other) => other !== self && other.canonical_url === sent.canonical_url);
  if (taken) return refuse(context, 422, 'Canonical url has already been taken');
  if (sent.tags.length > 4) return refuse(context, 422, 'Tag list exceed the maximum of 4 tags');
  const odd = sent.tags.find((tag) => !/^[\p{L}\p{N}]+$/u.test(tag));
  if (odd !== undefined) return refuse(context, 422, `Tag "${odd}" contains non-alphanumeric characters`);
  if (sent.body_markdown.startsWith('---')) return refuse(context, 422, 'front matter is not ours');
  return undefined;
}

function refuse(context: Context, status: 401 | 404 | 422 | 429, error: string): Response {
  return context.json({ error, status }, status);
}

/** Now and then DEV answers 200 and changes nothing. */
function keep(article: Article, sent: Sent, { isDeaf }: Shelf): Article {
  return isDeaf === true ? article : Object.assign(article, sent);
}

const KEY = 'dev-key-<of the stand-in>';

const sentSchema = z.object({
  article: z.object({
    title: z.string(),
    body_markdown: z.string(),
    canonical_url: z.string(),
    tags: z.array(z.string()),
    published: z.boolean().optional(),
  }),
});

const hiddenSchema = z.object({ article: z.object({ published: z.literal(false) }) });

type Sent = z.output<typeof sentSchema>['article'];
type Article = Sent & { id: number; url: string; published: boolean };

interface Shelf {
  articles: Article[];
  lastId: number;
  isLimited: boolean;
  isDeaf?: boolean;
}
