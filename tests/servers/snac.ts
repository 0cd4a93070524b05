import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { startProgram } from './program.ts';
import type { RealServer } from './real-server.ts';
import { snac } from './snac-files.ts';

export { whyNoSnac } from './snac-files.ts';

/** A real snac2 with one author in it. It has Mastodon's API, in part, and heeds no idempotency key. */
export async function startSnac(): Promise<RealServer> {
  const folder = await mkdtemp(join(tmpdir(), 'byline-snac-'));
  const data = join(folder, 'data');
  const { command, words } = snac();
  let password = '';
  const { url, stop } = await startProgram(async ({ port }) => {
    await rm(data, { recursive: true, force: true });
    password = await install(data, port);
    return { name: 'snac2', command, words: [...words, 'httpd', data], env: process.env };
  });
  const token = await tokenFor(url, password);
  const ask = (path: string, how: RequestInit = {}) => askWith(token, url + path, how);
  const { id: account } = z
    .object({ id: z.string() })
    .parse(await ask('/api/v1/accounts/verify_credentials'));
  const list = async () =>
    statusesSchema.parse(await ask(`/api/v1/accounts/${account}/statuses?limit=100`)).toReversed();
  return {
    url,
    account: '',
    secrets: { token },
    posts: async () => (await list()).map(({ id, content }) => ({ id, body: content })),
    remove: async (id) => {
      const status = statusSchema.parse(await ask(`/api/v1/statuses/${id}`));
      await removeOnItsPage(status.uri, url, password);
    },
    edit: async (id) => {
      const { text } = statusSchema.parse(await ask(`/api/v1/statuses/${id}`));
      const body = JSON.stringify({ status: `${text}\n\nBy hand.` });
      await ask(`/api/v1/statuses/${id}`, { method: 'PUT', body });
    },
    stop: async () => {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Makes a server's files, and its author; resolves to the author's password. */
async function install(data: string, port: number): Promise<string> {
  const { command, words } = snac();
  const address = `127.0.0.1:${port}`;
  const init = spawn(command, [...words, 'init', data], { stdio: ['pipe', 'ignore', 'ignore'] });
  // It asks for its address, its port, its name, a prefix and a mail address.
  init.stdin.end(['127.0.0.1', port, address, '', '', ''].join('\n'));
  await once(init, 'exit');
  const settings = join(data, 'server.json');
  const said = await readFile(settings, 'utf8');
  await writeFile(settings, JSON.stringify({ ...JSON.parse(said), protocol: 'http', num_threads: 16 }));
  const { stdout } = await promisify(execFile)(command, [...words, 'adduser', data, AUTHOR]);
  const password = /^User password is (\S+)/m.exec(stdout)?.[1];
  if (password === undefined) throw new Error(`snac2 takes no author:\n${stdout}`);
  return password;
}

/** An access token, as its form for authors gives it. */
async function tokenFor(url: string, password: string): Promise<string> {
  const body = new URLSearchParams({ login: AUTHOR, passwd: password, redir: '', cid: '', state: '' });
  const answer = await fetch(`${url}/oauth/x-snac-get-token`, { method: 'POST', body });
  return (await answer.text()).trim();
}

/** Deletes a status by the form on the author's page, since the API cannot. */
async function removeOnItsPage(uri: string, url: string, password: string): Promise<void> {
  const authorization = `Basic ${Buffer.from(`${AUTHOR}:${password}`).toString('base64')}`;
  const body = new URLSearchParams({
    id: uri,
    actor: `${url}/${AUTHOR}`,
    group: '',
    redir: 'top',
    action: 'Delete',
  });
  // It takes the type of a form letter by letter, and `fetch` adds a character set.
  const headers = { authorization, 'content-type': 'application/x-www-form-urlencoded', ...ONCE };
  const how = { method: 'POST', body, headers, redirect: 'manual' } as const;
  const { status } = await fetch(`${url}/${AUTHOR}/admin/action`, how);
  if (status >= 400) throw new Error(`snac2 answered ${status} to a deletion`);
}

async function askWith(token: string, url: string, how: RequestInit): Promise<unknown> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...ONCE };
  const answer = await fetch(url, { ...how, headers });
  if (!answer.ok) throw new Error(`snac2 answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

const AUTHOR = 'lin';

/** It ends each connection after its answer without saying so, so that a second request over it is lost. */
const ONCE = { connection: 'close' };

const statusSchema = z.object({ id: z.string(), uri: z.string(), content: z.string(), text: z.string() });
const statusesSchema = z.array(statusSchema.omit({ text: true }));
