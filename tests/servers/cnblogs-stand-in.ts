import { Deserializer, serializeFault, XmlRpcFault } from '@foxglove/xmlrpc';
import { Hono } from 'hono';
import { z } from 'zod';
import type { StandIn } from '../syndication/stand-in.ts';
import { type App, listen } from './listen.ts';
import { type Value, writeAnswer } from './write-answer.ts';

/**
 * 博客园's MetaWeblog as its clients know it: always HTTP 200, faults in Chinese, ids as strings, and now and
 * then a character in the list of posts that XML does not allow.
 */
export default async function startCnblogs(): Promise<StandIn> {
  const blog: Blog = { posts: [], lastId: 18_000_000, isLimited: false };
  const { origin, close } = await listen(appOver(blog));
  return {
    url: `${origin}/metaweblog/{account}`,
    account: 'lin',
    secrets: { user: USER, token: TOKEN },
    copies: () =>
      blog.posts
        .filter(({ post_status }) => post_status === undefined)
        .map(({ postid, title, description, wp_slug: slug }) => ({
          id: postid,
          title,
          body: description,
          slug,
        })),
    remove: (id) => {
      blog.posts.splice(blog.posts.indexOf(find(blog, id)), 1);
    },
    takeBack: (id) => {
      find(blog, id).post_status = 'draft';
    },
    edit: (id, body) => {
      find(blog, id).description = body;
    },
    limit: () => {
      blog.isLimited = true;
    },
    isWrite: ({ body }) => /newPost|editPost/.test(body.toString()),
    close,
  };
}

function appOver(blog: Blog): App {
  const methods = methodsOver(blog);
  const app: App = new Hono();
  app.post('/metaweblog/:account', async (context) => {
    const [name, params] = await new Deserializer().deserializeMethodCall(await context.req.text());
    return context.body(answerTo(methods[name], params), 200, { 'content-type': 'text/xml' });
  });
  return app;
}

function methodsOver(blog: Blog): Record<string, Method> {
  return {
    'blogger.getUsersBlogs': ([, user, token]) => {
      enter(user, token);
      return [{ blogid: '42', blogName: '林衍', url: 'https://www.cnblogs.com/lin' }];
    },
    'metaWeblog.getRecentPosts': ([, user, token, most]) => {
      enter(user, token);
      return blog.posts.toReversed().slice(0, Number(most));
    },
    'metaWeblog.getPost': ([id, user, token]) => {
      enter(user, token);
      return find(blog, id);
    },
    'metaWeblog.newPost': ([, user, token, content]) => {
      enter(user, token);
      limit(blog);
      blog.lastId += 1;
      blog.posts.push({ ...contentSchema.parse(content), postid: String(blog.lastId), noise: NOISE });
      return String(blog.lastId);
    },
    'metaWeblog.editPost': ([id, user, token, content]) => {
      enter(user, token);
      const post = find(blog, id);
      limit(blog);
      Object.assign(post, contentSchema.parse(content));
      delete post.post_status;
      return true;
    },
    'blogger.deletePost': ([, id, user, token]) => {
      enter(user, token);
      blog.posts.splice(blog.posts.indexOf(find(blog, id)), 1);
      return true;
    },
  };
}

function find({ posts }: Blog, id: unknown): Post {
  const post = posts.find(({ postid }) => postid === id);
  if (post === undefined) throw new XmlRpcFault('无效的文章 ID', 404);
  return post;
}

function limit(blog: Blog): void {
  if (!blog.isLimited) return;
  blog.isLimited = false;
  throw new XmlRpcFault('30秒内只能发布1篇博文，请稍候', 500);
}

function enter(user: unknown, token: unknown): void {
  if (user !== USER || token !== TOKEN) throw new XmlRpcFault(`用户名或访问令牌错误: ${String(token)}`, 401);
}

function answerTo(method: Method | undefined, params: readonly unknown[]): string {
  try {
    if (method === undefined) throw new XmlRpcFault('没有这个方法', -32601);
    return writeAnswer(method(params)).replaceAll(NOISE, '\u0008');
  } catch (error) {
    if (error instanceof XmlRpcFault) return serializeFault(error);
    throw error;
  }
}

const USER = 'linyan';
const TOKEN = 'token&of the stand-in';

/** Becomes a character XML does not allow, on the way out. */
const NOISE = '~noise~';

const contentSchema = z.object({
  title: z.string().min(1),
  description: z.string().min(1),
  mt_keywords: z.string(),
  categories: z.array(z.string()).default([]),
  wp_slug: z.string().optional(),
});

type Post = z.output<typeof contentSchema> & {
  postid: string;
  noise: string;
  /** What WordPress says of a post that is not public; 博客园 itself is not known to say it. */
  post_status?: string;
};
type Method = (params: readonly unknown[]) => Value;

interface Blog {
  readonly posts: Post[];
  lastId: number;
  isLimited: boolean;
}
