import { z } from 'zod';
import { definePlatform, Failure, most, type Open, type Ready, type Span } from '../platform.ts';
import telegram from '../render/recipes/telegram.ts';
import rich from '../render/recipes/telegram-rich.ts';

/** The longest message, and the longest rich one, in UTF-16 units. */
const PLAIN = 4096;
const RICH = 32_768;

/**
 * A channel on Telegram, by a bot that may post there: a short message with the link, or with `format: 'markdown'` the
 * whole post as a rich message. Nothing can be listed, so what is uncertain waits for its author. Weak facts, from clients
 * of others and from no live bot: that Bot API 10.1 takes `rich_message: { markdown }` in `sendRichMessage` and in
 * `editMessageText`, and which Markdown that is. A server that does not know the method refuses the post.
 */
export default definePlatform({
  name: 'Telegram',
  url: 'https://api.telegram.org',
  account: 'the channel, such as @name',
  secrets: { token: 'ask @BotFather for a bot, and make the bot an administrator of the channel' },
  render: [telegram, rich],
  limits: [most('body', RICH, 'utf16')],
  pace: 3_000,

  api: {
    judge({ body }) {
      const answer = answerSchema.safeParse(body).data;
      if (answer === undefined || answer.ok) return undefined;
      const what = `Telegram: ${answer.description}`;
      const wait = answer.parameters?.retry_after;
      if (wait !== undefined) return new Failure('later', what, { wait: wait * 1000, unsent: true });
      if (/message is not modified/i.test(answer.description)) return new Failure('same', what);
      if (/message to (?:edit|delete) not found|message_id_invalid/i.test(answer.description))
        return new Failure('gone', what);
      if (
        /unauthorized|chat not found|not a member|need administrator rights|bot was kicked/i.test(
          answer.description,
        )
      )
        return new Failure('setup', what, {
          hint: 'Look at TOKEN in .env, at account in content/site.ts, and at what the bot may do in the channel.',
        });
      return undefined;
    },

    async who(to) {
      return `@${z.object({ username: z.string() }).parse(await ask(to, 'getMe', {}, false)).username}`;
    },

    async create(edition, to) {
      const method = edition.format === 'text' ? 'sendMessage' : 'sendRichMessage';
      return made(await ask(to, method, { chat_id: to.account, ...messageFor(edition) }));
    },

    async update(id, edition, to) {
      return made(
        await ask(to, 'editMessageText', {
          chat_id: to.account,
          message_id: Number(id),
          ...messageFor(edition),
        }),
      );
    },

    async remove(id, to) {
      await ask(to, 'deleteMessage', { chat_id: to.account, message_id: Number(id) });
      return 'deleted';
    },
  },

  idOf: (url) => /^\/(?:c\/\d+|\w+)\/(?<id>\d+)$/.exec(new URL(url).pathname)?.groups?.['id'],
});

type Bot = Open<'token'>;

const answerSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), result: z.unknown() }),
  z.object({
    ok: z.literal(false),
    description: z.string().default(''),
    parameters: z.object({ retry_after: z.number().optional() }).optional(),
  }),
]);

const messageSchema = z.object({
  message_id: z.number(),
  chat: z.object({ username: z.string().optional() }),
});

function messageFor({ format, body, spans, link }: Ready) {
  if (format !== 'text') return { rich_message: { markdown: body } };
  if (body.length > PLAIN)
    throw new Failure('refused', `body: ${body.length} characters, and a message has at most ${PLAIN}`, {
      hint: "Shorten the text for this channel in the post's front matter, or send a rich message: format: 'markdown'.",
    });
  return { text: body, entities: spans.flatMap(entity), link_preview_options: { url: link } };
}

/** A stretch of the text, counted in UTF-16 units. Telegram finds hashtags by itself. */
function entity({ kind, start, end, href }: Span) {
  const place = { offset: start, length: end - start };
  if (kind === 'link') return [{ type: 'text_link', ...place, url: href }];
  return kind === 'bold' ? [{ type: 'bold', ...place }] : [];
}

/** A private channel has no address that anybody could open. */
function made(result: unknown) {
  const { message_id, chat } = messageSchema.parse(result);
  const url = chat.username === undefined ? undefined : `https://t.me/${chat.username}/${message_id}`;
  return { id: String(message_id), url };
}

async function ask(to: Bot, method: string, body: object, writes = true): Promise<unknown> {
  const url = `${to.url}/bot${to.secrets.token}/${method}`;
  const answer = answerSchema.parse(await to.send.json({ method: 'POST', url, body, writes }));
  return answer.ok ? answer.result : undefined;
}
