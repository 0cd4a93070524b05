import { appendFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Intent, openJournal, readIntents } from '../../integrations/syndication/records/journal.ts';

const NOW = Date.UTC(2026, 10, 1);
const intent = (post: string, changes: Partial<Intent> = {}): Intent => ({
  post,
  channel: 'out',
  account: 'me',
  act: 'create',
  key: `key of ${post}`,
  title: post,
  source: 'a'.repeat(64),
  recipe: 'gfm@1',
  at: NOW,
  ...changes,
});

let folder: string;
let file: string;
const open = () => openJournal(file, () => NOW);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'byline-'));
  file = join(folder, 'a/publishing.jsonl');
});
afterEach(() => rm(folder, { recursive: true }));

test('an intent is on the disk before anything is sent, and stays until it is settled', async () => {
  const journal = await open();
  await journal.begin(intent('a'));
  await journal.begin(intent('b'));
  await journal.end(intent('a'));
  expect([...(await readIntents(file)).intents.values()]).toEqual([intent('b')]);
  await journal.close();
  expect((await open()).intents()).toEqual([intent('b')]);
});

test('a run that died leaves its intents to the next one', async () => {
  await (await open()).begin(intent('a'));
  await appendFile(file, '{"is":"intent","post":"cut o');
  const next = await open();
  expect(next.intents()).toEqual([intent('a')]);
  await next.begin(intent('b'));
  expect((await open()).intents()).toEqual([intent('a'), intent('b')]);
});

test('remembers for each account when it was written to, and how long it is left alone', async () => {
  const journal = await open();
  await journal.begin(intent('a'));
  await journal.hold('me', NOW + 1, 'too fast');
  await journal.hold('you', NOW - 1, 'long ago');
  await journal.close();
  const next = await open();
  expect([next.lastWrite('me'), next.heldUntil('me'), next.reasonOfHold('me')]).toEqual([
    NOW,
    NOW + 1,
    'too fast',
  ]);
  expect([next.lastWrite('you'), next.heldUntil('you')]).toEqual([undefined, undefined]);
});

test('keeps uploads and sessions, for no other user of this machine to read', async () => {
  const journal = await open();
  await journal.keepUpload('me', 'b'.repeat(64), { id: '7', url: 'https://x.example/7' });
  await journal.keepSession('me', { token: 't' }, NOW + 1);
  await journal.keepSession('you', { token: 'u' }, NOW - 1);
  await journal.close();
  const next = await open();
  expect(next.upload('me', 'b'.repeat(64))).toEqual({ id: '7', url: 'https://x.example/7' });
  expect(next.upload('you', 'b'.repeat(64))).toBeUndefined();
  expect(next.session('me')).toEqual({ session: { token: 't' }, until: NOW + 1 });
  expect(next.session('you')).toBeUndefined();
  expect((await stat(file)).mode & 0o077).toBe(0);
});

test('is short again once it is closed', async () => {
  const journal = await open();
  for (let count = 0; count < 20; count += 1) {
    await journal.begin(intent(`p${count}`));
    await journal.end(intent(`p${count}`));
  }
  await journal.close();
  expect((await readFile(file, 'utf8')).trim().split('\n')).toHaveLength(1);
});
