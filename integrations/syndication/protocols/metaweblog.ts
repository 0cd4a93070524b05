import { z } from 'zod';
import { type Answer, type Api, Failure, type Open, type Reach, type Ready, type Seen } from '../platform.ts';

/**
 * MetaWeblog over XML-RPC, as 博客园 and WordPress speak it. It has no idempotency key and no canonical field: a copy is
 * known by its last line. Every answer has the status 200; what went wrong is a fault in it. WordPress makes a post public
 * again when one in its trash is edited, so the engine looks at the copy first.
 */
export const metaWeblog: Api<'user' | 'token'> = {
  judge({ body }: Answer) {
    const fault = faultSchema.safeParse(body).data?.fault;
    if (fault === undefined) return undefined;
    const what = `${fault.message} (fault ${fault.code})`;
    if (/\d+秒内只能发布/.test(fault.message))
      return new Failure('later', what, { wait: 60_000, unsent: true });
    if (fault.code === 404) return new Failure('gone', what);
    if (fault.code === 401 || fault.code === 403)
      return new Failure('setup', what, { hint: 'Look at USER and TOKEN of this channel in .env.' });
    if (/not working for your blog/i.test(fault.message))
      return new Failure('setup', what, { hint: 'Switch MetaWeblog on in the settings of the blog.' });
    return undefined;
  },

  async who(to) {
    const [blog] = await blogsOf(to);
    return blog?.blogName ?? blog?.blogid ?? '';
  },

  async create(edition, to) {
    const params = [await blogId(to), ...login(to), contentFor(edition), true];
    return { id: idSchema.parse(await call(to, 'metaWeblog.newPost', params, true)) };
  },

  async find(_, to, reach) {
    const posts = await to.once(`posts, ${reach}`, () => recentPosts(to, reach));
    return posts.map(seenOf).toReversed();
  },

  async look(id, to) {
    return seenOf(await getPost(id, to));
  },

  /** Categories its author gave the copy stay: an edit replaces them. */
  async update(id, edition, to) {
    const { categories } = await getPost(id, to);
    await call(to, 'metaWeblog.editPost', [id, ...login(to), contentFor(edition, categories), true], true);
    return { id };
  },

  async remove(id, to) {
    await call(to, 'blogger.deletePost', ['', id, ...login(to), true], true);
    return 'deleted';
  },
};

/** How many posts back a copy is looked for; fewer where an answer would be too long. */
const MANY = [200, 50, 10];

/** After a write, the copy is among these. */
const NEWEST = 10;

/** The category that makes 博客园 read a body as Markdown. */
const MARKDOWN = '[Markdown]';

const faultSchema = z.object({ fault: z.object({ code: z.number(), message: z.string() }) });

const idSchema = z.union([z.string().min(1), z.number()]).transform(String);

const blogSchema = z.object({ blogid: idSchema, blogName: z.string().optional() });

const postSchema = z.object({
  postid: idSchema,
  title: z.string().default(''),
  description: z.string().default(''),
  /** WordPress: what stands after `<!--more-->`. */
  mt_text_more: z.string().default(''),
  link: z.string().optional(),
  permaLink: z.string().optional(),
  categories: z
    .array(z.string())
    .nullish()
    .transform((given) => given ?? []),
  /** WordPress alone says it. */
  post_status: z.string().optional(),
});

type Post = z.output<typeof postSchema>;
type BlogServer = Open<'user' | 'token'>;

/** @param categories those its author gave the copy, which stay */
function contentFor(edition: Ready, categories: readonly string[] = []) {
  const own = categories.filter((category) => category !== MARKDOWN);
  return {
    title: edition.title,
    description: edition.body,
    mt_excerpt: edition.description,
    mt_keywords: edition.tags.join(','),
    categories: edition.format === 'markdown' ? [...own, MARKDOWN] : own,
    ...(edition.slug === undefined ? {} : { wp_slug: edition.slug }),
  };
}

async function recentPosts(to: BlogServer, reach: Reach): Promise<Post[]> {
  const id = await blogId(to);
  const counts = reach === 'newest' ? [NEWEST] : MANY;
  for (const [index, count] of counts.entries()) {
    try {
      return z
        .array(postSchema)
        .parse(await call(to, 'metaWeblog.getRecentPosts', [id, ...login(to), count]));
    } catch (error) {
      const isTooLong = error instanceof Failure && /is longer than \d+ bytes/.test(error.message);
      if (!isTooLong || index === counts.length - 1) throw error;
    }
  }
  return [];
}

/** The account's blog, as the server calls it. */
async function blogId(to: BlogServer): Promise<string> {
  const [blog] = await blogsOf(to);
  if (blog === undefined) throw new Failure('setup', 'the account has no blog');
  return blog.blogid;
}

function blogsOf(to: BlogServer) {
  return to.once('blogs', async () =>
    z.array(blogSchema).parse(await call(to, 'blogger.getUsersBlogs', ['', ...login(to)])),
  );
}

async function getPost(id: string, to: BlogServer): Promise<Post> {
  return postSchema.parse(await call(to, 'metaWeblog.getPost', [id, ...login(to)]));
}

function call(to: BlogServer, method: string, params: readonly unknown[], writes = false): Promise<unknown> {
  return to.send.xmlRpc({ url: to.url, method, params, writes });
}

function login({ secrets }: BlogServer): [string, string] {
  return [secrets.user, secrets.token];
}

function seenOf(post: Post): Seen {
  const url = [post.permaLink, post.link].find((link) => z.url().safeParse(link).success);
  const body = post.mt_text_more === '' ? post.description : `${post.description}\n${post.mt_text_more}`;
  return { id: post.postid, url, state: stateOf(post.post_status), title: post.title, body };
}

/** 博客园 does not say whether a post is public. */
function stateOf(status: string | undefined): Seen['state'] {
  if (status === undefined) return 'unknown';
  if (status === 'publish') return 'live';
  return status === 'trash' ? 'gone' : 'draft';
}
