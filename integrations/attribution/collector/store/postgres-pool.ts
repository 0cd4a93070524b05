import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type { Pool, PoolClient, types } from 'pg';
import { Problem } from '#domain';
import { withoutData } from './postgres-errors.ts';

/** Connections of one process. Its writes share one, so the others are for reading and for turns. */
const MOST_CONNECTIONS = 5;

/** How long a server may take to answer a new connection, in milliseconds. */
const CONNECT_TIMEOUT = 5_000;

/**
 * Connections to a PostgreSQL server for Kysely. Numbers come as numbers, and errors without the values they are about.
 *
 * @throws Problem when the address cannot be read
 */
export async function openPool(url: string, name: string): Promise<PostgresPool> {
  if (URL.parse(url) === null) {
    throw new Problem('the address of the database cannot be read', {
      hint: 'Write postgres://user:password@host:5432/name; percent-encode what is no letter or digit.',
    });
  }
  // Loaded where it is asked for: with an SQLite file nobody needs it.
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'byline',
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    keepAlive: true,
    types: { getTypeParser: numbersAsNumbers(pg.types) },
  });
  // The query on a broken connection gets the error. An error event without a listener would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return guarded(pool, name);
}

/** Sums and bigints would come as text. Ours are counts, milliseconds and minor units, far below 2⁵³. */
function numbersAsNumbers({ getTypeParser, builtins }: typeof types): typeof getTypeParser {
  const asNumbers: readonly number[] = [builtins.INT8, builtins.NUMERIC];
  return ((oid: number, format: 'text') =>
    asNumbers.includes(oid) ? Number : getTypeParser(oid, format)) as typeof getTypeParser;
}

function guarded(pool: Pool, name: string): PostgresPool {
  // Kysely tells connections apart by their object.
  const known = new WeakMap<PoolClient, PostgresPoolClient>();
  return {
    options: { name },
    async connect() {
      const client = await pool.connect().catch((error: unknown) => {
        throw withoutData(error);
      });
      const guardedClient = known.get(client) ?? guardClient(client);
      known.set(client, guardedClient);
      return guardedClient;
    },
    end: () => pool.end(),
  };
}

function guardClient(client: PoolClient): PostgresPoolClient {
  async function query(text: string, parameters: readonly unknown[]): Promise<unknown> {
    try {
      return await client.query(text, parameters.map(storable));
    } catch (error) {
      throw withoutData(error);
    }
  }
  return {
    query: query as PostgresPoolClient['query'],
    release: (destroy) => client.release(destroy),
  };
}

/** PostgreSQL takes every character but NUL, which a stranger may well send. */
function storable(value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('\0', '\uFFFD') : value;
}
