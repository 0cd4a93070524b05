import { z } from 'zod';
import type { Edition } from '#domain';
import { type Copy, carriesSource, definePlatform, Failure, type Server } from '../platform.ts';

type BlogServer = Server<'user' | 'token'>;

/** 博客园, by MetaWeblog; another MetaWeblog server (WordPress) serves as well, given its `url`. */
export default definePlatform({
  name: '博客园',
  url: 'https://rpc.cnblogs.com/metaweblog/{account}',
  account: 'the name of the blog, the last part of www.cnblogs.com/<name>',
  secrets: {
    user: 'the name you log in with',
    token: 'the MetaWeblog access token from i.cnblogs.com → 设置 → 其他设置, not the password',
  },
  formats: ['markdown', 'html'],
  limits: { pause: 60_000 },

  async find(edition, server) {
    const params = [await blogId(server), ...login(server), RECENT];
    const answer = await call(server, 'metaWeblog.getRecentPosts', params);
    const posts = z.array(postSchema).parse(answer);
    const own = posts.find((post) => carriesSource(post.description + post.mt_text_more, edition));
    return own === undefined ? null : { remoteId: own.postid, url: addressOf(own, server) };
  },

  async create(edition, server) {
    const params = [await blogId(server), ...login(server), contentFor(edition), true];
    const remoteId = idSchema.parse(await call(server, 'metaWeblog.newPost', params, true));
    const post = await getPost(remoteId, server).catch(() => null);
    return { remoteId, url: addressOf(post ?? { postid: remoteId }, server) };
  },

  /**
   * Looks first: WordPress publishes a post in the trash again when it is edited, and an edit replaces the
   * categories its author gave it there.
   */
  async update(remoteId, edition, server): Promise<Copy> {
    const post = await getPost(remoteId, server);
    if (post.post_status !== undefined && post.post_status !== 'publish')
      throw new Failure('refused', `it is not public there any more, but “${post.post_status}”`);
    const content = contentFor(edition, post.categories);
    await call(server, 'metaWeblog.editPost', [remoteId, ...login(server), content, true], true);
    return { remoteId, url: addressOf(post, server) };
  },
});

/** How many posts back a copy is looked for. */
const RECENT = 200;

/** The category that makes 博客园 read a body as Markdown. */
const MARKDOWN = '[Markdown]';

const idSchema = z.union([z.string().min(1), z.number()]).transform(String);

const postSchema = z.object({
  postid: idSchema,
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

/** @param categories those its author gave the copy, which stay */
function contentFor(edition: Edition, categories: readonly string[] = []) {
  const own = categories.filter((category) => category !== MARKDOWN);
  return {
    title: edition.title,
    description: edition.body,
    mt_excerpt: edition.description,
    mt_keywords: edition.tags.join(','),
    categories: edition.format === 'markdown' ? [...own, MARKDOWN] : own,
  };
}

/** The account's blog, as the server calls it. */
async function blogId(server: BlogServer): Promise<string> {
  const answer = await call(server, 'blogger.getUsersBlogs', ['', ...login(server)]);
  const [blog] = z.array(z.object({ blogid: idSchema })).parse(answer);
  if (blog === undefined) throw new Failure('refused', 'the account has no blog');
  return blog.blogid;
}

async function getPost(remoteId: string, server: BlogServer) {
  return postSchema.parse(await call(server, 'metaWeblog.getPost', [remoteId, ...login(server)]));
}

function call(
  server: BlogServer,
  method: string,
  params: readonly unknown[],
  writes = false,
): Promise<unknown> {
  return server.send.xmlRpc({ url: server.url, method, params, writes, fault: classify });
}

function classify({ code, message }: { code: number; message: string }): Failure | undefined {
  if (/\d+秒内只能发布/.test(message)) return new Failure('later', message, { wait: 60_000 });
  if (code === 404) return new Failure('refused', `the post was deleted there (${message})`);
  return undefined;
}

function login({ secrets }: BlogServer): [string, string] {
  return [secrets.user, secrets.token];
}

function addressOf(
  post: { postid: string; link?: string | undefined; permaLink?: string | undefined },
  { account }: BlogServer,
): string {
  const given = [post.permaLink, post.link].find((link) => z.url().safeParse(link).success);
  return given ?? `https://www.cnblogs.com/${account}/p/${post.postid}.html`;
}
