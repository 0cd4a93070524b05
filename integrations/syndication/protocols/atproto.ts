import { z } from 'zod';
import { Failure, type Open, type Request } from '../platform.ts';

/** One account's repository of records on a personal data server, by https://atproto.com/specs/repository. */
export type Repository<Options = unknown> = Open<'appPassword', z.output<typeof sessionSchema>, Options>;

export const sessionSchema = z.object({ accessJwt: z.string(), did: z.string(), handle: z.string() });

/** A record of a kind, as the server keeps it. */
export interface Kept<Value> {
  readonly uri: string;
  readonly cid?: string | undefined;
  readonly value: Value;
}

/** A record by its collection and key. @throws {Failure} `gone` where it is not there */
export async function getRecord<Value>(
  { collection, rkey }: Key,
  schema: z.ZodType<Value>,
  to: Repository,
): Promise<Kept<Value>> {
  const query = new URLSearchParams({ repo: to.session.did, collection, rkey });
  return keptSchema(schema).parse(
    await ask(to, { method: 'GET', url: `com.atproto.repo.getRecord?${query}` }),
  );
}

/** The same; undefined where it is not there. */
export async function findRecord<Value>(key: Key, schema: z.ZodType<Value>, to: Repository) {
  try {
    return await getRecord(key, schema, to);
  } catch (error) {
    if (error instanceof Failure && error.outcome === 'gone') return undefined;
    throw error;
  }
}

/**
 * The newest records of a collection, newest first. Those that are not of the kind are left out.
 *
 * @param most how many at most; a page has a hundred
 */
export async function listRecords<Value>(
  collection: string,
  most: number,
  schema: z.ZodType<Value>,
  to: Repository,
): Promise<Kept<Value>[]> {
  const limit = String(Math.min(most, PER_PAGE));
  const all: unknown[] = [];
  let cursor: string | undefined = '';
  while (cursor !== undefined && all.length < most) {
    const where = { repo: to.session.did, collection, limit, ...(cursor && { cursor }) };
    const url = `com.atproto.repo.listRecords?${new URLSearchParams(where)}`;
    const page: z.output<typeof pageSchema> = pageSchema.parse(await ask(to, { method: 'GET', url }));
    all.push(...page.records);
    cursor = page.records.length === 0 ? undefined : page.cursor;
  }
  return all.flatMap((record) => keptSchema(schema).safeParse(record).data ?? []);
}

/** Makes a record or replaces it: twice the same changes nothing. */
export async function putRecord({ collection, rkey }: Key, record: object, to: Repository): Promise<void> {
  const body = { repo: to.session.did, collection, rkey, record: { $type: collection, ...record } };
  await ask(to, { method: 'POST', url: 'com.atproto.repo.putRecord', body });
}

/** Deletes a record; one that is not there is no failure. */
export async function deleteRecord({ collection, rkey }: Key, to: Repository): Promise<void> {
  const body = { repo: to.session.did, collection, rkey };
  await ask(to, { method: 'POST', url: 'com.atproto.repo.deleteRecord', body });
}

export function headersOf({ session }: Repository): Record<string, string> {
  return { authorization: `Bearer ${session.accessJwt}` };
}

/**
 * A timestamp identifier, as records are named: 53 bits of microseconds since 1970 and 10 bits of chance, by
 * https://atproto.com/specs/tid.
 */
export function timestampId(microseconds: bigint, chance: bigint): string {
  const number = (microseconds << 10n) | (chance & 1023n);
  return Array.from(
    { length: 13 },
    (_, index) => LETTERS[Number((number >> BigInt(60 - 5 * index)) & 31n)],
  ).join('');
}

/** The last part of a record's address. */
export function keyIn(uri: string): string {
  return uri.split('/').at(-1) ?? '';
}

const PER_PAGE = 100;

const pageSchema = z.object({ records: z.array(z.unknown()), cursor: z.string().optional() });

const LETTERS = '234567abcdefghijklmnopqrstuvwxyz';

function keptSchema<Value>(value: z.ZodType<Value>) {
  return z.object({ uri: z.string(), cid: z.string().optional(), value });
}

function ask(to: Repository, request: Request): Promise<unknown> {
  return to.send.json({ ...request, url: `${to.url}/xrpc/${request.url}`, headers: headersOf(to) });
}

interface Key {
  /** What kind of record, such as `app.bsky.feed.post`. */
  readonly collection: string;
  readonly rkey: string;
}
