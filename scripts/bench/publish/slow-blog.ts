import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { definePlatform, type Open } from '../../../integrations/syndication/platform.ts';
import gfm from '../../../integrations/syndication/render/recipes/gfm.ts';

/** A blog on port 0 that answers each request after a while. */
export async function startSlowBlog(delay: number): Promise<SlowBlog> {
  const posts: Post[] = [];
  const server = createServer(async (request, response) => {
    const [body] = await Promise.all([readBody(request), sleep(delay)]);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answerTo(request, body, posts)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    titles: () => posts.map(({ title }) => title),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The blog's platform: it finds, shows and takes posts, and writes no oftener than its pace lets it. */
export function slowBlog(pace: number) {
  return definePlatform({
    name: 'Slow blog',
    secrets: {},
    render: [gfm],
    limits: [],
    pace,
    api: {
      create: async ({ title, body }, to) =>
        idSchema.parse(await to.send.json({ method: 'POST', url: `${to.url}/posts`, body: { title, body } })),
      find: async (_, to, reach) => to.once(`posts ${reach}`, () => list(to, reach)),
      look: async (id, to) => ({
        ...postSchema.parse(await to.send.json({ method: 'GET', url: `${to.url}/posts/${id}` })),
        state: 'live',
      }),
    },
  });
}

async function list(to: Open, reach: string) {
  const url = `${to.url}/posts?newest=${reach === 'newest' ? 10 : 1000}`;
  const posts = z.array(postSchema).parse(await to.send.json({ method: 'GET', url }));
  return posts.map((post) => ({ ...post, state: 'live' as const }));
}

function answerTo({ method, url = '/' }: IncomingMessage, body: string, posts: Post[]): unknown {
  const { pathname, searchParams } = new URL(url, 'http://blog.example');
  if (method === 'POST') {
    const id = String(posts.length + 1);
    posts.push({ id, ...newSchema.parse(JSON.parse(body)) });
    return { id };
  }
  const id = pathname.split('/')[2];
  return id === undefined ? posts.slice(-Number(searchParams.get('newest'))) : posts[Number(id) - 1];
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const idSchema = z.object({ id: z.string() });
const newSchema = z.object({ title: z.string(), body: z.string() });
const postSchema = newSchema.extend({ id: z.string() });

type Post = z.output<typeof postSchema>;

interface SlowBlog {
  readonly url: string;
  /** Of every post that arrived, in order. */
  titles(): readonly string[];
  close(): Promise<void>;
}
