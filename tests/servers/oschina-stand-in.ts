import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { z } from 'zod';
import type { StandIn } from '../syndication/stand-in.ts';
import { type App, listen } from './listen.ts';
import { Shelf } from './shelf.ts';

/** OSChina as its clients know it: forms, `error: 200` for success, no id for a new post, titles escaped in the list. */
export default async function startOschina(): Promise<OschinaStandIn> {
  const works: Works = { shelf: new Shelf(), isDumb: false, sent: [] };
  const server = await listen(appOver(works));
  const standIn = works.shelf.standIn(server, {
    url: `${server.origin}/action/openapi`,
    account: '',
    secrets: { token: 'oschina-token' },
    isWrite: ({ path }) => path.includes('blog_pub'),
  });
  return { ...standIn, works };
}

function appOver(works: Works): App {
  const { shelf } = works;
  const app: App = new Hono<{ Bindings: HttpBindings }>().basePath('/action/openapi');
  app.use(async (context, next) => {
    const { access_token } = await context.req.parseBody();
    if (access_token === 'oschina-token') return next();
    return context.json({
      error: 'invalid_token',
      error_description: `Invalid access token: ${access_token}`,
    });
  });
  app.post('/user', (context) => context.json({ id: 7, name: '林衍' }));
  app.post('/blog_pub', async (context) => {
    const sent = postSchema.parse(await context.req.parseBody());
    if (shelf.takesLimit())
      return context.json({ error: '503', error_description: 'busy' }, 503, { 'retry-after': '3600' });
    works.sent.push(sent);
    shelf.add({ title: sent.title, body: sent.content });
    return context.json({ error: 200, error_description: '操作成功完成' });
  });
  app.post('/user_blog_list', async (context) => {
    const { pageSize } = listSchema.parse(await context.req.parseBody());
    if (works.isDumb) return context.json({ error: '500', error_description: 'busy' });
    const newest = shelf.items.toReversed().slice(0, pageSize);
    return context.json({
      projectlist: newest.map(({ id, title = '' }) => ({ id: Number(id), title: escapeHtml(title) })),
    });
  });
  app.post('/blog_detail', async (context) => {
    const post = shelf.find(String((await context.req.parseBody())['id']));
    if (post === undefined) return context.json({ error: '404', error_description: 'not found' });
    const { id, title, body } = post;
    return context.json({ id: Number(id), title, body, url: `https://my.oschina.net/lin/blog/${id}` });
  });
  return app;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const postSchema = z.object({
  title: z.string().min(1),
  content: z.string().min(1),
  type: z.literal('1'),
  tags: z.string(),
  catalog: z.string().optional(),
});

const listSchema = z.object({
  authoruid: z.literal('7'),
  pageIndex: z.literal('1'),
  pageSize: z.coerce.number(),
});

interface Works {
  readonly shelf: Shelf;
  readonly sent: z.output<typeof postSchema>[];
  /** Its list of posts cannot be read. */
  isDumb: boolean;
}

export type OschinaStandIn = StandIn & { readonly works: Works };
