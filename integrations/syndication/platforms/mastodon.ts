import { z } from 'zod';
import {
  definePlatform,
  Failure,
  most,
  type Open,
  type Reach,
  type Request,
  type Seen,
} from '../platform.ts';
import mastodon from '../render/recipes/mastodon.ts';

/**
 * Mastodon, and every server with its API, by https://docs.joinmastodon.org/methods/statuses/. The idempotency key is
 * kept for an hour, and other servers such as snac2 do not heed it, so a copy is looked for all the same. Such servers
 * answer with pages where Mastodon answers with data.
 */
export default definePlatform({
  name: 'Mastodon',
  secrets: { token: 'Preferences → Development → New application, with read and write:statuses' },
  render: [mastodon],
  limits: [],

  api: {
    judge({ status, body, url }) {
      const said = z.object({ error: z.string() }).safeParse(body).data?.error ?? `answered ${status}`;
      // 422 is the answer to a token that belongs to no account.
      if (status === 401 || (status === 422 && url.endsWith(WHO)))
        return new Failure('setup', `Mastodon: ${said}`, { hint: 'Look at TOKEN of this channel in .env.' });
      if (status === 404 && MAY_LACK.test(url)) return new Failure('gone', `Mastodon: ${said}`);
      return undefined;
    },

    async who(to) {
      return `@${(await account(to)).acct}`;
    },

    async limits(to) {
      const answer = (await askOf('/api/v2/instance', to)) ?? (await askOf('/api/v1/instance', to)) ?? {};
      return [most('body', instanceSchema.parse(answer).configuration.statuses.max_characters, 'mastodon')];
    },

    async create(edition, to) {
      const body = { status: edition.body, language: edition.lang, visibility: 'public' };
      const headers = { 'idempotency-key': edition.key };
      return made(await ask(to, { method: 'POST', url: '/api/v1/statuses', headers, body }));
    },

    find: (_, to, reach) =>
      to.once(`statuses, ${reach}`, async () => (await statuses(to, reach)).map(seenOf).toReversed()),

    async look(id, to) {
      return seenOf(statusSchema.parse(await ask(to, { method: 'GET', url: `/api/v1/statuses/${id}` })));
    },

    async update(id, edition, to) {
      const body = { status: edition.body, language: edition.lang };
      return made(await ask(to, { method: 'PUT', url: `/api/v1/statuses/${id}`, body }));
    },

    async remove(id, to) {
      const url = `/api/v1/statuses/${id}`;
      await ask(to, { method: 'DELETE', url }).catch(async (error: unknown) => {
        if (!isGone(error) || (await askOf(url, to)) === undefined) throw error;
        throw new Failure('refused', 'this server deletes nothing by its API', {
          hint: 'Delete the copy there by hand.',
        });
      });
      return 'deleted';
    },
  },

  /** The number in the address is the id on Mastodon; other servers have addresses of their own. */
  idOf: (url) => /\/(?<id>\d+)\/?$/.exec(new URL(url).pathname)?.groups?.['id'],
});

type Instance = Open<'token'>;

const WHO = '/api/v1/accounts/verify_credentials';

/** Where “not found” is said of one thing, and not of the whole API: a status, the instance's own description. */
const MAY_LACK = /\/api\/v[12]\/(?:statuses\/[^/?]+|instance)$/;

const statusSchema = z.object({
  id: z.string(),
  url: z.string().nullish(),
  uri: z.string(),
  content: z.string(),
});

type Status = z.output<typeof statusSchema>;

/** How many pages back a copy is looked for. */
const MOST_PAGES = 10;

/** The most that Mastodon gives at once. */
const PER_PAGE = 40;

/** After a write, the copy is among these. */
const NEWEST = 10;

const accountSchema = z.object({ id: z.string(), acct: z.string() });

/** What an instance that says nothing of itself takes. */
const USUAL = 500;

const instanceSchema = z.object({
  configuration: z
    .object({ statuses: z.object({ max_characters: z.number().default(USUAL) }).prefault({}) })
    .prefault({}),
});

/** The account's statuses, the newest first, page by page. */
async function statuses(to: Instance, reach: Reach): Promise<Status[]> {
  const { id } = await account(to);
  const all: Status[] = [];
  for (let page = 0; page < (reach === 'newest' ? 1 : MOST_PAGES); page += 1) {
    const older = all.at(-1)?.id;
    const query = new URLSearchParams({
      limit: String(reach === 'newest' ? NEWEST : PER_PAGE),
      exclude_reblogs: 'true',
      ...(older === undefined ? {} : { max_id: older }),
    });
    const answer = await ask(to, { method: 'GET', url: `/api/v1/accounts/${id}/statuses?${query}` });
    // A server that does not know `max_id` gives the same page again.
    const known = new Set(all.map((status) => status.id));
    const more = z
      .array(statusSchema)
      .parse(answer)
      .filter((status) => !known.has(status.id));
    if (more.length === 0) break;
    all.push(...more);
  }
  return all;
}

function account(to: Instance) {
  return to.once('account', async () => accountSchema.parse(await ask(to, { method: 'GET', url: WHO })));
}

function seenOf({ id, url, uri, content }: Status): Seen {
  return { id, url: url ?? uri, state: 'live', body: content };
}

function made(answer: unknown) {
  const { id, url } = seenOf(statusSchema.parse(answer));
  return { id, url };
}

/** What is at an address; undefined where nothing is. */
async function askOf(url: string, to: Instance): Promise<unknown> {
  try {
    return await ask(to, { method: 'GET', url });
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

function isGone(error: unknown): boolean {
  return error instanceof Failure && error.outcome === 'gone';
}

function ask(to: Instance, request: Request): Promise<unknown> {
  const headers = { ...request.headers, authorization: `Bearer ${to.secrets.token}` };
  return to.send.json({ ...request, url: to.url + request.url, headers });
}
