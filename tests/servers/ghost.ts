import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { ghostFiles } from './ghost-files.ts';
import { node22 } from './node22.ts';
import { startProgram } from './program.ts';
import type { RealServer } from './real-server.ts';

export { whyNoGhost } from './ghost-files.ts';

/** A real Ghost with its owner and one custom integration, on SQLite. */
export async function startGhost(): Promise<RealServer> {
  const site = await mkdtemp(join(tmpdir(), 'byline-ghost-'));
  for (const folder of ['data', 'images', 'logs', 'settings', 'public', 'media', 'files', 'adapters'])
    await mkdir(join(site, folder));
  await cp(join(ghostFiles, 'content/themes'), join(site, 'themes'), { recursive: true });
  const { url, stop } = await startProgram(async ({ url: address, port }) => ({
    name: 'Ghost',
    command: node22().command,
    // It looks for what its themes need from where it is started.
    cwd: ghostFiles,
    words: ['index.js'],
    env: { ...node22().env, ...settingsFor(site, address, port) },
    // Its pages come last, once the theme is there.
    ready: '/',
  }));
  const admin = await setUp(url);
  const ask = (method: string, path: string, body?: object) => admin.ask(method, path, body);
  const read = async (id: string) => onlyPost(await ask('GET', `/posts/${id}/?formats=html,lexical`));
  const change = async (id: string, changes: object) => {
    const { updated_at } = await read(id);
    await ask('PUT', `/posts/${id}/?source=html`, { posts: [{ ...changes, updated_at }] });
  };
  return {
    url,
    account: '',
    secrets: { adminKey: admin.key },
    isWrite: ({ method, path }) => method !== 'GET' && path.includes('/posts/'),
    posts: async () => {
      const query = 'formats=html&limit=100&filter=status:published&order=created_at%20asc';
      const { posts } = postsSchema.parse(await ask('GET', `/posts/?${query}`));
      return posts.map(({ id, title, html }) => ({ id, title, body: html ?? '' }));
    },
    remove: async (id) => {
      await ask('DELETE', `/posts/${id}/`);
    },
    edit: async (id) => change(id, { html: `${(await read(id)).html}<p>By hand.</p>` }),
    takeBack: (id) => change(id, { status: 'draft' }),
    stop: async () => {
      await stop();
      await rm(site, { recursive: true, force: true });
    },
  };
}

/** Ghost's settings, as it reads them from the environment. */
function settingsFor(site: string, url: string, port: number): NodeJS.ProcessEnv {
  return {
    // Its test mode starts no jobs, which would ask the network.
    NODE_ENV: 'testing',
    url: `${url}/`,
    server__host: '127.0.0.1',
    server__port: String(port),
    database__client: 'sqlite3',
    database__connection__filename: join(site, 'data/ghost.db'),
    paths__contentPath: site,
    // The package has no test files.
    paths__fixtures: 'core/server/data/schema/fixtures/fixtures',
    paths__defaultSettings: 'core/server/data/schema/default-settings/default-settings',
    logging__transports: '["stdout"]',
    privacy__useUpdateCheck: 'false',
    privacy__useGravatar: 'false',
  };
}

/** Makes the owner's account and an integration, as the owner does in the browser. */
async function setUp(url: string): Promise<Admin> {
  const [username, password] = ['lin@example.com', 'Kx7-harbour-Quill-93'];
  const owner = { name: 'Lin', email: username, password, blogTitle: 'Test' };
  await reach(url, '', 'POST', '/authentication/setup/', { setup: [owner] });
  const cookie = await logIn(url, { username, password });
  const ask: Admin['ask'] = async (method, path, body) => {
    const text = await (await reach(url, cookie, method, path, body)).text();
    return text === '' ? undefined : JSON.parse(text);
  };
  const made = await ask('POST', '/integrations/?include=api_keys', { integrations: [{ name: 'Byline' }] });
  const [integration] = integrationsSchema.parse(made).integrations;
  const secret = integration?.api_keys.find(({ type }) => type === 'admin')?.secret ?? '';
  return { ask, key: secret };
}

/** The cookie of a session. Now and then Ghost has not written down yet what it answers with: then another is asked for. */
async function logIn(url: string, login: object, tries = 20): Promise<string> {
  const answer = await reach(url, '', 'POST', '/session/', login);
  const cookie = answer.headers
    .getSetCookie()
    .map((header) => header.split(';')[0] ?? '')
    .join('; ');
  const known = await reach(url, cookie, 'GET', '/users/me/').catch((error: Error) => error);
  if (!(known instanceof Error)) return cookie;
  if (tries === 0) throw known;
  await setTimeout(50);
  return logIn(url, login, tries - 1);
}

async function reach(
  url: string,
  cookie: string,
  method: string,
  path: string,
  body?: object,
): Promise<Response> {
  const headers = { origin: url, cookie, 'content-type': 'application/json' };
  const content = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = await fetch(`${url}/ghost/api/admin${path}`, { method, headers, ...content });
  if (!answer.ok) throw new Error(`Ghost answered ${answer.status}: ${await answer.text()}`);
  return answer;
}

const postSchema = z.object({
  id: z.string(),
  title: z.string(),
  html: z.string().nullish(),
  updated_at: z.string(),
});
const postsSchema = z.object({ posts: z.array(postSchema) });

const integrationsSchema = z.object({
  integrations: z.array(z.object({ api_keys: z.array(z.object({ type: z.string(), secret: z.string() })) })),
});

function onlyPost(answer: unknown) {
  return z.object({ posts: z.tuple([postSchema]) }).parse(answer).posts[0];
}

interface Admin {
  /** Asks as the owner. */
  ask(method: string, path: string, body?: object): Promise<unknown>;
  /** The integration's Admin API key. */
  readonly key: string;
}
