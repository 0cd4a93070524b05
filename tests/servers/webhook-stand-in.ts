import { createHmac } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import type { StandIn } from '../syndication/stand-in.ts';
import { type App, listen } from './listen.ts';
import { Shelf } from './shelf.ts';

/** An author's own server that keeps the promise a webhook asks for: it checks the signature, and knows a key again. */
export default async function startWebhook(): Promise<StandIn> {
  const shelf = new Shelf<{ key: string }>();
  const server = await listen(appOver(shelf));
  return shelf.standIn(server, { url: `${server.origin}/hook`, account: '', secrets: { secret: SECRET } });
}

function appOver(shelf: Shelf<{ key: string }>): App {
  const app: App = new Hono();
  app.post('/hook', async (context) => {
    const text = await context.req.text();
    const signature = `sha256=${createHmac('sha256', SECRET).update(text).digest('hex')}`;
    if (context.req.header('x-byline-signature') !== signature)
      return context.json({ error: 'wrong signature' }, 401);
    const { event, id, key = '', title = '', body = '' } = eventSchema.parse(JSON.parse(text));
    if (event === 'removed') shelf.remove(id);
    if (event === 'removed') return context.json(null);
    if (shelf.takesLimit()) return context.json({ error: 'slow down' }, 429, { 'retry-after': '3600' });
    const known = shelf.find(id) ?? shelf.items.find((item) => item.key === key);
    if (event === 'updated' && known === undefined) return context.json({ error: 'unknown' }, 404);
    const item =
      known === undefined ? shelf.add({ key, title, body }) : Object.assign(known, { title, body });
    return context.json({ id: item.id, url: `https://mine.example/${item.id}` });
  });
  return app;
}

const SECRET = 'webhook-secret';

const eventSchema = z.object({
  event: z.enum(['published', 'updated', 'removed']),
  id: z.string().optional(),
  key: z.string().optional(),
  title: z.string().optional(),
  body: z.string().optional(),
});
