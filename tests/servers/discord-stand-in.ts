import { Hono } from 'hono';
import { z } from 'zod';
import type { StandIn } from '../syndication/stand-in.ts';
import { type App, listen } from './listen.ts';
import { type Kept, Shelf } from './shelf.ts';

/** Discord's incoming webhooks as they behave: the token is in the path, and how long to wait is in the body. */
export default async function startDiscord(): Promise<StandIn> {
  const shelf = new Shelf();
  const server = await listen(appOver(shelf));
  return shelf.standIn(server, {
    url: `${server.origin}/api`,
    account: '',
    secrets: { webhook: '12/discord-token' },
  });
}

function appOver(shelf: Shelf): App {
  const app: App = new Hono();
  const root = '/api/webhooks/:id/:token';
  app.use(`${root}/*`, async (context, next) => {
    const { id, token } = context.req.param();
    if (`${id}/${token}` === '12/discord-token') return next();
    return context.json({ code: 10_015, message: `Unknown Webhook ${id}/${token}` }, 404);
  });
  app.get(root, (context) => context.json({ name: '林衍' }));
  app.post(root, async (context) => {
    if (shelf.takesLimit())
      return context.json({ message: 'You are being rate limited.', retry_after: 3600 }, 429);
    return context.json(shown(shelf.add({ body: await contentIn(context.req.json()) })));
  });
  app.get(`${root}/messages/:message`, (context) => {
    const message = shelf.find(context.req.param('message'));
    return message === undefined ? context.json(unknown, 404) : context.json(shown(message));
  });
  app.patch(`${root}/messages/:message`, async (context) => {
    const message = shelf.find(context.req.param('message'));
    if (message === undefined) return context.json(unknown, 404);
    message.body = await contentIn(context.req.json());
    return context.json(shown(message));
  });
  app.delete(`${root}/messages/:message`, (context) => {
    shelf.remove(context.req.param('message'));
    return context.body(null, 204);
  });
  return app;
}

async function contentIn(body: Promise<unknown>): Promise<string> {
  return z.object({ content: z.string().max(2000) }).parse(await body).content;
}

function shown({ id, body }: Kept<object>) {
  return { id, content: body };
}

const unknown = { code: 10_008, message: 'Unknown Message' };
