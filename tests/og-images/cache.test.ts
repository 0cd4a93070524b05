import { mkdtemp, readdir, readFile, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { cacheKey, openCache } from '../../integrations/og-images/cache.ts';

const DAY = 86_400_000;
const png = Buffer.from('\x89PNG as good as any');
let now = Date.UTC(2026, 10, 1);
let folder: string;

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'byline-')), 'cards');
});

const open = () => openCache(folder, () => now);
const onlyFile = async () => join(folder, (await readdir(folder))[0] ?? 'none');

async function keep(key: string): Promise<void> {
  await (await open()).write(key, png);
}

test('what was written is read at once', async () => {
  const cache = await open();
  await cache.write('a', png);
  expect(await cache.read('a')).toEqual(png);
});

test('what was written is read in a later build', async () => {
  expect((await open()).isEmpty).toBe(true);
  await keep('a');
  expect((await open()).isEmpty).toBe(false);
  expect(await (await open()).read('a')).toEqual(png);
  expect(await (await open()).read('b')).toBeNull();
});

describe('a broken entry', () => {
  test.each([
    ['empty', (file: string) => truncate(file)],
    ['cut short', (file: string) => truncate(file, 5)],
    ['another content', (file: string) => writeFile(file, '\x89PNG that was changed')],
  ])('%s: is none, is removed, and can be written again', async (_, spoil) => {
    await keep('a');
    await spoil(await onlyFile());
    const cache = await open();
    expect(await cache.read('a')).toBeNull();
    expect(await readdir(folder)).toEqual([]);
    await cache.write('a', png);
    expect(await readFile(await onlyFile())).toEqual(png);
  });
});

test.each([
  ['unused and old', false, 31, 0],
  ['unused, not old', false, 29, 1],
  ['old, but used', true, 31, 1],
])('pruning an entry that is %s', async (_, used, age, left) => {
  await keep('a');
  const then = now / 1000;
  await utimes(await onlyFile(), then, then);
  now += age * DAY;
  const cache = await open();
  if (used) await cache.read('a');
  await cache.prune(30 * DAY);
  expect(await readdir(folder)).toHaveLength(left);
});

test('a key is for a content, not for an order of writing it', () => {
  expect(cacheKey({ a: 1, b: 2 })).toBe(cacheKey({ b: 2, a: 1 }));
  expect(cacheKey({ a: 1, b: 2 })).not.toBe(cacheKey({ a: 2, b: 1 }));
});
