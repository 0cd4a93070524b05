import { z } from 'zod';
import { definePlatform, Failure, most, type Open, type Request, type Seen } from '../platform.ts';
import mastodon from '../render/recipes/mastodon.ts';

/**
 * Mastodon, and every server with its API. Not all of them heed the idempotency key, so a copy is looked for all the
 * same.
 */
export default definePlatform({
  name: 'Mastodon',
  secrets: { token: 'Preferences → Development → New application, with read and write:statuses' },
  render: [mastodon],
  limits: [],

  api: {
    judge({ status, body }) {
      const said = z.object({ error: z.string() }).safeParse(body).data?.error ?? '';
      if (status === 401)
        return new Failure('setup', `Mastodon: ${said}`, { hint: 'Look at TOKEN of this channel in .env.' });
      return undefined;
    },

    async who(to) {
      return `@${(await account(to)).acct}`;
    },

    async limits(to) {
      const answer = await ask(to, { method: 'GET', url: '/api/v2/instance' }).catch((error: unknown) => {
        if (error instanceof Failure && error.outcome === 'gone') return {};
        throw error;
      });
      return [most('body', instanceSchema.parse(answer).configuration.statuses.max_characters, 'mastodon')];
    },

    async create(edition, to) {
      const body = { status: edition.body, language: edition.lang, visibility: 'public' };
      const headers = { 'idempotency-key': edition.key };
      return made(await ask(to, { method: 'POST', url: '/api/v1/statuses', headers, body }));
    },

    async find(_, to, reach) {
      return to.once(`statuses, ${reach}`, async () => {
        const { id } = await account(to);
        const url = `/api/v1/accounts/${id}/statuses?limit=${reach === 'newest' ? 10 : 40}&exclude_reblogs=true`;
        return z
          .array(statusSchema)
          .parse(await ask(to, { method: 'GET', url }))
          .map(seenOf)
          .toReversed();
      });
    },

    async look(id, to) {
      return seenOf(statusSchema.parse(await ask(to, { method: 'GET', url: `/api/v1/statuses/${id}` })));
    },

    async update(id, edition, to) {
      const body = { status: edition.body, language: edition.lang };
      return made(await ask(to, { method: 'PUT', url: `/api/v1/statuses/${id}`, body }));
    },

    async remove(id, to) {
      await ask(to, { method: 'DELETE', url: `/api/v1/statuses/${id}` });
      return 'deleted';
    },
  },

  idOf: (url) => /\/(?<id>\d+)\/?$/.exec(new URL(url).pathname)?.groups?.['id'],
});

type Instance = Open<'token'>;

const statusSchema = z.object({
  id: z.string(),
  url: z.string().nullish(),
  uri: z.string(),
  content: z.string(),
});

const accountSchema = z.object({ id: z.string(), acct: z.string() });

/** What an instance that says nothing of itself takes. */
const USUAL = 500;

const instanceSchema = z.object({
  configuration: z
    .object({ statuses: z.object({ max_characters: z.number().default(USUAL) }).prefault({}) })
    .prefault({}),
});

function account(to: Instance) {
  return to.once('account', async () =>
    accountSchema.parse(await ask(to, { method: 'GET', url: '/api/v1/accounts/verify_credentials' })),
  );
}

function seenOf({ id, url, uri, content }: z.output<typeof statusSchema>): Seen {
  return { id, url: url ?? uri, state: 'live', body: content };
}

function made(answer: unknown) {
  const { id, url } = seenOf(statusSchema.parse(answer));
  return { id, url };
}

function ask(to: Instance, request: Request): Promise<unknown> {
  const headers = { ...request.headers, authorization: `Bearer ${to.secrets.token}` };
  return to.send.json({ ...request, url: to.url + request.url, headers });
}
