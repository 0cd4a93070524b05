import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { StandIn } from '../syndication/stand-in.ts';
import { type App, listen } from './listen.ts';
import { Shelf } from './shelf.ts';
import {
  articleSchema,
  type Fault,
  faultOf,
  pictureFault,
  type Sent,
  shownContent,
  type Taken,
} from './wechat-rules.ts';

/**
 * 微信公众号 as its pages say it behaves: HTTP 200 always, an `errcode` in the answer, a token that ends, a list of
 * addresses that are let in, pictures of its own alone. A draft that is published leaves the box and loses its id.
 */
export default async function startWeChat(): Promise<WeChatStandIn> {
  const box = new Box();
  const server = await listen(appOver(box));
  const standIn = box.shelf.standIn(server, {
    url: server.origin,
    account: '',
    secrets: { appId: APP_ID, appSecret: APP_SECRET },
    copies: () => box.shelf.items.map(({ id, title = '', body }) => ({ id, title, body })),
    expire: () => {
      box.tokens += 1;
    },
    isWrite: ({ path }) => /\/(?:draft\/(?:add|update|delete)|freepublish\/(?:submit|delete))/.test(path),
  });
  return { ...standIn, box };
}

/** What a test sees of the account, and does to it. */
class Box {
  readonly shelf = new Shelf<Draft>();
  readonly published: Article[] = [];
  /** The pictures that were taken, and those that were put into the 素材库. */
  readonly pictures: Taken[] = [];
  /** How many tokens were given out before this one. */
  tokens = 0;
  /** Answers every request with this. */
  fault: Fault | undefined;
  /** Answers every new draft with this. */
  draftFault: Fault | undefined;
  /** Answers every upload with this. */
  pictureFault: Fault | undefined;
  /** Whether the account may publish and list what it published. */
  isVerified = true;

  get token(): string {
    return `token-${this.tokens}`;
  }

  /** What WeChat does some time after a draft was submitted, or its author pressed the button. */
  readonly publish = (id: string): void => {
    const draft = this.shelf.find(id);
    if (draft === undefined) return;
    this.shelf.remove(id);
    const url = `https://mp.weixin.qq.com/s/${id}`;
    this.published.push({ ...draft, article_id: `article-${id}`, url });
  };
}

function appOver(box: Box): App {
  const app: App = new Hono<{ Bindings: HttpBindings }>().basePath('/cgi-bin');
  app.post('/stable_token', async (context) => {
    const { appid, secret } = loginSchema.parse(await context.req.json());
    if (box.fault !== undefined) return context.json(box.fault);
    if (appid !== APP_ID) return context.json({ errcode: 40013, errmsg: `invalid appid ${appid}` });
    if (secret !== APP_SECRET) return context.json({ errcode: 40125, errmsg: `invalid appsecret ${secret}` });
    return context.json({ access_token: box.token, expires_in: 7200 });
  });
  app.use(async (context, next) => {
    if (context.req.query('access_token') === box.token) return next();
    return context.json({ errcode: 42001, errmsg: 'access_token expired rid: 1' });
  });
  app.post('/media/uploadimg', (context) => take(context, box, 'body'));
  app.post('/material/add_material', (context) => take(context, box, 'cover'));
  addDraftBox(app, box);
  addPublishing(app, box);
  return app;
}

function addDraftBox(app: App, box: Box): void {
  const { shelf } = box;
  app.get('/draft/count', (context) => context.json({ total_count: shelf.items.length }));
  app.post('/draft/add', async (context) => {
    const [article] = z
      .object({ articles: z.array(articleSchema).length(1) })
      .parse(await context.req.json()).articles;
    if (shelf.takesLimit())
      return context.json({ errcode: 45009, errmsg: 'reach max api daily quota limit' });
    if (article === undefined) return context.json({ errcode: 40007, errmsg: 'invalid media_id' });
    const no = box.draftFault ?? faultOf(article, box.pictures);
    if (no !== undefined) return context.json(no);
    return context.json({ media_id: shelf.add(kept(article, box)).id, item: [] });
  });
  app.post('/draft/update', async (context) => {
    const sent = z.object({ media_id: z.string(), index: z.literal(0), articles: articleSchema });
    const { media_id, articles } = sent.parse(await context.req.json());
    const draft = shelf.find(media_id);
    if (draft === undefined) return context.json({ errcode: 40007, errmsg: 'invalid media_id' });
    const no = faultOf(articles, box.pictures);
    if (no !== undefined) return context.json(no);
    Object.assign(draft, kept(articles, box));
    return context.json({ errcode: 0, errmsg: 'ok' });
  });
  app.post('/draft/get', async (context) => {
    const draft = shelf.find(idSchema.parse(await context.req.json()).media_id);
    if (draft === undefined) return context.json({ errcode: 40007, errmsg: 'invalid media_id' });
    return context.json({ news_item: [newsOf(draft)] });
  });
  app.post('/draft/batchget', async (context) => {
    const items = shelf.items.toReversed().map(({ id, ...draft }) => ({ media_id: id, ...draft }));
    return context.json(await pageOf(context, items));
  });
  app.post('/draft/delete', async (context) => {
    shelf.remove(idSchema.parse(await context.req.json()).media_id);
    return context.json({ errcode: 0, errmsg: 'ok' });
  });
}

