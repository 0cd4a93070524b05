import { z } from 'zod';
import { type Answer, definePlatform, Failure, type Open, type Ready, type Seen } from '../platform.ts';
import html from '../render/recipes/wordpress.ts';

const optionsSchema = z.strictObject({
  /** The category of yours it goes to, by OSChina's number. @default none */
  catalog: z.int().positive().optional(),
  /** OSChina's own field of the post, by its number. @default none */
  classification: z.int().positive().optional(),
});

/**
 * OSChina (开源中国) by its OpenAPI. Weak facts, from clients of others and from no live account: that a body is HTML, and
 * which codes an error has. A new post is answered without an id, so it is looked for by title and then by the link in its
 * last line. A program can neither edit nor delete there.
 */
export default definePlatform({
  name: 'OSChina',
  url: 'https://www.oschina.net/action/openapi',
  secrets: { token: 'an access token from www.oschina.net/openapi; it lives about 12 hours' },
  render: [html],
  options: optionsSchema,
  limits: [],

  api: {
    judge: judgeOschina,

    async who(to) {
      return (await whoAmI(to)).name;
    },

    async create(edition, to) {
      await ask('blog_pub', postFor(edition, to.options), to, true);
      return newestOf(edition, to);
    },

    find: ({ title }, to) => copiesOf(title, to),
  },

  idOf: (url) => /\/blog\/(?<id>\d+)/.exec(new URL(url).pathname)?.groups?.['id'],
});

/** How many of the account's newest posts are looked at. */
const NEWEST = 100;

type Oschina = Open<'token'>;

/** Ids come as numbers or as texts. */
const idSchema = z.union([z.string().min(1), z.number()]).transform(String);
const userSchema = z.object({ id: idSchema, name: z.string() });
const errorSchema = z.object({ error: idSchema, error_description: z.string().default('') });
const listSchema = z.object({
  projectlist: z.array(z.object({ id: idSchema, title: z.string() })).default([]),
});
const blogSchema = z.object({ id: idSchema, title: z.string(), body: z.string(), url: z.url().optional() });

/** `error: 200` is success; a server that is busy says so by HTTP. */
function judgeOschina({ status, body }: Answer): Failure | undefined {
  const said = errorSchema.safeParse(body).data;
  if (said === undefined || said.error === '200' || status >= 429) return undefined;
  const what = `OSChina: ${said.error_description || said.error}`;
  if (said.error === '401' || said.error.includes('token'))
    return new Failure('setup', what, {
      hint: 'The token has ended: get a new one, and set TOKEN of this channel in .env.',
    });
  return new Failure('refused', what);
}

/** The post that was just made. That it cannot be read now changes nothing about it. */
async function newestOf({ title, link }: Ready, to: Oschina) {
  const copies = await copiesOf(title, to).catch((error: unknown) => {
    if (error instanceof Failure || error instanceof z.ZodError) return [];
    throw error;
  });
  const newest = copies.findLast(({ body }) => body?.replaceAll('&amp;', '&').includes(link));
  return newest === undefined ? {} : { id: newest.id, url: newest.url };
}

/** The account's posts with a title, with their texts, oldest first. */
async function copiesOf(title: string, to: Oschina): Promise<Seen[]> {
  const { id: authoruid } = await whoAmI(to);
  const asked = { authoruid, pageIndex: '1', pageSize: String(NEWEST) };
  const { projectlist } = listSchema.parse(await ask('user_blog_list', asked, to));
  const alike = projectlist.filter((blog) => lettersOf(blog.title) === lettersOf(title)).toReversed();
  return Promise.all(alike.map(({ id }) => blogAt(id, to)));
}

async function blogAt(id: string, to: Oschina): Promise<Seen> {
  return { state: 'live', ...blogSchema.parse(await ask('blog_detail', { id }, to)) };
}

async function whoAmI(to: Oschina) {
  return userSchema.parse(await to.once('who', () => ask('user', {}, to)));
}

/** A title without the signs a platform may write in another way. */
function lettersOf(title: string): string {
  return title.replaceAll(/&#?\w+;/g, '').replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** `type: 1` is a post of one's own; a source of its own has a repost alone. */
function postFor(edition: Ready, { catalog, classification }: z.output<typeof optionsSchema>) {
  const { title, body, summary, tags } = edition;
  return {
    title,
    content: body,
    abstracts: summary,
    tags: tags.join(','),
    type: '1',
    privacy: '0',
    save_as_draft: '0',
    ...(catalog === undefined ? {} : { catalog: String(catalog) }),
    ...(classification === undefined ? {} : { classification: String(classification) }),
  };
}

/** Everything is asked by POST, so that the token is in no address. */
function ask(
  path: string,
  fields: Readonly<Record<string, string>>,
  to: Oschina,
  writes = false,
): Promise<unknown> {
  const parts = new URLSearchParams({ ...fields, access_token: to.secrets.token, dataType: 'json' });
  return to.send.form({ method: 'POST', url: `${to.url}/${path}`, parts, writes });
}
