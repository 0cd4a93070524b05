import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { z } from 'zod';
import type { StandIn } from '../syndication/stand-in.ts';
import { type App, listen } from './listen.ts';
import { type Kept, Shelf } from './shelf.ts';

/** WordPress's REST API as far as an author's program uses it; the real one runs in `tests/syndication/wordpress.test.ts`. */
export default async function startWordPress(): Promise<StandIn> {
  const shelf = new Shelf();
  const server = await listen(appOver(shelf));
  return shelf.standIn(server, {
    url: server.origin,
    account: '',
    secrets: { user: 'lin', password: 'application password' },
    takeBack: shelf.takeBack,
    drafts: shelf.drafts,
    release: shelf.release,
    isWrite: ({ method, path }) => method === 'POST' && path.includes('/posts'),
  });
}

function appOver(shelf: Shelf): App {
  const app: App = new Hono<{ Bindings: HttpBindings }>().basePath('/wp-json/wp/v2');
  app.use(async (context, next) => {
    const login = atob(context.req.header('authorization')?.replace('Basic ', '') ?? '');
    if (login === 'lin:application password') return next();
    return context.json({ code: 'invalid_username', message: `Unknown login ${login}.` }, 401);
  });
  app.get('/users/me', (context) => context.json({ name: '林衍' }));
  app.get('/tags', (context) => context.json([]));
  app.post('/tags', async (context) =>
    context.json({ id: 7, ...z.object({ name: z.string() }).parse(await context.req.json()) }, 201),
  );
  app.post('/media', (context) => context.json({ id: 9, source_url: 'https://blog.example/a.png' }, 201));
  app.get('/posts', (context) => {
    const search = context.req.query('search');
    const found = shelf.items.filter(({ body }) => search === undefined || body.includes(search));
    return context.json(found.toReversed().map(shown));
  });
  app.get('/posts/:id', (context) => {
    const post = shelf.find(context.req.param('id'));
    return post === undefined ? context.json(gone, 404) : context.json(shown(post));
  });
  app.post('/posts', async (context) => {
    if (shelf.takesLimit()) return context.json({ message: 'Slow down.' }, 429, { 'retry-after': '3600' });
    const { title, content, status, slug } = newSchema.parse(await context.req.json());
    return context.json(shown(shelf.add({ title, body: content, slug, isLive: status === 'publish' })), 201);
  });
  app.post('/posts/:id', async (context) => {
    const post = shelf.find(context.req.param('id'));
    if (post === undefined) return context.json(gone, 404);
    const { title, content } = sentSchema.parse(await context.req.json());
    return context.json(shown(Object.assign(post, { title, body: content })));
  });
  app.delete('/posts/:id', (context) => {
    shelf.remove(context.req.param('id'));
    return context.json({});
  });
  return app;
}

function shown({ id, title = '', body, isLive }: Kept<object>) {
  const link = `https://blog.example/?p=${id}`;
  return {
    id: Number(id),
    link,
    status: isLive ? 'publish' : 'draft',
    title: { raw: title },
    content: { raw: body },
  };
}

const gone = { code: 'rest_post_invalid_id', message: 'Invalid post ID.' };

const sentSchema = z.object({ title: z.string(), content: z.string(), slug: z.string().optional() });

const newSchema = sentSchema.extend({ status: z.enum(['publish', 'draft']) });