function addPublishing(app: App, box: Box): void {
  app.use('/freepublish/*', async (context, next) => {
    if (box.isVerified) return next();
    return context.json({ errcode: 48001, errmsg: 'api unauthorized' });
  });
  app.post('/freepublish/submit', (context) => context.json({ errcode: 0, errmsg: 'ok', publish_id: '100' }));
  app.post('/freepublish/batchget', async (context) =>
    context.json(await pageOf(context, box.published.toReversed())),
  );
  app.post('/freepublish/delete', async (context) => {
    const { article_id } = z.object({ article_id: z.string() }).parse(await context.req.json());
    box.published.splice(0, Infinity, ...box.published.filter((one) => one.article_id !== article_id));
    return context.json({ errcode: 0, errmsg: 'ok' });
  });
}

async function take(context: Context, box: Box, use: Taken['use']): Promise<Response> {
  const { media } = await context.req.parseBody();
  if (!(media instanceof File)) return context.json({ errcode: 41005, errmsg: 'media data missing' });
  const bytes = new Uint8Array(await media.arrayBuffer());
  const no = box.pictureFault ?? pictureFault(bytes);
  if (no !== undefined) return context.json(no);
  const id = `media-${box.pictures.length + 1}`;
  const url = `https://mmbiz.qpic.cn/${id}`;
  box.pictures.push({ id, url, use, bytes: bytes.length, type: media.type });
  return context.json(use === 'cover' ? { media_id: id, url } : { url });
}

/** At most 20 a page, newest first, without the text where that is asked for. */
async function pageOf(context: Context, items: readonly Listed[]) {
  const { offset, count, no_content } = pageSchema.parse(await context.req.json());
  const item = items.slice(offset, offset + count).map(({ media_id, article_id, ...draft }) => {
    const { content, ...about } = newsOf(draft);
    return {
      media_id,
      article_id,
      content: { news_item: [no_content === 1 ? about : { ...about, content }] },
    };
  });
  return { total_count: items.length, item_count: item.length, item };
}

function newsOf({ title, body, url, sent }: Pick<Listed, 'title' | 'body' | 'url' | 'sent'>) {
  return {
    ...sent,
    title,
    content: body,
    url: url ?? 'http://mp.weixin.qq.com/s?preview',
    is_deleted: false,
  };
}

function kept(article: Sent, { pictures }: Box) {
  const { content, title, ...sent } = article;
  return { title, body: shownContent(content, pictures), sent };
}

const APP_ID = 'wx0123456789abcdef';
const APP_SECRET = 'app secret & more';

const loginSchema = z.object({
  grant_type: z.literal('client_credential'),
  appid: z.string(),
  secret: z.string(),
});
const idSchema = z.object({ media_id: z.string() });
const pageSchema = z.object({
  offset: z.number().int().nonnegative(),
  count: z.number().int().min(1).max(20),
  no_content: z.literal([0, 1]),
});
interface Draft {
  sent: Omit<Sent, 'title' | 'content'>;
}

interface Article extends Draft {
  readonly article_id: string;
  readonly url: string;
  title?: string;
  body: string;
}

interface Listed extends Draft {
  readonly media_id?: string;
  readonly article_id?: string;
  readonly url?: string;
  title?: string;
  body: string;
}

export type WeChatStandIn = StandIn & { readonly box: Box };
