import { Hono } from 'hono';
import { z } from 'zod';
import type { StandIn } from '../syndication/stand-in.ts';
import { type App, listen } from './listen.ts';
import { type Kept, Shelf } from './shelf.ts';

/** Mastodon's API as it behaves: it makes HTML of a status, links its hashtags, and heeds the idempotency key for an hour. */
export default async function startMastodon({ most = 500, heedsKeys = true } = {}): Promise<StandIn> {
  const shelf = new Shelf();
  const keys = new Map<string, string>();
  const server = await listen(appOver(shelf, { most, keys: heedsKeys ? keys : undefined }));
  return shelf.standIn(server, { url: server.origin, account: '', secrets: { token: 'mastodon-token' } });
}

function appOver(shelf: Shelf, { most, keys }: Rules): App {
  const app: App = new Hono();
  app.get('/api/v2/instance', (context) =>
    context.json({ configuration: { statuses: { max_characters: most } } }),
  );
  app.use(async (context, next) => {
    const token = context.req.header('authorization')?.replace('Bearer ', '');
    if (token !== 'mastodon-token')
      return context.json({ error: `The access token ${token} is invalid` }, 401);
    if (context.req.method === 'POST' && shelf.takesLimit())
      return context.json({ error: 'Too many requests' }, 429, { 'retry-after': '3600' });
    return next();
  });
  app.get('/api/v1/accounts/verify_credentials', (context) => context.json({ id: '7', acct: 'lin' }));
  app.get('/api/v1/accounts/7/statuses', (context) => context.json(shelf.items.toReversed().map(shown)));
  app.post('/api/v1/statuses', async (context) => {
    const key = context.req.header('idempotency-key') ?? '';
    const known = shelf.find(keys?.get(key));
    if (known !== undefined) return context.json(shown(known));
    const status = shelf.add({ body: htmlOf(await statusIn(context.req.json())) });
    keys?.set(key, status.id);
    return context.json(shown(status));
  });
  app.get('/api/v1/statuses/:id', (context) => {
    const status = shelf.find(context.req.param('id'));
    return status === undefined
      ? context.json({ error: 'Record not found' }, 404)
      : context.json(shown(status));
  });
  app.put('/api/v1/statuses/:id', async (context) => {
    const status = shelf.find(context.req.param('id'));
    if (status === undefined) return context.json({ error: 'Record not found' }, 404);
    status.body = htmlOf(await statusIn(context.req.json()));
    return context.json(shown(status));
  });
  app.delete('/api/v1/statuses/:id', (context) => {
    shelf.remove(context.req.param('id'));
    return context.json({});
  });
  return app;
}

async function statusIn(body: Promise<unknown>): Promise<string> {
  return z.object({ status: z.string().min(1) }).parse(await body).status;
}

function shown({ id, body }: Kept<object>) {
  const url = `https://mastodon.example/@lin/${id}`;
  return { id, url, uri: url, content: body };
}

function htmlOf(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const linked = escaped
    .replaceAll(
      /https?:\/\/\S+/g,
      (url) => `<a href="${url}" rel="nofollow"><span>${url.slice(0, 30)}</span></a>`,
    )
    .replaceAll(
      /(^|\s)#([\p{L}\p{N}_]+)/gu,
      '$1<a href="https://mastodon.example/tags/$2">#<span>$2</span></a>',
    );
  return linked
    .split('\n\n')
    .map((block) => `<p>${block.replaceAll('\n', '<br>')}</p>`)
    .join('');
}

interface Rules {
  readonly most: number;
  /** Key → id of the status. */
  readonly keys: Map<string, string> | undefined;
}
