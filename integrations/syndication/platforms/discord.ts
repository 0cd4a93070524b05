import { z } from 'zod';
import { definePlatform, Failure, most, type Open, type Request } from '../platform.ts';
import { text } from '../render/text/text.ts';

/** A channel on Discord, by an incoming webhook. Messages cannot be listed by it, only looked at by their id. */
export default definePlatform({
  name: 'Discord',
  url: 'https://discord.com/api',
  secrets: {
    webhook:
      'what stands after /api/webhooks/ in the address of the webhook: channel → Integrations → Webhooks',
  },
  render: [text({ dialect: 'discord', version: 1, unit: 'characters', most: 2000 })],
  limits: [most('body', 2000)],
  pace: 1_000,

  api: {
    judge({ status, body }) {
      const wait = z.object({ retry_after: z.number() }).safeParse(body).data?.retry_after;
      if (status === 429 && wait !== undefined)
        return new Failure('later', 'Discord asked to wait', { wait: Math.ceil(wait * 1000), unsent: true });
      const code = z.object({ code: z.number() }).safeParse(body).data?.code;
      if (code === UNKNOWN_WEBHOOK || code === INVALID_TOKEN)
        return new Failure('setup', 'Discord does not know this webhook', {
          hint: 'Look at WEBHOOK of this channel in .env.',
        });
      return undefined;
    },

    async who(to) {
      return z.object({ name: z.string() }).parse(await ask(to, { method: 'GET', url: '' })).name;
    },

    async create({ body }, to) {
      return made(await ask(to, { method: 'POST', url: '?wait=true', body: { content: body, ...QUIET } }));
    },

    async look(id, to) {
      const { content } = messageSchema.parse(await ask(to, { method: 'GET', url: `/messages/${id}` }));
      return { id, state: 'live', body: content };
    },

    async update(id, { body }, to) {
      return made(
        await ask(to, { method: 'PATCH', url: `/messages/${id}`, body: { content: body, ...QUIET } }),
      );
    },

    async remove(id, to) {
      await ask(to, { method: 'DELETE', url: `/messages/${id}` });
      return 'deleted';
    },
  },

  idOf: (url) => /\/channels\/\d+\/\d+\/(?<id>\d+)$/.exec(new URL(url).pathname)?.groups?.['id'],
});

const UNKNOWN_WEBHOOK = 10_015;
const INVALID_TOKEN = 50_027;

/** A post calls nobody, whatever stands in it. */
const QUIET = { allowed_mentions: { parse: [] } };

const messageSchema = z.object({ id: z.string(), content: z.string() });

function made(answer: unknown) {
  return { id: messageSchema.parse(answer).id };
}

function ask(to: Open<'webhook'>, request: Request): Promise<unknown> {
  return to.send.json({ ...request, url: `${to.url}/webhooks/${to.secrets.webhook}${request.url}` });
}
