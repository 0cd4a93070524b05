import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { z } from 'zod';
import type { StandIn } from '../syndication/stand-in.ts';
import { type App, listen } from './listen.ts';
import { Shelf } from './shelf.ts';

/**
 * LinkedIn's Posts API as its pages say it behaves: the id in a header, old versions 426, the same post again 422, and
 * “little text” that ends, with 201 and without a word, at a sign nobody escaped.
 */
export default async function startLinkedIn(): Promise<LinkedInStandIn> {
  const shelf = new Shelf<Card>();
  const server = await listen(appOver(shelf));
  const standIn = shelf.standIn(server, {
    url: `${server.origin}/rest`,
    account: 'urn:li:person:abc',
    secrets: { token: 'linkedin-token' },
    isWrite: ({ method, path }) => method !== 'GET' && path.includes('/posts'),
  });
  return { ...standIn, cards: () => shelf.items.map(({ card }) => card) };
}

function appOver(shelf: Shelf<Card>): App {
  const app: App = new Hono<{ Bindings: HttpBindings }>().basePath('/rest');
  app.use(async (context, next) => {
    const token = context.req.header('authorization')?.replace('Bearer ', '') ?? '';
    const version = context.req.header('linkedin-version') ?? '';
    if (token !== 'linkedin-token') return context.json({ message: `Invalid access token ${token}` }, 401);
    if (context.req.header('x-restli-protocol-version') !== '2.0.0')
      return context.json({ message: 'Syntax exception in path variables' }, 400);
    if (version < '202512' || version > '202611')
      return context.json({ code: 'NONEXISTENT_VERSION', message: `Version ${version} is not active` }, 426);
    return next();
  });
  app.post('/images', async (context) => {
    z.object({ initializeUploadRequest: z.object({ owner: z.literal('urn:li:person:abc') }) }).parse(
      await context.req.json(),
    );
    const uploadUrl = new URL('/rest/pictures/1', context.req.url).href;
    return context.json({ value: { uploadUrl, image: 'urn:li:image:1' } });
  });
  app.put('/pictures/:id', (context) => context.body(null, 201));
  app.post('/posts', async (context) => {
    if (shelf.takesLimit()) return context.json({ message: 'Resource level throttle limit reached' }, 429);
    const { commentary, content } = postSchema.parse(await context.req.json());
    const body = showLittleText(commentary);
    const twin = shelf.items.find((post) => post.body === body);
    if (twin !== undefined) {
      const message = `Content is a duplicate of ${twin.id}`;
      return context.json({ status: 422, code: 'DUPLICATE_POST', message }, 422);
    }
    const id = `urn:li:share:${shelf.items.length + 1}`;
    shelf.add({ id, body, card: content.article });
    return context.body(null, 201, { 'x-restli-id': id });
  });
  app.post('/posts/:id', async (context) => {
    const post = shelf.find(context.req.param('id'));
    if (post === undefined) return context.json({ message: 'Not found' }, 404);
    if (context.req.header('x-restli-method') !== 'PARTIAL_UPDATE')
      return context.json({ message: 'No such method' }, 400);
    post.body = showLittleText(patchSchema.parse(await context.req.json()).patch.$set.commentary);
    return context.body(null, 204);
  });
  app.delete('/posts/:id', (context) => {
    shelf.remove(context.req.param('id'));
    return context.body(null, 204);
  });
  return app;
}

/** What a reader sees: links and hashtags as they are, escaped signs bare, and nothing after a sign that is not escaped. */
export function showLittleText(text: string): string {
  let shown = '';
  let rest = text;
  while (rest !== '') {
    const token = tokens.exec(rest)?.[0] ?? '';
    if (token === '') return shown;
    shown += token.startsWith('\\') ? token.slice(1) : token;
    rest = rest.slice(token.length);
  }
  return shown;
}

/** An address with the brackets it opened itself, a hashtag, an escaped sign, or a character that needs no escape. */
const tokens =
  /^(?:https?:\/\/(?:[^\s()[\]<>{}|\\\u3000-\u303F\uFF00-\uFFEF]|\([^\s()]*\))+|#[\p{L}\p{N}_]+|\\[\s\S]|[^\\|{}@[\]()<>#*_~])/u;

const cardSchema = z.strictObject({
  source: z.url(),
  title: z.string().min(1).max(400),
  description: z.string(),
  thumbnail: z.literal('urn:li:image:1').optional(),
});

const postSchema = z.strictObject({
  author: z.literal('urn:li:person:abc'),
  commentary: z.string().max(3000),
  visibility: z.literal('PUBLIC'),
  distribution: z.object({ feedDistribution: z.literal('MAIN_FEED') }),
  content: z.strictObject({ article: cardSchema }),
  lifecycleState: z.literal('PUBLISHED'),
  isReshareDisabledByAuthor: z.boolean(),
});

const patchSchema = z.object({ patch: z.object({ $set: z.object({ commentary: z.string() }) }) });

interface Card {
  readonly card: z.output<typeof cardSchema>;
}

export type LinkedInStandIn = StandIn & { readonly cards: () => Card['card'][] };
