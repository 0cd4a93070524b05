import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { z } from 'zod';
import type { StandIn } from '../syndication/stand-in.ts';
import { type App, listen } from './listen.ts';
import { type Kept, Shelf } from './shelf.ts';

/**
 * A room as the client-server API of Matrix has it: a transaction's id is known for a while, an edit is an event of its
 * own that stands beside the first, and a message that was taken back stays without content.
 */
export default async function startMatrix(): Promise<MatrixStandIn> {
  const room = new Room();
  const server = await listen(appOver(room));
  const standIn = room.shelf.standIn(server, {
    url: server.origin,
    account: ROOM,
    secrets: { token: 'matrix-token' },
    remove: (id) => {
      const event = room.shelf.find(id);
      if (event !== undefined) event.isLive = false;
    },
    isWrite: ({ method }) => method === 'PUT',
  });
  return { ...standIn, room };
}

class Room {
  readonly shelf = new Shelf<Content>();
  /** Transaction → the event it made. */
  readonly transactions = new Map<string, string>();
  isEncrypted = false;
}

function appOver(room: Room): App {
  const app: App = new Hono<{ Bindings: HttpBindings }>().basePath('/_matrix/client/v3');
  app.use(async (context, next) => {
    const token = context.req.header('authorization')?.replace('Bearer ', '');
    if (token === 'matrix-token') return next();
    return context.json({ errcode: 'M_UNKNOWN_TOKEN', error: `Invalid access token ${token}` }, 401);
  });
  app.get('/account/whoami', (context) => context.json({ user_id: '@lin:matrix.example' }));
  app.use(`${HERE}/*`, async (context, next) => {
    if (context.req.param('room') === ROOM) return next();
    return context.json({ errcode: 'M_FORBIDDEN', error: 'You are not in this room.' }, 403);
  });
  addReads(app, room);
  app.put(`${HERE}/send/m.room.message/:transaction`, async (context) => {
    const transaction = context.req.param('transaction');
    const known = room.transactions.get(transaction);
    if (known !== undefined) return context.json({ event_id: known });
    if (room.shelf.takesLimit())
      return context.json(
        { errcode: 'M_LIMIT_EXCEEDED', error: 'Too Many Requests', retry_after_ms: 3_600_000 },
        429,
      );
    const event_id = take(messageSchema.parse(await context.req.json()), room);
    room.transactions.set(transaction, event_id);
    return context.json({ event_id });
  });
  app.put(`${HERE}/redact/:id/:transaction`, (context) => {
    const event = room.shelf.find(context.req.param('id'));
    if (event !== undefined) event.isLive = false;
    return context.json({ event_id: '$redaction' });
  });
  return app;
}

function addReads(app: App, room: Room): void {
  const { shelf } = room;
  app.get(`${HERE}/messages`, (context) => {
    const { senders } = filterSchema.parse(JSON.parse(context.req.query('filter') ?? ''));
    const chunk = senders.includes('@lin:matrix.example') ? shelf.items.toReversed().map(shown) : [];
    return context.json({ chunk });
  });
  app.get(`${HERE}/event/:id`, (context) => {
    const event = shelf.find(context.req.param('id'));
    if (event === undefined) return context.json({ errcode: 'M_NOT_FOUND', error: 'Event not found.' }, 404);
    return context.json(shown(event));
  });
  app.get(`${HERE}/state/m.room.encryption`, (context) =>
    room.isEncrypted
      ? context.json({ algorithm: 'm.megolm.v1.aes-sha2' })
      : context.json({ errcode: 'M_NOT_FOUND', error: 'Event not found.' }, 404),
  );
}

/** A message, or an edit of one; the id of the new event. */
function take(sent: Message, { shelf }: Room): string {
  const relation = sent['m.relates_to'];
  const edited = shelf.find(relation?.event_id);
  const content = sent['m.new_content'] ?? sent;
  if (edited === undefined) return shelf.add({ id: `$event-${shelf.items.length}:x`, ...kept(content) }).id;
  Object.assign(edited, { body: content.formatted_body, edit: kept(content) });
  return `${edited.id}-edit`;
}

function kept({ body, formatted_body }: Pick<Message, 'body' | 'formatted_body'>) {
  return { body: formatted_body, plain: body };
}

function shown({ id, body, plain, edit, isLive }: Kept<Content>) {
  if (!isLive) return { event_id: id, content: {}, unsigned: { redacted_because: {} } };
  const content = { msgtype: 'm.text', body: plain, formatted_body: body };
  const replace = { content: { 'm.new_content': content } };
  const unsigned = edit === undefined ? {} : { 'm.relations': { 'm.replace': replace } };
  return { event_id: id, content, unsigned };
}

const ROOM = '!room:matrix.example';
const HERE = '/rooms/:room';

const filterSchema = z.object({
  types: z.tuple([z.literal('m.room.message')]),
  senders: z.array(z.string()),
});

const plainSchema = z.object({
  msgtype: z.literal('m.text'),
  body: z.string(),
  format: z.literal('org.matrix.custom.html'),
  formatted_body: z.string(),
});

const messageSchema = plainSchema.extend({
  'm.new_content': plainSchema.optional(),
  'm.relates_to': z.object({ rel_type: z.literal('m.replace'), event_id: z.string() }).optional(),
});

type Message = z.output<typeof messageSchema>;

interface Content {
  /** What a program without HTML shows. */
  plain: string;
  edit?: object;
}

export type MatrixStandIn = StandIn & { readonly room: Room };
