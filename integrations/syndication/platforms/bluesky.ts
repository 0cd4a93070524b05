import { z } from 'zod';
import { definePlatform, Failure, most, type Ready, type Seen, type Span } from '../platform.ts';
import * as atproto from '../protocols/atproto.ts';
import {
  documentText,
  proofOf,
  publicationSchema,
  putDocument,
  removeDocument,
} from '../protocols/standard-site.ts';
import bluesky from '../render/recipes/bluesky.ts';

const optionsSchema = z.strictObject({
  /** Writes each post as a document of https://standard.site too, in this publication. @default posts alone */
  publication: publicationSchema.optional(),
});

/**
 * Bluesky, and any personal data server, by https://docs.bsky.app/docs/advanced-guides/posts. A post has a record key of
 * our own, so the same key is the same post.
 */
export default definePlatform({
  name: 'Bluesky',
  url: 'https://bsky.social',
  account: 'your handle, such as name.bsky.social',
  secrets: { appPassword: 'make one at Settings → Privacy and security → App passwords' },
  render: [bluesky],
  options: optionsSchema,
  limits: [most('body', 300, 'graphemes')],
  pictures: { formats: ['jpg', 'png'], maxBytes: 1_000_000, maxWidth: 2000 },

  api: {
    keyed: true,

    async login({ url, account, secrets, send, now }) {
      const body = { identifier: account, password: secrets.appPassword };
      const to = `${url}/xrpc/com.atproto.server.createSession`;
      const answer = await send.json({ method: 'POST', url: to, body, writes: false });
      return { session: atproto.sessionSchema.parse(answer), until: now() + SESSION };
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
        headers: atproto.headersOf(to),
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
        const records = await atproto.listRecords(POSTS, reach === 'newest' ? 10 : MANY, postSchema, to);
        return records.map((record) => seenOf(record, to)).toReversed();
      });
    },

    async look(id, to) {
      const seen = seenOf(await atproto.getRecord({ collection: POSTS, rkey: id }, postSchema, to), to);
      const long = to.options.publication && (await documentText(id, to));
      return long === undefined ? seen : { ...seen, body: `${seen.body}\n${long}` };
    },

    update: (id, edition, to) => put(id, edition, to),

    async remove(id, to) {
      if (to.options.publication !== undefined) await removeDocument(id, to);
      await atproto.deleteRecord({ collection: POSTS, rkey: id }, to);
      return 'deleted';
    },
  },

  proof: (copy, { publication }) => publication && proofOf(copy, publication),

  idOf: (url) => /\/post\/(?<id>[2-7a-z]{13})$/.exec(new URL(url).pathname)?.groups?.['id'],
});

/** A session lives for two hours. */
const SESSION = 90 * 60_000;

const POSTS = 'app.bsky.feed.post';

/** How many posts back a copy is looked for. */
const MANY = 1000;

const errorSchema = z.object({ error: z.string(), message: z.string().optional() });

const postSchema = z.object({
  text: z.string(),
  embed: z
    .object({ external: z.object({ uri: z.string() }) })
    .optional()
    .catch(undefined),
});

type Account = atproto.Repository<z.output<typeof optionsSchema>>;

/** The document goes first: a run that dies between the two finds no post, and writes both once more. */
async function put(rkey: string, edition: Ready, to: Account) {
  const { publication } = to.options;
  if (publication !== undefined) await putDocument(rkey, edition, publication, to);
  await atproto.putRecord({ collection: POSTS, rkey }, recordFor(edition), to);
  return { id: rkey, url: addressOf(rkey, to) };
}

function recordFor({ body, spans, published, lang, link, title, description, cover }: Ready) {
  const thumb = cover?.data === undefined ? {} : { thumb: cover.data };
  return {
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

/** Our keys are UUIDs of version 7, which begin with milliseconds. */
function recordKey(key: string): string {
  const hex = key.replaceAll('-', '');
  return atproto.timestampId(BigInt(`0x${hex.slice(0, 12)}`) * 1000n, BigInt(`0x${hex.slice(-4)}`));
}

/** The address the card leads to is the copy's last line. */
function seenOf({ uri, cid, value }: atproto.Kept<z.output<typeof postSchema>>, to: Account): Seen {
  const id = atproto.keyIn(uri);
  const body = `${value.text}\n${value.embed?.external.uri ?? ''}`;
  return { id, url: addressOf(id, to), state: 'live', body, etag: cid };
}

function addressOf(rkey: string, { session }: Account): string {
  return `https://bsky.app/profile/${session.did}/post/${rkey}`;
}
