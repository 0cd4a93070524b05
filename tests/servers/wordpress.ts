import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { core, php, wordPressFiles } from './wordpress-files.ts';

export { whyNoWordPress } from './wordpress-files.ts';

/** A real WordPress with nothing in it but its first post, on SQLite and PHP's own server. */
export async function startWordPress(): Promise<WordPress> {
  const site = await mkdtemp(join(tmpdir(), 'byline-wordpress-'));
  try {
    return await startIn(site);
  } catch (error) {
    await rm(site, { recursive: true, force: true });
    throw error;
  }
}

async function startIn(site: string): Promise<WordPress> {
  await layOut(site);
  const password = await install(site);
  const { url, server } = await serve(site);
  const authorization = `Basic ${Buffer.from(`${USER}:${password}`).toString('base64')}`;
  return {
    url,
    xmlRpc: `${url}/xmlrpc.php`,
    user: USER,
    password,
    posts: () => listPosts(url, authorization),
    async stop() {
      const gone = server.exitCode === null && server.signalCode === null ? once(server, 'exit') : undefined;
      server.kill();
      await gone;
      await rm(site, { recursive: true, force: true });
    },
  };
}

/** The site's own files: a theme, and the plugin that puts the database in a file. */
async function layOut(site: string): Promise<void> {
  const content = join(site, 'wp-content');
  const plugin = join(content, 'plugins/sqlite-database-integration');
  await mkdir(join(content, 'uploads'), { recursive: true });
  await cp(join(OURS, 'theme'), join(content, 'themes/plain'), { recursive: true });
  await cp(join(wordPressFiles, 'plugins/plugin-sqlite-database-integration'), plugin, { recursive: true });
  const dropIn = (await readFile(join(plugin, 'db.copy'), 'utf8'))
    .replaceAll('{SQLITE_IMPLEMENTATION_FOLDER_PATH}', plugin)
    .replaceAll('{SQLITE_PLUGIN}', 'sqlite-database-integration/load.php');
  await writeFile(join(content, 'db.php'), dropIn);
}

/** Resolves to the user's application password. */
async function install(site: string): Promise<string> {
  const { command, flags } = php();
  const env = environment(site, 'http://localhost');
  const { stdout } = await promisify(execFile)(command, [...flags, join(OURS, 'install.php')], { env });
  // WordPress prints its complaints as a page, and calls that success.
  if (!/^\w{24}$/.test(stdout)) throw new Error(`WordPress does not install:\n${stdout}`);
  return stdout;
}

/** Starts PHP on a free port; tries again when someone else was faster to take it. */
async function serve(site: string, tries = 3): Promise<{ url: string; server: ChildProcess }> {
  const { command, flags } = php();
  const address = `127.0.0.1:${await freePort()}`;
  const url = `http://${address}`;
  const words = [...flags, '-S', address, '-t', core, join(OURS, 'router.php')];
  const server = spawn(command, words, { env: environment(site, url), stdio: ['ignore', 'ignore', 'pipe'] });
  const log: Buffer[] = [];
  server.stderr?.on('data', (chunk: Buffer) => log.push(chunk));
  const kill = () => server.kill();
  process.once('exit', kill);
  server.once('exit', () => process.off('exit', kill));
  if (await answers(`${url}/xmlrpc.php`, server)) return { url, server };
  server.kill();
  if (tries > 1) return serve(site, tries - 1);
  throw new Error(`WordPress does not start:\n${Buffer.concat(log)}`);
}

/** Whether a server comes to answer, at all, within 20 seconds. */
async function answers(url: string, server: ChildProcess): Promise<boolean> {
  for (let attempt = 0; attempt < 400 && server.exitCode === null; attempt += 1) {
    if (await fetch(url).catch(() => null)) return true;
    await setTimeout(50);
  }
  return false;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return address !== null && typeof address === 'object' ? address.port : 0;
}

async function listPosts(url: string, authorization: string): Promise<WordPressPost[]> {
  const query = 'status=any&context=edit&per_page=100&orderby=id&order=asc';
  const answer = await fetch(`${url}/wp-json/wp/v2/posts?${query}`, { headers: { authorization } });
  if (!answer.ok) throw new Error(`WordPress answered ${answer.status}: ${await answer.text()}`);
  const posts = (await answer.json()) as Listed[];
  return posts.map(({ id, link, status, title, content }) => {
    return { id: String(id), link, status, title: title.raw, content: content.raw };
  });
}

function environment(site: string, url: string): NodeJS.ProcessEnv {
  const { PHP_CLI_SERVER_WORKERS: _, ...inherited } = process.env;
  const ours = {
    BYLINE_SITE: site,
    BYLINE_URL: url,
    BYLINE_CORE: core,
    BYLINE_CONFIG: join(OURS, 'wp-config.php'),
  };
  return { ...inherited, ...php().env, ...ours };
}

const OURS = fileURLToPath(new URL('./wordpress/', import.meta.url));
const USER = 'author';

export interface WordPress {
  /** Without a trailing slash. */
  readonly url: string;
  /** The MetaWeblog end point. */
  readonly xmlRpc: string;
  readonly user: string;
  /** An application password; good for XML-RPC and REST. */
  readonly password: string;
  /** Everything but the trash, oldest first. */
  posts(): Promise<WordPressPost[]>;
  /** Stops it and removes its files. */
  stop(): Promise<void>;
}

export interface WordPressPost {
  readonly id: string;
  readonly link: string;
  /** `publish`, `draft`, … */
  readonly status: string;
  readonly title: string;
  readonly content: string;
}

interface Listed {
  readonly id: number;
  readonly link: string;
  readonly status: string;
  readonly title: { readonly raw: string };
  readonly content: { readonly raw: string };
}
