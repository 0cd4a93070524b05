import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { IsWrite } from './misbehaving-proxy.ts';
import { pds } from './pds-files.ts';
import { startProgram } from './program.ts';
import type { RealServer } from './real-server.ts';

export { whyNoPds } from './pds-files.ts';

/** A real personal data server of the AT protocol, with one account and an app password. */
export async function startPds(): Promise<Pds> {
  const folder = await mkdtemp(join(tmpdir(), 'byline-pds-'));
  const { command, words, env } = pds();
  const { url, stop } = await startProgram(async ({ port }) => ({
    name: 'the personal data server',
    command,
    words,
    env: { ...env, PORT: String(port), FOLDER: folder },
    ready: '/xrpc/_health',
  }));
  const { did, accessJwt } = await createAccount(url);
  const ask = (name: string, query: object, body?: object) => askWith(accessJwt, url, name, query, body);
  const made = await ask('com.atproto.server.createAppPassword', {}, { name: 'Byline' });
  const { password } = z.object({ password: z.string() }).parse(made);
  const records = async (collection: string) =>
    listSchema.parse(
      await ask('com.atproto.repo.listRecords', { repo: did, collection, limit: '100', reverse: 'true' }),
    ).records;
  const read = async (collection: string, rkey: string) =>
    recordSchema.parse(await ask('com.atproto.repo.getRecord', { repo: did, collection, rkey }));
  return {
    url,
    did,
    account: HANDLE,
    secrets: { appPassword: password },
    isWrite: isPutTo(POST),
    records,
    posts: async () =>
      (await records(POST)).map(({ uri, value }) => ({
        id: uri.split('/').at(-1) ?? '',
        body: `${String(value['text'])}\n${JSON.stringify(value['embed'])}`,
      })),
    remove: async (rkey) => {
      await ask('com.atproto.repo.deleteRecord', {}, { repo: did, collection: POST, rkey });
    },
    edit: async (rkey) => {
      const { value } = await read(POST, rkey);
      const record = { ...value, text: `${String(value['text'])}\nBy hand.` };
      await ask('com.atproto.repo.putRecord', {}, { repo: did, collection: POST, rkey, record });
    },
    put: async (collection, rkey, record) => {
      await ask('com.atproto.repo.putRecord', {}, { repo: did, collection, rkey, record });
    },
    removeRecord: async (collection, rkey) => {
      await ask('com.atproto.repo.deleteRecord', {}, { repo: did, collection, rkey });
    },
    stop: async () => {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Requests that write a record of a collection. */
export function isPutTo(collection: string): IsWrite {
  const kind = `"collection":"${collection}"`;
  return ({ path, body }) => path.includes('com.atproto.repo.putRecord') && body.includes(kind);
}

async function createAccount(url: string) {
  const body = { handle: HANDLE, email: 'lin@example.com', password: 'a-long-password' };
  return accountSchema.parse(await askWith('', url, 'com.atproto.server.createAccount', {}, body));
}

async function askWith(
  token: string,
  url: string,
  name: string,
  query: object,
  body?: object,
): Promise<unknown> {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
  const how = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) };
  const answer = await fetch(`${url}/xrpc/${name}?${new URLSearchParams({ ...query })}`, how);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`The server answered ${answer.status}: ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}

const HANDLE = 'lin.test';
const POST = 'app.bsky.feed.post';

const accountSchema = z.object({ did: z.string(), accessJwt: z.string() });
const recordSchema = z.object({ uri: z.string(), value: z.record(z.string(), z.unknown()) });
const listSchema = z.object({ records: z.array(recordSchema) });

export interface Pds extends RealServer {
  /** The account's identity. */
  readonly did: string;
  /** Every record of a collection, oldest first. */
  records(collection: string): Promise<z.output<typeof recordSchema>[]>;
  /** Writes a record, as another program of its author's would. */
  put(collection: string, rkey: string, record: object): Promise<void>;
  /** Deletes a record. */
  removeRecord(collection: string, rkey: string): Promise<void>;
}
