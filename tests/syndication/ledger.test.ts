import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Problem, Publication } from '#domain';
import { formatLedger, openLedger, readLedger } from '../../integrations/syndication/ledger.ts';

const line = (post: string, channel: string, changes: Partial<Publication> = {}): Publication => ({
  post,
  channel,
  state: 'published',
  hash: 'a'.repeat(64),
  at: '2026-11-01T00:00:00.000Z',
  ...changes,
});

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'byline-'));
  file = join(folder, 'publications.json');
});

test('is empty when there is none yet', async () => {
  expect(await readLedger(file)).toEqual([]);
});

test('is whole on the disk after every change, in one order whatever came first', async () => {
  const ledger = await openLedger(file);
  await Promise.all([
    ledger.write(line('b', 'x')),
    ledger.write(line('a', 'y')),
    ledger.write(line('a', 'x')),
  ]);
  await ledger.write(line('b', 'x', { remoteId: '7', url: 'https://x.example/7' }));
  await ledger.erase('a', 'y');
  const kept = [line('a', 'x'), line('b', 'x', { remoteId: '7', url: 'https://x.example/7' })];
  expect(await readFile(file, 'utf8')).toBe(formatLedger(kept.toReversed()));
  expect(await readLedger(file)).toEqual(kept);
  await ledger.close();
  expect(await readdir(folder)).toEqual(['publications.json']);
});

test('is one publication a line', () => {
  expect(formatLedger([line('b', 'x'), line('a', 'x')]).split('\n')).toEqual([
    '[',
    `  ${JSON.stringify(line('a', 'x'))},`,
    `  ${JSON.stringify(line('b', 'x'))}`,
    ']',
    '',
  ]);
});

test('belongs to one run at a time', async () => {
  const first = await openLedger(file);
  await expect(openLedger(file)).rejects.toMatchObject({
    name: 'Problem',
    message: 'another run is publishing',
  });
  await first.close();
  const second = await openLedger(file);
  await second.close();
});

describe('a broken one is named by line and left as it is', () => {
  const good = JSON.stringify(line('a', 'x'));
  test.each([
    ['cut off', `[\n  ${good},\n  {"post": "b"`, 'it is not JSON', 3],
    ['a merge left open', `[\n  ${good},\n<<<<<<< HEAD\n  ${good}\n]`, 'it is not JSON', 3],
    [
      'a state that is none',
      `[\n  ${good},\n  ${good.replace('published', 'sent')}\n]`,
      '1.state: expected "intended", "published" or "uncertain", received "sent"',
      3,
    ],
    ['a key too many', `[\n  ${good.replace('{', '{"x":1,')}\n]`, '0.x: unknown key', 2],
    [
      'a line twice',
      `[\n  ${good},\n  ${good}\n]`,
      '1.post: expected one line for this post on “x”, received "a"',
      3,
    ],
    ['no list', '{}', 'the whole: expected a list, received {}', undefined],
  ])('%s', async (_, text, what, at) => {
    await writeFile(file, text);
    const error = await openLedger(file).catch((problem: unknown) => problem);
    expect(error).toMatchObject({ name: 'Problem', message: `the ledger is broken: ${what}` });
    expect((error as Problem).place?.line).toBe(at);
    expect(await readFile(file, 'utf8')).toBe(text);
    expect(await readdir(folder)).toEqual(['publications.json']);
  });
});
