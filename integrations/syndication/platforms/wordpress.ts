import { z } from 'zod';
import { definePlatform, Failure, type Open, type Ready, type Request, type Seen } from '../platform.ts';
import wordpress from '../render/recipes/wordpress.ts';

/**
 * WordPress by its REST API, https://developer.wordpress.org/rest-api/reference/posts/, as version 6.8 was seen to answer;
 * a MetaWeblog channel serves where that is switched off. It takes one slug twice and appends a number, and what is
 * deleted is in its trash, where an edit would not be seen.
 */
export default definePlatform({
  name: 'WordPress',
  secrets: {
    user: 'the name you log in with',
    password: 'an application password: Users → Profile → Application Passwords',
  },
  render: [wordpress],
  limits: [],
  pictures: { formats: ['jpg', 'png', 'gif', 'webp'], maxBytes: 2 * 1024 * 1024, maxWidth: 2560 },

  slugs: true,

  api: {
    draftable: true,

    /** Without a login that holds, WordPress forbids to see drafts, and calls that a wrong parameter. */
    judge({ status, body }) {
      const error = errorSchema.safeParse(body).data;
      const isForbidden =
        error?.code.startsWith('rest_forbidden') || error?.data?.params?.status !== undefined;
      if (status !== 400 || !isForbidden) return undefined;
      return new Failure('setup', 'WordPress takes nobody in with this login', {
        hint: 'Look at USER and PASSWORD of this channel in .env.',
      });
    },

    async who(to) {
      return z.object({ name: z.string() }).parse(await ask(to, { method: 'GET', url: '/users/me' })).name;
    },

    async upload({ bytes, name, type }, to) {
      const headers = { ...authorization(to), 'content-disposition': `attachment; filename="${name}"` };
      const url = `${to.url}/wp-json/wp/v2/media`;
      const media = mediaSchema.parse(
        await to.send.bytes({ method: 'POST', url, headers, bytes, type, writes: false }),
      );
      return { id: String(media.id), url: media.source_url };
    },

    async create(edition, to) {
      const status = edition.draft ? 'draft' : 'publish';
      const body = { ...contentFor(edition), status, tags: await tagIds(edition.tags, to) };
      const { id, link } = postSchema.parse(await ask(to, { method: 'POST', url: '/posts', body }));
      return { id: String(id), url: link, state: edition.draft ? 'draft' : 'live' };
    },

    async find({ link, canonical }, to, reach) {
      if (reach === 'newest') return list(to, 'per_page=10');
      // WordPress searches texts, so one short request finds the copies of a post among any number of posts. A whole
      // tagged link is not found: “&” is stored as an entity.
      const campaign = new URL(link).search.split('&').find((part) => part.startsWith('utm_campaign='));
      return list(to, `per_page=50&search=${encodeURIComponent(campaign ?? canonical)}`);
    },

    async look(id, to) {
      return seenOf(postSchema.parse(await ask(to, { method: 'GET', url: `/posts/${id}?context=edit` })));
    },

    async update(id, edition, to) {
      const body = contentFor(edition);
      const { link } = postSchema.parse(await ask(to, { method: 'POST', url: `/posts/${id}`, body }));
      return { id, url: link };
    },

    async remove(id, to) {
      await ask(to, { method: 'DELETE', url: `/posts/${id}` });
      return 'deleted';
    },
  },

  idOf: (url) => new URL(url).searchParams.get('p') ?? undefined,
});

const errorSchema = z.object({
  code: z.string(),
  data: z.object({ params: z.object({ status: z.string() }).partial().optional() }).optional(),
});

const mediaSchema = z.object({ id: z.number(), source_url: z.url() });

const textSchema = z.object({ raw: z.string() });

const postSchema = z.object({
  id: z.number(),
  link: z.url(),
  status: z.string(),
  title: textSchema,
  content: textSchema,
});

type Blog = Open<'user' | 'password'>;

function contentFor({ title, body, description, cover, slug }: Ready) {
  const picture = cover?.id === undefined ? {} : { featured_media: Number(cover.id) };
  return { title, content: body, excerpt: description, ...picture, ...(slug === undefined ? {} : { slug }) };
}

/** Tags by id, since that is how WordPress takes them; those it does not have are made. */
function tagIds(tags: readonly string[], to: Blog): Promise<number[]> {
  return Promise.all(tags.map((name) => to.once(`tag ${name}`, () => tagId(name, to))));
}

async function tagId(name: string, to: Blog): Promise<number> {
  const url = `/tags?per_page=100&search=${encodeURIComponent(name)}`;
  const found = z.array(tagSchema).parse(await ask(to, { method: 'GET', url }));
  const own = found.find((tag) => tag.name.toLowerCase() === name.toLowerCase());
  if (own !== undefined) return own.id;
  const made = await ask(to, { method: 'POST', url: '/tags', body: { name }, writes: false });
  return tagSchema.parse(made).id;
}

const tagSchema = z.object({ id: z.number(), name: z.string() });

/** The account's posts of every state, oldest first. */
async function list(to: Blog, query: string): Promise<Seen[]> {
  const url = `/posts?context=edit&status=any&orderby=id&order=desc&${query}`;
  return z
    .array(postSchema)
    .parse(await ask(to, { method: 'GET', url }))
    .map(seenOf)
    .toReversed();
}

function seenOf({ id, link, status, title, content }: z.output<typeof postSchema>): Seen {
  return { id: String(id), url: link, state: stateOf(status), title: title.raw, body: content.raw };
}

function stateOf(status: string): Seen['state'] {
  if (status === 'publish') return 'live';
  return status === 'trash' ? 'gone' : 'draft';
}

function ask(to: Blog, request: Request): Promise<unknown> {
  return to.send.json({
    ...request,
    url: `${to.url}/wp-json/wp/v2${request.url}`,
    headers: authorization(to),
  });
}

function authorization({ secrets }: Blog): Record<string, string> {
  const login = new TextEncoder().encode(`${secrets.user}:${secrets.password}`);
  return { authorization: `Basic ${btoa(String.fromCodePoint(...login))}` };
}
