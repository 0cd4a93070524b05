import { Hono } from 'hono';
import { z } from 'zod';
import type { StandIn } from '../syndication/stand-in.ts';
import { type App, listen } from './listen.ts';
import { Shelf } from './shelf.ts';

/** The Bot API as it behaves: the token is in the path, nothing can be listed, and the same text again is an error. */
export default async function startTelegram(): Promise<StandIn> {
  const shelf = new Shelf<More>();
  const server = await listen(appOver(shelf));
  return shelf.standIn(server, {
    url: server.origin,
    account: '@lin',
    secrets: { token: TOKEN },
    isWrite: ({ path }) => /send(Rich)?Message|editMessageText/.test(path),
  });
}

function appOver(shelf: Shelf<More>): App {
  const app: App = new Hono();
  app.post('/:bot/:method', async (context) => {
    const { bot, method } = context.req.param();
    if (bot !== `bot${TOKEN}`) return context.json(fault(401, `Unauthorized: ${bot}`), 401);
    if (method === 'getMe') return context.json({ ok: true, result: { username: 'lin_bot' } });
    const sent = sentSchema.parse(await context.req.json());
    if (sent.chat_id !== '@lin') return context.json(fault(400, 'Bad Request: chat not found'), 400);
    if (method !== 'deleteMessage' && shelf.takesLimit())
      return context.json(
        { ...fault(429, 'Too Many Requests: retry after 3600'), parameters: { retry_after: 3600 } },
        429,
      );
    const known = shelf.find(String(sent.message_id));
    const isRich = sent.rich_message !== undefined;
    if (method === (isRich ? 'sendMessage' : 'sendRichMessage'))
      return context.json(fault(400, 'Bad Request: message text is empty'), 400);
    if (method === 'sendMessage' || method === 'sendRichMessage')
      return context.json(shown(shelf.add(messageOf(sent)).id));
    if (known === undefined) return context.json(fault(400, 'Bad Request: message to edit not found'), 400);
    if (method === 'deleteMessage') {
      shelf.remove(known.id);
      return context.json({ ok: true, result: true });
    }
    const message = messageOf(sent);
    if (message.body === known.body)
      return context.json(fault(400, 'Bad Request: message is not modified'), 400);
    Object.assign(known, message);
    return context.json(shown(known.id));
  });
  return app;
}

/** A reader sees the text, and where its links lead. */
function messageOf({ text = '', entities = [], rich_message: rich }: z.output<typeof sentSchema>) {
  if (rich !== undefined) return { text: rich.markdown, body: rich.markdown };
  return { text, body: [text, ...entities.flatMap(({ url }) => url ?? [])].join('\n') };
}

function shown(id: string) {
  return { ok: true, result: { message_id: Number(id), chat: { username: 'lin' } } };
}

function fault(error_code: number, description: string) {
  return { ok: false, error_code, description };
}

const TOKEN = '7001:telegram-token';

const sentSchema = z.object({
  chat_id: z.string(),
  message_id: z.number().optional(),
  text: z.string().max(4096).optional(),
  rich_message: z.strictObject({ markdown: z.string().max(32_768) }).optional(),
  entities: z
    .array(z.object({ type: z.string(), offset: z.number(), length: z.number(), url: z.string().optional() }))
    .optional(),
});

interface More {
  text: string;
}
