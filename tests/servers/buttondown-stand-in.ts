import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { StandIn } from '../syndication/stand-in.ts';
import { type App, listen } from './listen.ts';
import { type Kept, Shelf } from './shelf.ts';

/**
 * Buttondown as its users report it: without the version header a mail that names no status goes to everybody; the
 * first sending wants a header that says it is meant.
 */
export default async function startButtondown(): Promise<ButtondownStandIn> {
  const shelf = new Shelf<Mail>();
  const server = await listen(appOver(shelf));
  const standIn = shelf.standIn(server, {
    url: `${server.origin}/v1`,
    account: '',
    secrets: { apiKey: 'buttondown-key' },
    copies: () => shelf.items.map(({ id, title = '', body }) => ({ id, title, body })),
  });
  return { ...standIn, sent: () => shelf.items.filter(({ status }) => status === 'about_to_send').length };
}

function appOver(shelf: Shelf<Mail>): App {
  const app: App = new Hono<{ Bindings: HttpBindings }>().basePath('/v1');
  app.use(async (context, next) => {
    const key = context.req.header('authorization')?.replace('Token ', '');
    return key === 'buttondown-key' ? next() : context.json({ detail: `Invalid token ${key}.` }, 401);
  });
  app.get('/newsletters', (context) => context.json({ results: [{ name: '林衍' }] }));
  app.get('/emails', (context) => {
    const results = shelf.items.toReversed().map(shown);
    return context.json({ results, count: results.length, next: null });
  });
  app.post('/emails', async (context) => {
    if (shelf.takesLimit())
      return context.json({ detail: 'Request was throttled.' }, 429, { 'retry-after': '3600' });
    const isOld = context.req.header('x-api-version') !== '2026-04-01';
    const {
      subject,
      body,
      status = isOld ? 'about_to_send' : 'draft',
      ...mail
    } = newSchema.parse(await context.req.json());
    const isTwin = shelf.items.some((other) => other.title === subject && other.body === body);
    if (isTwin) return context.json({ code: 'email_duplicate', detail: 'There is such an email.' }, 400);
    return context.json(shown(shelf.add({ title: subject, body, status, ...mail })), 201);
  });
  app.get('/emails/:id', (context) => {
    const mail = shelf.find(context.req.param('id'));
    return mail === undefined ? gone(context) : context.json(shown(mail));
  });
  app.patch('/emails/:id', async (context) => {
    const mail = shelf.find(context.req.param('id'));
    if (mail === undefined) return gone(context);
    const { subject: title, ...changes } = changeSchema.parse(await context.req.json());
    if (changes.status === 'about_to_send' && context.req.header('x-buttondown-live-dangerously') !== 'true')
      return context.json({ code: 'live_mode_required', detail: 'Is this meant?' }, 400);
    Object.assign(mail, changes, title === undefined ? {} : { title });
    return context.json(shown(mail));
  });
  app.delete('/emails/:id', (context) => {
    shelf.remove(context.req.param('id'));
    return context.body(null, 204);
  });
  return app;
}

function gone(context: Context): Response {
  return context.json({ detail: 'Not found.' }, 404);
}

function shown({ id, title = '', body, status, metadata }: Kept<Mail>) {
  return {
    id,
    subject: title,
    body,
    status,
    metadata,
    absolute_url: `https://buttondown.com/lin/archive/${id}/`,
  };
}

const changeSchema = z.strictObject({
  subject: z.string().optional(),
  body: z.string().optional(),
  description: z.string().optional(),
  canonical_url: z.url().optional(),
  status: z.enum(['draft', 'about_to_send']).optional(),
});

const newSchema = changeSchema.extend({
  subject: z.string(),
  body: z.string(),
  metadata: z.record(z.string(), z.string()),
});

interface Mail {
  status: string;
  readonly metadata: Readonly<Record<string, string>>;
}

export type ButtondownStandIn = StandIn & { readonly sent: () => number };
