import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { StandIn } from '../syndication/stand-in.ts';
import { type App, listen } from './listen.ts';
import { type Kept, Shelf } from './shelf.ts';

/** A Micropub server as the specification has it: 201 with an address, or 202 with one that is not there yet. */
export default async function startMicropub(): Promise<MicropubStandIn> {
  const works: Works = { shelf: new Shelf<Draftable>(), isSlow: false, hasSource: true };
  const server = await listen(appOver(works));
  const standIn = works.shelf.standIn(server, {
    url: `${server.origin}/micropub`,
    account: '',
    secrets: { token: 'micropub-token' },
    copies: () => works.shelf.items.filter(({ isDraft }) => !isDraft).map(copyOf),
    drafts: () => works.shelf.items.filter(({ isDraft }) => isDraft).map(copyOf),
    release: (id) => {
      const post = works.shelf.find(id);
      if (post !== undefined) post.isDraft = false;
    },
  });
  return { ...standIn, works };
}

function appOver(works: Works): App {
  const { shelf } = works;
  const app: App = new Hono<{ Bindings: HttpBindings }>();
  app.use(async (context, next) => {
    const token = context.req.header('authorization')?.replace('Bearer ', '');
    if (token === 'micropub-token') return next();
    return context.json({ error: 'unauthorized', error_description: `no such token: ${token}` }, 401);
  });
  app.get('/micropub', (context) => {
    const { q, url } = context.req.query();
    if (q === 'config') return context.json({});
    if (!works.hasSource) return context.json({ error: 'invalid_request' }, 400);
    const post = shelf.find(url);
    if (post === undefined || !post.isLive) return context.json({ error: 'not_found' }, 404);
    return context.json({
      type: ['h-entry'],
      properties: {
        name: [post.title],
        content: [{ html: post.body }],
        ...(post.isDraft ? { 'post-status': ['draft'] } : {}),
      },
    });
  });
  app.post('/micropub', async (context) => {
    const sent = requestSchema.parse(await context.req.json());
    if ('type' in sent) return create(context, sent.properties, works);
    const post = shelf.find(sent.url);
    if (post === undefined) return context.json({ error: 'invalid_request' }, 404);
    if (sent.action === 'delete') shelf.remove(sent.url);
    else Object.assign(post, keptOf(sent.replace));
    return context.body(null, 204);
  });
  return app;
}

function create(context: Context, sent: Properties, { shelf, isSlow }: Works): Response {
  if (shelf.takesLimit()) return context.json({ error: 'too_many_requests' }, 429, { 'retry-after': '3600' });
  const id = `https://indie.example/posts/${shelf.items.length + 1}`;
  const isDraft = sent['post-status']?.[0] === 'draft';
  shelf.add({ id, isLive: !isSlow, isDraft, slug: sent['mp-slug']?.[0], ...keptOf(sent) });
  return context.body(null, isSlow ? 202 : 201, { location: id });
}

function copyOf({ id, title = '', body, slug }: Kept<Draftable>) {
  return { id, title, body, slug };
}

function keptOf({ name: [title = ''], content: [content] }: Properties) {
  return { title, body: content?.html ?? '' };
}

const propertiesSchema = z.object({
  name: z.array(z.string()).length(1),
  content: z.array(z.object({ html: z.string() })).length(1),
  category: z.array(z.string()),
  'post-status': z.array(z.enum(['draft', 'published'])).optional(),
  'mp-slug': z.array(z.string()).optional(),
});

const requestSchema = z.union([
  z.object({ type: z.tuple([z.literal('h-entry')]), properties: propertiesSchema }),
  z.object({ action: z.literal('update'), url: z.url(), replace: propertiesSchema }),
  z.object({ action: z.literal('delete'), url: z.url() }),
]);

type Properties = z.output<typeof propertiesSchema>;

interface Draftable {
  isDraft: boolean;
}

interface Works {
  readonly shelf: Shelf<Draftable>;
  /** New posts are not there yet. */
  isSlow: boolean;
  /** Whether it says what a post has. */
  hasSource: boolean;
}

export type MicropubStandIn = StandIn & { readonly works: Works };
