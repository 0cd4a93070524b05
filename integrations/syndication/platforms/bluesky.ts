import { z } from 'zod';
import {
  definePlatform,
  Failure,
  most,
  type Open,
  type Ready,
  type Request,
  type Seen,
  type Span,
} from '../platform.ts';
import bluesky from '../render/recipes/bluesky.ts';

/** Bluesky, and any personal data server. A post has a record key of our own, so the same key is the same post. */
export default definePlatform({
  name: 'Bluesky',
  url: 'https://bsky.social',
  account: 'your handle, such as name.bsky.social',
  secrets: { appPassword: 'make one at Settings → Privacy and security → App passwords' },
  render: [bluesky],
  limits: [most('body', 300, 'graphemes')],
  pictures: { formats: ['jpg', 'png'], maxBytes: 1_000_000, maxWidth: 2000 },

  api: {
    keyed: true,

    async login({ url, account, secrets, send, now }) {
      const body = { identifier: account, password: secrets.appPassword };
      const to = `${url}/xrpc/com.atproto.server.createSession`;
      const answer = await send.json({ method: 'POST', url: to, body, writes: false });
      return { session: sessionSchema.parse(answer), until: now() + SESSION };
    },

    judge({ body }) {
      const { error, message } = errorSchema.safeParse(body).data ?? {};
      const what = `Bluesky: ${message ?? error}`;
      if (error === 'ExpiredToken') return new Failure('expired', what);
      if (error === 'RecordNotFound') return new Failure('gone', what);
      if (error === 'AuthenticationRequired' || error === 'InvalidToken' || error === 'AccountTakedown')
        return new Failure('setup', what, {
          hint: 'Look at account in content/site.ts and at APP_PASSWORD in .env.',
        });
      return undefined;
    },

    who: async ({ session }) => `@${session.handle}`,

    async upload({ bytes, type }, to) {
      const url = `${to.url}/xrpc/com.atproto.repo.uploadBlob`;
      const answer = await to.send.bytes({
        method: 'POST',
        url,
        headers: headersOf(to),
        bytes,
        type,
        writes: false,
      });
      return { data: z.object({ blob: z.unknown() }).parse(answer).blob };
    },

    async create(edition, to) {
      return put(recordKey(edition.key), edition, to);
    },

    async find(_, to, reach) {
      return to.once(`records, ${reach}`, async () => {
        const query = new URLSearchParams({ ...placeOf(to), limit: reach === 'newest' ? '10' : '100' });
        const answer = await ask(to, { method: 'GET', url: `com.atproto.repo.listRecords?${query}` });
        return z
          .object({ records: z.array(recordSchema) })
          .parse(answer)
          .records.map((record) => seenOf(record, to))
          .toReversed();
      });
    },

    async look(id, to) {
      const query = new URLSearchParams({ ...placeOf(to), rkey: id });
      const answer = await ask(to, { method: 'GET', url: `com.atproto.repo.getRecord?${query}` });
      return seenOf(recordSchema.parse(answer), to);
    },

    update: (id, edition, to) => put(id, edition, to),

    async remove(id, to) {
      const body = { ...placeOf(to), rkey: id };
      await ask(to, { method: 'POST', url: 'com.atproto.repo.deleteRecord', body });
      return 'deleted';
    },
  },

  idOf: (url) => /\/post\/(?<id>[2-7a-z]{13})$/.exec(new URL(url).pathname)?.groups?.['id'],
});

/** A session lives for two hours. */
const SESSION = 90 * 60_000;

const sessionSchema = z.object({ accessJwt: z.string(), did: z.string(), handle: z.string() });

const errorSchema = z.object({ error: z.string(), message: z.string().optional() });

const recordSchema = z.object({
  uri: z.string(),
  cid: z.string().optional(),
  value: z.object({
    text: z.string(),
    embed: z
      .object({ external: z.object({ uri: z.string() }) })
      .optional()
      .catch(undefined),
  }),
});

type Repository = Open<'appPassword', z.output<typeof sessionSchema>>;

async function put(rkey: string, edition: Ready, to: Repository) {
  const body = { ...placeOf(to), rkey, record: recordFor(edition) };
  await ask(to, { method: 'POST', url: 'com.atproto.repo.putRecord', body });
  return { id: rkey, url: addressOf(rkey, to) };
}

function recordFor({ body, spans, published, lang, link, title, description, cover }: Ready) {
  const thumb = cover?.data === undefined ? {} : { thumb: cover.data };
  return {
    $type: 'app.bsky.feed.post',
    text: body,
    createdAt: new Date(published).toISOString(),
    langs: [lang],
    facets: spans.flatMap(facet),
    embed: { $type: 'app.bsky.embed.external', external: { uri: link, title, description, ...thumb } },
  };
}

/** A stretch of the text, counted in bytes. */
function facet({ kind, start, end, href, tag }: Span): object[] {
  const index = { byteStart: start, byteEnd: end };
  if (kind === 'link') return [{ index, features: [{ $type: 'app.bsky.richtext.facet#link', uri: href }] }];
  if (kind === 'hashtag') return [{ index, features: [{ $type: 'app.bsky.richtext.facet#tag', tag }] }];
  return [];
}

const LETTERS = '234567abcdefghijklmnopqrstuvwxyz';

/**
 * A timestamp identifier, as records of Bluesky are named: 53 bits of microseconds and 10 of chance. Our keys are UUIDs
 * of version 7, which begin with milliseconds.
 */
function recordKey(key: string): string {
  const hex = key.replaceAll('-', '');
  const moment = BigInt(`0x${hex.slice(0, 12)}`) * 1000n;
  const number = (moment << 10n) | (BigInt(`0x${hex.slice(-4)}`) & 1023n);
  return Array.from(
    { length: 13 },
    (_, index) => LETTERS[Number((number >> BigInt(60 - 5 * index)) & 31n)],
  ).join('');
}

/** The address the card leads to is the copy's last line. */
function seenOf({ uri, cid, value }: z.output<typeof recordSchema>, to: Repository): Seen {
  const id = uri.split('/').at(-1) ?? '';
  const body = `${value.text}\n${value.embed?.external.uri ?? ''}`;
  return { id, url: addressOf(id, to), state: 'live', body, etag: cid };
}

function addressOf(rkey: string, { session }: Repository): string {
  return `https://bsky.app/profile/${session.did}/post/${rkey}`;
}

function placeOf({ session }: Repository) {
  return { repo: session.did, collection: 'app.bsky.feed.post' };
}

function ask(to: Repository, request: Request): Promise<unknown> {
  return to.send.json({ ...request, url: `${to.url}/xrpc/${request.url}`, headers: headersOf(to) });
}

function headersOf({ session }: Repository): Record<string, string> {
  return { authorization: `Bearer ${session.accessJwt}` };
}
