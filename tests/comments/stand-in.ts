import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { cors } from 'hono/cors';

/** The server of a comment system, of our own on port 0; it answers as the real one is known to. */
export interface CommentServer {
  readonly url: string;
  /** What it was asked: `GET /api/comment`. */
  readonly asked: () => readonly string[];
  close(): Promise<void>;
}

/** giscus, Waline and Twikoo have no path in common, so that one server stands in for all three. */
export async function startCommentServer(): Promise<CommentServer> {
  const asked: string[] = [];
  const app = new Hono();
  app.use(async ({ req }, next) => {
    asked.push(`${req.method} ${req.path}`);
    await next();
  });
  app.use(cors({ origin: (origin) => origin, credentials: true }));
  app.get('/:lang/widget', (context) => context.html(giscusFrame));
  app.get('/api/comment', (context) => context.json({ errno: 0, errmsg: '', data: walineComments }));
  app.post('/', async (context) => context.json(twikooAnswer((await context.req.json()).event)));
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    asked: () => asked,
    close: async () => {
      server.close();
    },
  };
}

/** Says which theme and language it was asked for, and what it is told later. */
const giscusFrame = `<!doctype html><title>giscus</title><p>Great post</p><output></output><script>
addEventListener('message', ({ data }) => { document.querySelector('output').textContent = data.giscus?.setConfig?.theme; });
parent.postMessage({ giscus: { resizeHeight: 300 } }, '*');
</script>`;

const walineComments = {
  page: 1,
  totalPages: 1,
  pageSize: 10,
  count: 1,
  data: [
    {
      objectId: '1',
      nick: 'A reader',
      comment: '<p>Great post</p>',
      time: Date.UTC(2026, 0, 1),
      status: 'approved',
      children: [],
      like: 0,
    },
  ],
};

function twikooAnswer(event: string): unknown {
  if (event === 'GET_CONFIG')
    return { code: 0, config: { SHOW_EMOTION: 'false', SHOW_IMAGE: 'false', VERSION: '1.7.9' } };
  if (event === 'COMMENT_GET') return { data: [twikooComment], more: false, count: 1 };
  return { code: 0, data: [], result: {} };
}

const twikooComment = {
  id: '1',
  nick: 'A reader',
  comment: '<p>Great post</p>',
  created: Date.UTC(2026, 0, 1),
  updated: Date.UTC(2026, 0, 1),
  replies: [],
};
