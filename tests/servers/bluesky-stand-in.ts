import { Hono } from 'hono';
import { z } from 'zod';
import type { StandIn } from '../syndication/stand-in.ts';
import { type App, listen } from './listen.ts';
import { type Kept, Shelf } from './shelf.ts';

/** A personal data server as it behaves: `putRecord` makes a record or replaces it, a text has 300 graphemes, a card's picture a megabyte. */
export default async function startBluesky(): Promise<StandIn> {
  const shelf = new Shelf<More>();
  const sessions = { token: 'jwt-1' };
  const server = await listen(appOver(shelf, sessions));
  return shelf.standIn(server, {
    url: server.origin,
    account: 'lin.example',
    secrets: { appPassword: 'app-password' },
    expire: () => {
      sessions.token = `${sessions.token}+`;
    },
    edit: (id, body) => {
      const post = shelf.find(id);
      if (post !== undefined) Object.assign(post, { body, text: `${post.text} By hand.` });
    },
    isWrite: ({ path }) => /putRecord|deleteRecord/.test(path),
  });
}

function appOver(shelf: Shelf<More>, sessions: { token: string }): App {
  const app: App = new Hono();
  app.post('/xrpc/com.atproto.server.createSession', async (context) => {
    const { identifier, password } = loginSchema.parse(await context.req.json());
    if (identifier === 'lin.example' && password === 'app-password')
      return context.json({ accessJwt: sessions.token, did: DID, handle: identifier });
    return context.json({ error: 'AuthenticationRequired', message: `Invalid password ${password}` }, 401);
  });
  app.use(async (context, next) => {
    const token = context.req.header('authorization')?.replace('Bearer ', '');
    if (token !== sessions.token)
      return context.json({ error: 'ExpiredToken', message: 'Token has expired' }, 400);
    return next();
  });
  app.post('/xrpc/com.atproto.repo.uploadBlob', async (context) => {
    const { byteLength } = await context.req.arrayBuffer();
    if (byteLength > 1_000_000) return context.json({ error: 'BlobTooLarge', message: 'too large' }, 400);
    return context.json({
      blob: { $type: 'blob', ref: { $link: 'bafy' }, mimeType: 'image/png', size: byteLength },
    });
  });
  app.post('/xrpc/com.atproto.repo.putRecord', async (context) => {
    if (shelf.takesLimit())
      return context.json({ error: 'RateLimitExceeded' }, 429, { 'retry-after': '3600' });
    const { rkey, record } = postSchema.parse(await context.req.json());
    const text = record.text;
    if ([...new Intl.Segmenter().segment(text)].length > 300)
      return context.json(
        { error: 'InvalidRequest', message: 'text must not be longer than 300 graphemes' },
        400,
      );
    const body = `${text}\n${record.embed.external.uri}`;
    const known = shelf.find(rkey);
    if (known === undefined) shelf.add({ id: rkey, body, text, uri: record.embed.external.uri });
    else Object.assign(known, { body, text, uri: record.embed.external.uri });
    return context.json({ uri: `at://${DID}/app.bsky.feed.post/${rkey}`, cid: 'bafy' });
  });
  app.get('/xrpc/com.atproto.repo.getRecord', (context) => {
    const post = shelf.find(context.req.query('rkey'));
    if (post === undefined)
      return context.json({ error: 'RecordNotFound', message: 'Could not locate record' }, 400);
    return context.json(shown(post));
  });
  app.get('/xrpc/com.atproto.repo.listRecords', (context) =>
    context.json({ records: shelf.items.toReversed().map(shown) }),
  );
  app.post('/xrpc/com.atproto.repo.deleteRecord', async (context) => {
    shelf.remove(z.object({ rkey: z.string() }).parse(await context.req.json()).rkey);
    return context.json({});
  });
  return app;
}

function shown({ id, text, uri }: Kept<More>) {
  const value = { text, embed: { $type: 'app.bsky.embed.external', external: { uri } } };
  return { uri: `at://${DID}/app.bsky.feed.post/${id}`, cid: 'bafy', value };
}

const DID = 'did:plc:lin';

const loginSchema = z.object({ identifier: z.string(), password: z.string() });

const postSchema = z.object({
  collection: z.literal('app.bsky.feed.post'),
  rkey: z.string().regex(/^[2-7a-z]{13}$/),
  record: z.object({
    $type: z.literal('app.bsky.feed.post'),
    text: z.string(),
    embed: z.object({ external: z.object({ uri: z.string() }) }),
  }),
});

interface More {
  text: string;
  uri: string;
}
