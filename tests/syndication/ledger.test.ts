import { execFile } from 'node:child_process';
import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Problem, Publication } from '#domain';
import { formatLedger, openLedger, readLedger } from '../../integrations/syndication/records/ledger.ts';

const line = (post: string, channel: string, changes: Partial<Publication> = {}): Publication => ({
  post,
  channel,
  state: 'published',
  source: 'a'.repeat(64),
  at: '2026-11-01T00:00:00.000Z',
  ...changes,
});

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'byline-'));
  file = join(folder, 'publications.jsonl');
});
afterEach(() => rm(folder, { recursive: true }));

test('is empty when there is none yet', async () => {
  expect(await readLedger(file)).toEqual([]);
});

test('is on the disk after every change, and in order once it is closed', async () => {
  const ledger = await openLedger(file);
  await ledger.write(line('b', 'x'));
  await ledger.write(line('a', 'y'));
  await ledger.write(line('b', 'x', { id: '7', url: 'https://x.example/7' }));
  const kept = [line('a', 'y'), line('b', 'x', { id: '7', url: 'https://x.example/7' })];
  expect(await readLedger(file)).toEqual(expect.arrayContaining(kept));
  await ledger.close();
  expect(await readFile(file, 'utf8')).toBe(formatLedger(kept));
  expect(await readdir(folder)).toEqual(['publications.jsonl']);
});

test('has every line on the disk when accounts write side by side', async () => {
  const ledger = await openLedger(file);
  const kept = Array.from({ length: 20 }, (_, index) => line(`post-${index}`, 'x'));
  await Promise.all(kept.map((each) => ledger.write(each)));
  // As a run leaves it that dies here.
  const found = await readLedger(file);
  expect(found.toSorted((a, b) => a.post.localeCompare(b.post))).toEqual(
    kept.toSorted((a, b) => a.post.localeCompare(b.post)),
  );
  await ledger.close();
});

test('is one object a line, without commas between them', () => {
  expect(formatLedger([line('b', 'x'), line('a', 'x')])).toBe(
    `${JSON.stringify(line('a', 'x'))}\n${JSON.stringify(line('b', 'x'))}\n`,
  );
});

test('a run that changes nothing leaves it as it is', async () => {
  const text = `${JSON.stringify(line('b', 'x'))}\n${JSON.stringify(line('a', 'x'))}`;
  await writeFile(file, text);
  await (await openLedger(file)).close();
  expect(await readFile(file, 'utf8')).toBe(text);
});

test('what a crash cut off is left out, and what comes after it is whole', async () => {
  await writeFile(file, formatLedger([line('a', 'x')]));
  await appendFile(file, '{"post":"b","chan');
  expect(await readLedger(file)).toEqual([line('a', 'x')]);
  const ledger = await openLedger(file);
  await ledger.write(line('c', 'x'));
  expect(await readLedger(file)).toEqual([line('a', 'x'), line('c', 'x')]);
  await ledger.close();
});

test('of two lines for one copy the later counts, wherever it stands', async () => {
  const late = line('a', 'x', { at: '2026-11-02T00:00:00.000Z', id: 'late' });
  for (const lines of [
    [line('a', 'x'), late],
    [late, line('a', 'x')],
  ]) {
    await writeFile(file, lines.map((each) => `${JSON.stringify(each)}\n`).join(''));
    expect(await readLedger(file)).toEqual([late]);
  }
});

