import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Running, startProgram } from './program.ts';
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
  const { url, stop } = await serve(site);
  const authorization = `Basic ${Buffer.from(`${USER}:${password}`).toString('base64')}`;
  return {
    url,
    xmlRpc: `${url}/xmlrpc.php`,
    user: USER,
    password,
    posts: () => listPosts(url, authorization),
    async stop() {
      await stop();
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

/** Starts PHP's own server. */
function serve(site: string): Promise<Running> {
  const { command, flags } = php();
  return startProgram(async ({ url, port }) => ({
    name: 'WordPress',
    command,
    words: [...flags, '-S', `127.0.0.1:${port}`, '-t', core, join(OURS, 'router.php')],
    env: environment(site, url),
    ready: '/xmlrpc.php',
  }));
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
