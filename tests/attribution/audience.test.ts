import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { channelSchema } from '#domain';
import { openStore } from '../../integrations/attribution/collector/store.ts';
import { audienceOf, readAudience } from '../../integrations/attribution/read-audience.ts';
import { count, NOW, ZONE } from './builders.ts';

const DAY = 86_400_000;

/** Midnight in Shanghai of the first day of October and of November 2026. */
const [OCTOBER, NOVEMBER] = [Date.UTC(2026, 8, 30, 16), Date.UTC(2026, 9, 31, 16)];

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'byline-'));
  file = join(folder, 'byline.db');
});

afterEach(() => rm(folder, { recursive: true }));

const site = { timeZone: ZONE, channels: { newsletter: channelSchema.parse({ platform: 'x' }) } };
const read = (now = NOW) => readAudience({ database: file, site }, now);

/** So many readings in October, the first ones by so many readers who are new there. */
async function leave(views: number, readers: number, own: Parameters<typeof count>[0]): Promise<void> {
  const store = await openStore({ database: file, now: () => NOW, timeZone: ZONE });
  const counts = Array.from({ length: views }, (_, index) => {
    const isNew = index < readers;
    return count({ at: OCTOBER + DAY, firstThisMonth: isNew, firstOfPost: isNew, ...own });
  });
  await Promise.all(counts.map((each) => store.addCount(each)));
  await store.close();
}

describe('who reads the site', () => {
  test('is counted for the last whole month: readings, readers, posts, and the channels they arrived by', async () => {
    await leave(60, 20, { post: 'hello', source: 'newsletter' });
    await leave(90, 30, { post: 'other', source: 'www.google.com' });
    await leave(10, 0, { source: null });
    await leave(500, 400, { at: NOVEMBER + DAY });
    await leave(500, 400, { at: OCTOBER - DAY });
    expect(await read()).toEqual({
      from: OCTOBER,
      to: NOVEMBER,
      views: 160,
      readers: 50,
      posts: [
        { post: 'other', views: 90 },
        { post: 'hello', views: 60 },
      ],
      channels: [
        { channel: 'google', arrivals: 90 },
        { channel: 'newsletter', arrivals: 60 },
      ],
    });
  });

  test('is that of the present month where the last one had too few', async () => {
    await leave(99, 20, {});
    await leave(100, 10, { at: NOVEMBER + DAY });
    expect(await read()).toMatchObject({ from: NOVEMBER, to: NOW + 1, views: 100, readers: 10 });
  });

  test('is not told where there is no database, which is not made either', async () => {
    expect(await read()).toBeUndefined();
    expect(await readdir(folder)).toEqual([]);
  });

  test('is not told where the database is empty', async () => {
    new DatabaseSync(file).exec('vacuum');
    expect(await read()).toBeUndefined();
    await leave(0, 1, {});
    expect(await read()).toBeUndefined();
  });

  test('is read while the server writes, and leaves the database as it was', async () => {
    await leave(100, 20, {});
    const before = await readFile(file);
    const server = await openStore({ database: file, now: () => NOW, timeZone: ZONE });
    await server.addCount(count({ at: OCTOBER + DAY, firstThisMonth: true }));
    expect(await read()).toMatchObject({ views: 101, readers: 21 });
    expect(await readFile(file)).toEqual(before);
    await server.close();
  });

  test('cannot be read from the database of another program, and that is said', async () => {
    new DatabaseSync(file).exec('create table bookmarks (url text)');
    await expect(read()).rejects.toMatchObject({
      name: 'Problem',
      message: `${file} is a database of another program`,
    });
  });
});

describe('nobody can be told from it', () => {
  const period = { from: 0, to: 1 };
  const counts = { views: 100, readers: 10, posts: [], channels: [] };
  const row = (key: string, readers: number, views = readers) => ({ key, readers, views });

  test.each([
    { name: 'too few readings', own: { views: 99 } },
    { name: 'too few readers', own: { readers: 9 } },
  ])('$name are not told at all', ({ own }) => {
    expect(audienceOf(counts, period, [])).toBeDefined();
    expect(audienceOf({ ...counts, ...own }, period, [])).toBeUndefined();
  });

  test('a post or a channel with few readers is not named', () => {
    const [few, enough] = [row('bing', 9, 50), row('google', 10)];
    const told = audienceOf({ ...counts, posts: [few, enough], channels: [few, enough] }, period, []);
    expect(told?.posts).toEqual([{ post: 'google', views: 10 }]);
    expect(told?.channels).toEqual([
      { channel: 'google', arrivals: 10 },
      { channel: null, arrivals: 50 },
    ]);
  });

  test('a name a stranger put into a link does not get on a page', () => {
    const channels = [row('direct', 20), row('dev', 30), row('buy-now.example', 500), row('mine', 10)];
    expect(audienceOf({ ...counts, channels }, period, ['mine'])?.channels).toEqual([
      { channel: 'dev', arrivals: 30 },
      { channel: 'direct', arrivals: 20 },
      { channel: 'mine', arrivals: 10 },
      { channel: null, arrivals: 500 },
    ]);
  });

  test('the strongest six channels are named, the rest are one', () => {
    const names = ['google', 'bing', 'baidu', 'zhihu', 'juejin', 'weixin', 'github', 'x'];
    const channels = names.map((name, index) => row(name, 100 - index));
    const told = audienceOf({ ...counts, channels }, period, [])?.channels;
    expect(told?.map(({ channel }) => channel)).toEqual([...names.slice(0, 6), null]);
    expect(told?.at(-1)?.arrivals).toBe(94 + 93);
  });
});
