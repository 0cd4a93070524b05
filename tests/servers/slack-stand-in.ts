import { Hono } from 'hono';
import { z } from 'zod';
import type { StandIn } from '../syndication/stand-in.ts';
import { type App, listen } from './listen.ts';
import { Shelf } from './shelf.ts';

/** Slack's incoming webhooks as they behave: the answer is a word of plain text, and names no message. */
export default async function startSlack(): Promise<StandIn> {
  const shelf = new Shelf();
  const server = await listen(appOver(shelf));
  return shelf.standIn(server, {
    url: server.origin,
    account: '',
    secrets: { webhook: 'T1/B1/slack-token' },
  });
}

function appOver(shelf: Shelf): App {
  const app: App = new Hono();
  app.post('/:team/:app/:token', async (context) => {
    const { team, app: name, token } = context.req.param();
    if (`${team}/${name}/${token}` !== 'T1/B1/slack-token') return context.text('no_service', 404);
    if (shelf.takesLimit()) return context.text('rate_limited', 429, { 'retry-after': '3600' });
    shelf.add({ body: z.object({ text: z.string() }).parse(await context.req.json()).text });
    return context.text('ok');
  });
  return app;
}
