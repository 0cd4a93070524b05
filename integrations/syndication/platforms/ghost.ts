import { createHmac } from 'node:crypto';
import { z } from 'zod';
import {
  type Answer,
  definePlatform,
  Failure,
  most,
  type Open,
  type Ready,
  type Request,
  type Seen,
} from '../platform.ts';
import ghost from '../render/recipes/ghost.ts';

/**
 * Ghost by its Admin API, https://ghost.org/docs/admin-api/, as version 6.65 was seen to answer. It takes the same
 * canonical address twice, so a copy is looked for by it before a post is made. It rewrites the HTML it is sent, and takes
 * an edit only with the moment of the last one.
 */
export default definePlatform({
  name: 'Ghost',
  secrets: {
    adminKey: 'the Admin API key of a custom integration: Settings → Integrations → Add custom integration',
  },
  render: [ghost],
  limits: [most('title', 255), most('description', 300)],
  pictures: { formats: ['jpg', 'png', 'gif', 'webp'], maxBytes: 5 * 1024 * 1024, maxWidth: 2000 },

  slugs: true,

  api: {
    draftable: true,

    async login({ secrets, now }) {
      return { session: tokenFor(secrets.adminKey, now()), until: now() + LIFETIME / 2 };
    },

    judge({ status, body }: Answer) {
      const said = errorsSchema.safeParse(body).data?.errors[0];
      if (status === 401 && /expired/i.test(said?.context ?? said?.message ?? ''))
        return new Failure('expired', 'the session of Ghost is over', {
          hint: 'Look at the clock of this machine: a login to Ghost is good for five minutes.',
        });
      if (said?.code === 'UPDATE_COLLISION')
        return new Failure('refused', 'somebody edited the post on Ghost at this very moment', {
          hint: 'Run npx byline publish again: it looks at the edit first.',
        });
      return undefined;
    },

    async who(to) {
      const answer = await ask(to, { method: 'GET', url: '/site/' });
      return z.object({ site: z.object({ title: z.string() }) }).parse(answer).site.title;
    },

    async upload({ bytes, name, type }, to) {
      const parts = new FormData();
      parts.set('file', new Blob([bytes], { type }), name);
      const url = `${to.url}/ghost/api/admin/images/upload/`;
      const answer = await to.send.form({
        method: 'POST',
        url,
        headers: headersOf(to),
        parts,
        writes: false,
      });
      const [image] = z.object({ images: z.array(z.object({ url: z.url() })) }).parse(answer).images;
      return { url: image?.url };
    },

    async create(edition, to) {
      const status = edition.draft ? 'draft' : 'published';
      const body = { posts: [{ ...contentFor(edition), status }] };
      const answer = await ask(to, { method: 'POST', url: '/posts/?source=html', body });
      return { ...made(answer), state: edition.draft ? 'draft' : 'live' };
    },

    async find({ canonical }, to) {
      const filter = encodeURIComponent(`canonical_url:'${canonical.replaceAll("'", "\\'")}'`);
      const url = `/posts/?filter=${filter}&formats=html&order=created_at%20asc`;
      return postsSchema.parse(await ask(to, { method: 'GET', url })).posts.map(seenOf);
    },

    async look(id, to) {
      return onlyPost(await ask(to, { method: 'GET', url: `/posts/${id}/?formats=html` }));
    },

    async update(id, edition, to, seen) {
      const body = { posts: [{ ...contentFor(edition), updated_at: seen?.etag }] };
      return made(await ask(to, { method: 'PUT', url: `/posts/${id}/?source=html`, body }));
    },

    async remove(id, to) {
      await ask(to, { method: 'DELETE', url: `/posts/${id}/` });
      return 'deleted';
    },
  },
});

/** How long a token is good for; Ghost takes five minutes at most. */
const LIFETIME = 5 * 60_000;

type Blog = Open<'adminKey', string>;

const postSchema = z.object({
  id: z.string(),
  url: z.url(),
  title: z.string(),
  html: z.string().nullish(),
  status: z.string(),
  canonical_url: z.string().nullish(),
  updated_at: z.string(),
});

const postsSchema = z.object({ posts: z.array(postSchema) });

const errorsSchema = z.object({
  errors: z.array(
    z.object({ message: z.string(), context: z.string().nullish(), code: z.string().nullish() }),
  ),
});

/** A JSON Web Token as Ghost wants it: signed with the second half of the key, which is hexadecimal. */
function tokenFor(key: string, now: number): string {
  const [id = '', secret = ''] = key.split(':');
  const seconds = Math.floor(now / 1000);
  const parts = [
    { alg: 'HS256', typ: 'JWT', kid: id },
    { iat: seconds, exp: seconds + LIFETIME / 1000, aud: '/admin/' },
  ];
  const signed = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${signed}.${createHmac('sha256', Buffer.from(secret, 'hex')).update(signed).digest('base64url')}`;
}

function contentFor({ title, body, canonical, description, tags, cover, slug }: Ready) {
  return {
    title,
    html: body,
    canonical_url: canonical,
    custom_excerpt: description,
    tags: tags.map((name) => ({ name })),
    ...(cover?.url === undefined ? {} : { feature_image: cover.url }),
    ...(slug === undefined ? {} : { slug }),
  };
}

function onlyPost(answer: unknown): Seen {
  const [post] = postsSchema.parse(answer).posts;
  if (post === undefined) throw new Failure('gone', 'Ghost has no such post');
  return seenOf(post);
}

function made(answer: unknown) {
  const { id, url } = onlyPost(answer);
  return { id, url };
}

function seenOf({
  id,
  url,
  title,
  html,
  status,
  canonical_url,
  updated_at,
}: z.output<typeof postSchema>): Seen {
  const state = status === 'published' || status === 'sent' ? 'live' : 'draft';
  return { id, url, state, title, body: html ?? '', canonical: canonical_url, etag: updated_at };
}

function ask(to: Blog, request: Request): Promise<unknown> {
  return to.send.json({ ...request, url: `${to.url}/ghost/api/admin${request.url}`, headers: headersOf(to) });
}

function headersOf({ session }: Blog): Record<string, string> {
  return { authorization: `Ghost ${session}`, 'accept-version': 'v6.0' };
}
