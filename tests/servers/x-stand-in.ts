import { Hono } from 'hono';
import { z } from 'zod';
import { authorizationOf } from '../../integrations/syndication/protocols/oauth1.ts';
import type { StandIn } from '../syndication/stand-in.ts';
import { type App, listen } from './listen.ts';
import { Shelf } from './shelf.ts';

/** X as its pages say it behaves: signed requests, 280 by weight, the same text refused, a cap that no waiting cures. */
export default async function startX(): Promise<XStandIn> {
  const shelf = new Shelf();
  const state = { isCapped: false };
  const server = await listen(appOver(shelf, state));
  const standIn = shelf.standIn(server, { url: `${server.origin}/2`, account: '', secrets: { ...KEYS } });
  return {
    ...standIn,
    cap: () => {
      state.isCapped = true;
    },
  };
}

function appOver(shelf: Shelf, state: { readonly isCapped: boolean }): App {
  const app: App = new Hono();
  app.use(async (context, next) => {
    const { method, path } = context.req;
    const host = context.req.header('x-forwarded-host') ?? context.req.header('host') ?? '';
    const given = context.req.header('authorization') ?? '';
    if (isSigned(given, { method, url: `http://${host}${path}` })) return next();
    return context.json({ title: 'Unauthorized', status: 401, detail: `Unauthorized: ${given}` }, 401);
  });
  app.post('/2/tweets', async (context) => {
    if (state.isCapped) return context.json(capped, 429);
    if (shelf.takesLimit()) {
      const reset = String(Math.floor(Date.now() / 1000) + 3600);
      return context.json({ title: 'Too Many Requests', status: 429 }, 429, { 'x-rate-limit-reset': reset });
    }
    const { text } = textSchema.parse(await context.req.json());
    if (weightOf(text) > 280) return context.json({ title: 'Invalid Request', detail: 'too long' }, 400);
    if (shelf.items.some(({ body }) => body === text)) return context.json(duplicate, 403);
    const { id } = shelf.add({ body: text });
    return context.json({ data: { id, text } }, 201);
  });
  app.delete('/2/tweets/:id', (context) => {
    shelf.remove(context.req.param('id'));
    return context.json({ data: { deleted: true } });
  });
  return app;
}

/** Whether our keys signed a request; the signature of `oauth1.ts` itself is held to a known one in its own test. */
function isSigned(given: string, request: { method: string; url: string }): boolean {
  const part = (name: string): string => new RegExp(`oauth_${name}="([^"]+)"`).exec(given)?.[1] ?? '';
  const moment = { seconds: Number(part('timestamp')), nonce: part('nonce') };
  return given === authorizationOf(request, KEYS, moment);
}

/** For texts of Han characters, ASCII and links. */
function weightOf(text: string): number {
  const short = text.replaceAll(/https?:\/\/\S+/g, 'x'.repeat(23));
  return [...short].reduce((sum, character) => sum + (/\p{Script=Han}/u.test(character) ? 2 : 1), 0);
}

const KEYS = {
  apiKey: 'x-api-key',
  apiSecret: 'x-api-secret',
  accessToken: 'x-access-token',
  accessSecret: 'x-access-secret',
};

const capped = {
  title: 'UsageCapExceeded',
  detail: 'Usage cap exceeded: Monthly product cap',
  status: 429,
  type: 'https://api.twitter.com/2/problems/usage-capped',
};

const duplicate = {
  title: 'Forbidden',
  status: 403,
  detail: 'You are not allowed to create a Tweet with duplicate content.',
};

const textSchema = z.strictObject({ text: z.string().min(1) });

export type XStandIn = StandIn & { readonly cap: () => void };