test('two branches that both published merge without a conflict', async () => {
  const git = (...words: string[]) =>
    promisify(execFile)('git', ['-c', 'user.name=t', '-c', 'user.email=t@t.example', ...words], {
      cwd: folder,
    });
  const publish = async (...lines: Publication[]) => {
    const ledger = await openLedger(file);
    for (const each of lines) await ledger.write(each);
    await ledger.close();
    await git('add', '.');
    await git('commit', '-qm', 'publish');
  };
  const later = (at: number) => ({ at: `2026-11-01T00:00:0${at}.000Z` });
  await git('init', '-qb', 'main');
  await writeFile(join(folder, '.gitattributes'), 'publications.jsonl merge=union\n');
  await publish(line('b', 'x'));
  await git('checkout', '-qb', 'other');
  await publish(line('a', 'x'), line('b', 'x', { id: 'other', ...later(1) }), line('c', 'x'));
  await git('checkout', '-q', 'main');
  await publish(line('a', 'y'), line('b', 'x', { id: 'main', ...later(2) }), line('d', 'x'));
  await git('merge', '-q', '--no-edit', 'other');
  const merged = await readLedger(file);
  expect(merged.map(({ post, channel }) => post + channel).sort()).toEqual(['ax', 'ay', 'bx', 'cx', 'dx']);
  expect(merged.find(({ post }) => post === 'b')?.id).toBe('main');
});

test('belongs to one run at a time', async () => {
  const first = await openLedger(file);
  await expect(openLedger(file)).rejects.toMatchObject({
    name: 'Problem',
    message: 'another run is publishing',
  });
  await first.close();
  await (await openLedger(file)).close();
});

describe('the ledger of an earlier version', () => {
  const old = [
    {
      post: 'a',
      channel: 'x',
      state: 'published',
      remoteId: '7',
      url: 'https://x.example/7',
      hash: 'b'.repeat(64),
      at: line('a', 'x').at,
    },
    { post: 'b', channel: 'x', state: 'intended', hash: 'b'.repeat(64), at: line('a', 'x').at },
  ];
  const renewed = [
    {
      post: 'a',
      channel: 'x',
      state: 'published',
      id: '7',
      url: 'https://x.example/7',
      at: line('a', 'x').at,
    },
    { post: 'b', channel: 'x', state: 'uncertain', at: line('a', 'x').at },
  ];

  test('is read, and taken over by the first run that writes', async () => {
    await writeFile(join(folder, 'publications.json'), JSON.stringify(old));
    expect(await readLedger(file)).toEqual(renewed);
    await (await openLedger(file)).close();
    expect(await readdir(folder)).toEqual(['publications.json']);
    const ledger = await openLedger(file);
    await ledger.write(line('c', 'x'));
    await ledger.close();
    expect(await readdir(folder)).toEqual(['publications.jsonl']);
    expect(await readLedger(file)).toEqual([...renewed, line('c', 'x')]);
  });

  test('is named where it is broken', async () => {
    await writeFile(join(folder, 'publications.json'), '{');
    await expect(openLedger(file)).rejects.toMatchObject({
      name: 'Problem',
      message: expect.stringContaining('broken'),
    });
  });
});

describe('a broken one is named by line and left as it is', () => {
  const good = JSON.stringify(line('a', 'x'));
  test.each([
    ['a merge left open', `${good}\n<<<<<<< HEAD\n${good}\n`, 'git left a merge open', 2],
    ['no JSON in the middle', `${good}\n{"post"\n${good}\n`, 'this line is not JSON', 2],
    [
      'a state nobody knows',
      `${good}\n${good.replace('published', 'sent')}\n`,
      /^state: expected .* received "sent"$/,
      2,
    ],
    ['a key too many', `${good.replace('{', '{"x":1,')}\n`, 'x: unknown key', 1],
    ['a hash that is none', `${good.replace('aaa', 'xyz')}\n`, /^source: expected a SHA-256 in hex/, 1],
  ])('%s', async (_, text, what, at) => {
    await writeFile(file, text);
    const error = await openLedger(file).catch((problem: unknown) => problem);
    expect(error).toMatchObject({ name: 'Problem' });
    expect((error as Problem).message.replace('the ledger is broken: ', '')).toMatch(what);
    expect((error as Problem).place?.line).toBe(at);
    expect(await readFile(file, 'utf8')).toBe(text);
    expect(await readdir(folder)).toEqual(['publications.jsonl']);
  });
});
