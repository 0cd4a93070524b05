import { execFile } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { startProgram } from './program.ts';
import type { RealServer } from './real-server.ts';
import { synapse } from './synapse-files.ts';

export { whyNoSynapse } from './synapse-files.ts';

/** A real Synapse with one author, and a room of the author's. */
export async function startSynapse(): Promise<Synapse> {
  const folder = await mkdtemp(join(tmpdir(), 'byline-synapse-'));
  const { command, words, env } = synapse();
  const { url, stop } = await startProgram(async ({ port }) => {
    const config = await configure(folder, port);
    return {
      name: 'Synapse',
      command,
      words: [...words, '-c', config],
      env,
      ready: '/_matrix/client/versions',
    };
  });
  const token = await register(url);
  const ask = (method: string, path: string, body?: object) => askWith(token, method, url + path, body);
  const newRoom = async (state: readonly object[] = []) => {
    const room = { preset: 'public_chat', initial_state: state };
    return roomSchema.parse(await ask('POST', `${CLIENT}/createRoom`, room)).room_id;
  };
  const room = await newRoom();
  const here = `${CLIENT}/rooms/${encodeURIComponent(room)}`;
  const read = async (id: string) =>
    eventSchema.parse(await ask('GET', `${here}/event/${encodeURIComponent(id)}`));
  return {
    url,
    account: room,
    secrets: { token },
    isWrite: ({ method, path }) => method === 'PUT' && /\/(send|redact)\//.test(path),
    posts: async () => {
      const query = `dir=b&limit=500&filter=${encodeURIComponent('{"types":["m.room.message"]}')}`;
      const { chunk } = pageSchema.parse(await ask('GET', `${here}/messages?${query}`));
      return chunk.toReversed().flatMap((event) => shown(event) ?? []);
    },
    remove: async (id) => {
      await ask('PUT', `${here}/redact/${encodeURIComponent(id)}/${randomUUID()}`, {});
    },
    edit: async (id) => {
      const { formatted_body = '' } = (await read(id)).content;
      const content = {
        msgtype: 'm.text',
        body: 'By hand.',
        format: 'org.matrix.custom.html',
        formatted_body: `${formatted_body}<br>By hand.`,
      };
      const edit = {
        ...content,
        'm.new_content': content,
        'm.relates_to': { rel_type: 'm.replace', event_id: id },
      };
      await ask('PUT', `${here}/send/m.room.message/${randomUUID()}`, edit);
    },
    newRoom,
    limit: async (messages_per_second) => {
      const path = `/_synapse/admin/v1/users/${encodeURIComponent(AUTHOR_ID)}/override_ratelimit`;
      await ask('POST', path, { messages_per_second, burst_count: 1 });
    },
    stop: async () => {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Writes the settings and makes the server's key; resolves to the settings' file. */
async function configure(folder: string, port: number): Promise<string> {
  const free = { per_second: 1000, burst_count: 1000 };
  const settings = {
    server_name: SERVER,
    pid_file: join(folder, 'pid'),
    listeners: [{ port, type: 'http', bind_addresses: ['127.0.0.1'], resources: [{ names: ['client'] }] }],
    database: { name: 'sqlite3', args: { database: join(folder, 'database') } },
    log_config: join(folder, 'log.json'),
    media_store_path: join(folder, 'media'),
    signing_key_path: join(folder, 'signing.key'),
    registration_shared_secret: SHARED_SECRET,
    macaroon_secret_key: 'macaroon',
    form_secret: 'form',
    report_stats: false,
    trusted_key_servers: [],
    rc_message: free,
    rc_login: { address: free, account: free, failed_attempts: free },
  };
  const handlers = { console: { class: 'logging.StreamHandler' } };
  const log = { version: 1, handlers, root: { level: 'WARNING', handlers: ['console'] } };
  await writeFile(settings.log_config, JSON.stringify(log));
  // JSON is YAML.
  const file = join(folder, 'homeserver.yaml');
  await writeFile(file, JSON.stringify(settings));
  const { command, words, env } = synapse();
  await promisify(execFile)(command, [...words, '-c', file, '--generate-keys'], { env });
  return file;
}

/** Makes the author's account, as the server's administrator does; resolves to an access token. */
async function register(url: string): Promise<string> {
  const address = `${url}/_synapse/admin/v1/register`;
  const { nonce } = z.object({ nonce: z.string() }).parse(await (await fetch(address)).json());
  const [username, password] = [AUTHOR, 'a-long-password'];
  const signed = [nonce, username, password, 'admin'].join('\0');
  const mac = createHmac('sha1', SHARED_SECRET).update(signed).digest('hex');
  const body = JSON.stringify({ nonce, username, password, admin: true, mac });
  const answer = await fetch(address, { method: 'POST', body });
  return z.object({ access_token: z.string() }).parse(await answer.json()).access_token;
}

async function askWith(token: string, method: string, url: string, body?: object): Promise<unknown> {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(url, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`Synapse answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

/** What readers see of an event: edits are shown in the message they change, and one taken back not at all. */
function shown({ event_id: id, content, unsigned }: Event) {
  if (content['m.relates_to']?.rel_type === 'm.replace') return undefined;
  const { formatted_body: body } =
    unsigned?.['m.relations']?.['m.replace']?.content['m.new_content'] ?? content;
  return body === undefined ? undefined : { id, body };
}

const CLIENT = '/_matrix/client/v3';
const SERVER = 'localhost';
const AUTHOR = 'lin';
const AUTHOR_ID = `@${AUTHOR}:${SERVER}`;
const SHARED_SECRET = 'shared';

const roomSchema = z.object({ room_id: z.string() });

const contentSchema = z.object({
  formatted_body: z.string().optional(),
  'm.relates_to': z.object({ rel_type: z.string().optional() }).optional(),
});

const eventSchema = z.object({
  event_id: z.string(),
  content: contentSchema,
  unsigned: z
    .object({
      'm.relations': z
        .object({
          'm.replace': z.object({ content: z.object({ 'm.new_content': contentSchema }) }).optional(),
        })
        .optional(),
    })
    .optional(),
});

const pageSchema = z.object({ chunk: z.array(eventSchema) });

type Event = z.output<typeof eventSchema>;

export interface Synapse extends RealServer {
  /** Makes another room of the author's; `state` holds its first events. */
  newRoom(state?: readonly object[]): Promise<string>;
  /** How many messages the author may send in a second; 0 is as many as wanted. */
  limit(messages: number): Promise<void>;
}
