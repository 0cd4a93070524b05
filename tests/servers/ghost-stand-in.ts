import { createHmac } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import type { StandIn } from '../syndication/stand-in.ts';
import { type App, listen } from './listen.ts';
import { type Kept, Shelf } from './shelf.ts';

/** Ghost's Admin API as it behaves: it checks the token, takes one canonical address twice, and wants `updated_at` with an edit. */
export default async function startGhost(): Promise<StandIn> {
  const shelf = new Shelf<More>();
  const sessions = { ended: new Set<string>(), seen: '' };
  const server = await listen(appOver(shelf, sessions));
  return shelf.standIn(server, {
    url: server.origin,
    account: '',
    secrets: { adminKey: KEY },
    takeBack: shelf.takeBack,
    drafts: shelf.drafts,
    release: shelf.release,
    expire: () => sessions.ended.add(sessions.seen),
    isWrite: ({ method, path }) => method !== 'GET' && path.includes('/posts/'),
  });
}

function appOver(shelf: Shelf<More>, sessions: Sessions): App {
  const app: App = new Hono();
  const root = '/ghost/api/admin';
  app.use(async (context, next) => {
    const token = context.req.header('authorization')?.replace('Ghost ', '') ?? '';
    const fault = sessions.ended.delete(token) ? 'Invalid token: jwt expired' : faultOf(token);
    sessions.seen = token;
    if (fault !== undefined) return context.json(errors(fault, 'INVALID_JWT'), 401);
    if (context.req.method !== 'GET' && shelf.takesLimit())
      return context.json(errors('Too many requests.'), 429, { 'retry-after': '3600' });
    return next();
  });
  app.get(`${root}/site/`, (context) => context.json({ site: { title: '林衍的博客' } }));
  app.post(`${root}/images/upload/`, (context) =>
    context.json({ images: [{ url: 'https://ghost.example/a.png' }] }, 201),
  );
  app.get(`${root}/posts/`, (context) => {
    const canonical = /'(.*)'/.exec(context.req.query('filter') ?? '')?.[1];
    return context.json({ posts: shelf.items.filter((post) => post.canonical === canonical).map(shown) });
  });
  app.post(`${root}/posts/`, async (context) => {
    const sent = sentSchema.parse(await context.req.json()).posts[0];
    const { title, html: body, canonical_url: canonical, status, slug } = sent;
    const post = shelf.add({ title, body, canonical, slug, isLive: status === 'published', edits: 0 });
    return context.json({ posts: [shown(post)] }, 201);
  });
  app.get(`${root}/posts/:id/`, (context) => {
    const post = shelf.find(context.req.param('id'));
    return post === undefined
      ? context.json(errors('Resource not found'), 404)
      : context.json({ posts: [shown(post)] });
  });
  app.put(`${root}/posts/:id/`, async (context) => {
    const post = shelf.find(context.req.param('id'));
    if (post === undefined) return context.json(errors('Resource not found'), 404);
    const sent = sentSchema.parse(await context.req.json()).posts[0];
    if (sent.updated_at === undefined) return context.json(errors('updated_at is missing'), 422);
    if (sent.updated_at !== momentOf(post))
      return context.json(errors('Saving failed!', 'UPDATE_COLLISION'), 409);
    Object.assign(post, { title: sent.title, body: sent.html, edits: post.edits + 1 });
    return context.json({ posts: [shown(post)] });
  });
  app.delete(`${root}/posts/:id/`, (context) => {
    shelf.remove(context.req.param('id'));
    return context.body(null, 204);
  });
  return app;
}

/** Why a token is not good; undefined where it is. */
function faultOf(token: string): string | undefined {
  const [head = '', body = '', signature = ''] = token.split('.');
  const [id = '', secret = ''] = KEY.split(':');
  const kid = head === '' ? '' : JSON.parse(Buffer.from(head, 'base64url').toString()).kid;
  if (kid !== id) return `Unknown Admin API Key ${kid}`;
  const right = createHmac('sha256', Buffer.from(secret, 'hex'))
    .update(`${head}.${body}`)
    .digest('base64url');
  return signature === right ? undefined : 'Invalid token: invalid signature';
}

function shown({ id, title = '', body, canonical, isLive, ...post }: Kept<More>) {
  const status = isLive ? 'published' : 'draft';
  const url = `https://ghost.example/${id}/`;
  return { id, url, title, html: body, status, canonical_url: canonical, updated_at: momentOf(post) };
}

function momentOf({ edits }: More): string {
  return new Date(Date.UTC(2026, 10, 1) + edits).toISOString();
}

function errors(message: string, code?: string) {
  return { errors: [{ message: 'Request failed', context: message, code: code ?? null }] };
}

const KEY = `6489a1b2:${'ab12'.repeat(16)}`;

const sentSchema = z.object({
  posts: z.tuple([
    z.object({
      title: z.string(),
      html: z.string(),
      canonical_url: z.string(),
      updated_at: z.string().optional(),
      status: z.enum(['published', 'draft']).optional(),
      slug: z.string().optional(),
    }),
  ]),
});

interface More {
  canonical?: string;
  edits: number;
}

interface Sessions {
  readonly ended: Set<string>;
  seen: string;
}
