import { describe, expect, test } from 'vitest';
import startX from '../../servers/x-stand-in.ts';
import { feedItem } from '../feed-item.ts';
import { openRig, yes } from './rig.ts';

const open = async () => openRig('x', await startX());
const START = Date.UTC(2026, 10, 1);

test('what it costs is asked for each post, and nothing is sent without a yes', async () => {
  const { run, proxy, server } = await open();
  expect(await run([feedItem()])).toMatchObject([
    { outcome: 'blocked', what: expect.stringContaining('$0.20'), hint: expect.stringContaining('--yes') },
  ]);
  expect(proxy.log()).toEqual([]);
  expect(await run([feedItem()], yes)).toMatchObject([{ outcome: 'done' }]);
  expect(server.copies()).toHaveLength(1);
});

describe('the weight of a text', () => {
  test.each([
    ['127 Han characters and a link', '长'.repeat(127), 'done'],
    ['one more', '长'.repeat(128), 'refused'],
    ['254 letters and a link', 'a'.repeat(254), 'done'],
    ['one more letter', `${'a'.repeat(254)}b!`, 'refused'],
  ])('%s', async (_, title, outcome) => {
    const { run, server } = await open();
    expect(await run([feedItem({ title })], yes)).toMatchObject([{ outcome }]);
    expect(server.copies()).toHaveLength(outcome === 'done' ? 1 : 0);
  });
});

test('a cap stops the channel, and no time is named', async () => {
  const { run, server, proxy } = await open();
  server.cap();
  const second = feedItem({ id: 'second', url: 'https://site.example/posts/second/' });
  const results = await run([feedItem(), second], yes);
  expect(results).toMatchObject([
    { outcome: 'setup', hint: expect.stringContaining('developer.x.com') },
    { outcome: 'setup' },
  ]);
  expect(results[0]?.at).toBeUndefined();
  expect(proxy.log()).toHaveLength(1);
});

test('a limit is waited for as long as X says', async () => {
  const { run, server } = await open();
  server.limit();
  const [result] = await run([feedItem()], yes);
  expect(result?.outcome).toBe('later');
  expect((result?.at ?? 0) - START).toBeGreaterThan(59 * 60_000);
  expect((result?.at ?? 0) - START).toBeLessThanOrEqual(60 * 60_000);
});

test('a text that X has already is not taken for sent twice', async () => {
  const { run, server, proxy } = await open();
  proxy.spoil('answer-lost');
  expect(await run([feedItem()], yes)).toMatchObject([{ outcome: 'uncertain' }]);
  expect(await run([feedItem()], { consent: async ({ about }) => about === 'cost' })).toMatchObject([
    { outcome: 'uncertain' },
  ]);
  expect(await run([feedItem()], yes)).toMatchObject([
    { outcome: 'refused', hint: expect.stringContaining('byline adopt') },
  ]);
  expect(server.copies()).toHaveLength(1);
});
