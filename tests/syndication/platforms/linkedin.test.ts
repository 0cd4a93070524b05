import { describe, expect, test } from 'vitest';
import startLinkedIn from '../../servers/linkedin-stand-in.ts';
import { feedItem } from '../feed-item.ts';
import { openRig, yes } from './rig.ts';

const open = async (options: Record<string, unknown> = {}) =>
  openRig('linkedin', await startLinkedIn(), { options });

describe('C1: little text', () => {
  test.each([
    'CAP (durable) [v2] #1 a_b <T>',
    'pipes | braces {} @me *bold* ~tilde~ back\\slash',
    '（中文）没有问题 #标签',
  ])('readers see the whole of %s', async (title) => {
    const { run, server } = await open();
    const summary = 'What a_b (and #2) means (see https://site.example/a_(b)#c_d).';
    expect(await run([feedItem({ title, summary })])).toMatchObject([{ outcome: 'done' }]);
    const [copy] = server.copies();
    expect(copy?.body).toContain(title);
    expect(copy?.body).toContain(summary);
    expect(copy?.body).toMatch(
      /\nhttps:\/\/site\.example\/posts\/hello\/\?utm_source=out&utm_medium=syndication&utm_campaign=hello\n/,
    );
    expect(server.cards()).toMatchObject([
      { title, source: expect.stringContaining('utm_source=out'), thumbnail: 'urn:li:image:1' },
    ]);
  });
});

describe('C2: the answer was lost', () => {
  test('nothing is sent again by itself', async () => {
    const { run, server, proxy } = await open();
    proxy.spoil('answer-lost');
    expect(await run([feedItem()])).toMatchObject([{ outcome: 'uncertain' }]);
    expect(await run([feedItem()])).toMatchObject([{ outcome: 'uncertain' }]);
    expect(proxy.log().filter(({ writes }) => writes)).toHaveLength(1);
    expect(server.copies()).toHaveLength(1);
  });

  test('sent again at the author’s word, DUPLICATE_POST names the post that is there', async () => {
    const { run, server, proxy, books } = await open();
    proxy.spoil('answer-lost');
    await run([feedItem()]);
    expect(await run([feedItem()], yes)).toMatchObject([{ outcome: 'done', what: 'found: it had arrived' }]);
    expect(books.ledger.line('hello', 'out')).toMatchObject({ state: 'published', id: 'urn:li:share:1' });
    expect(server.copies()).toHaveLength(1);
  });
});

test('C3: a version that is over stops the channel after one request, and the hint names the header', async () => {
  const { run, proxy } = await open({ version: '202501' });
  const second = feedItem({ id: 'second', url: 'https://site.example/posts/second/' });
  expect(await run([feedItem(), second])).toMatchObject([
    { outcome: 'setup', hint: expect.stringContaining('LinkedIn-Version') },
    { outcome: 'setup' },
  ]);
  expect(proxy.log()).toHaveLength(1);
});

test('an edit goes through the same escapes', async () => {
  const { run, server } = await open();
  await run([feedItem()]);
  await run([feedItem({ title: 'Now (better) #2' })]);
  expect(server.copies()).toMatchObject([{ body: expect.stringMatching(/^Now \(better\) #2\n/) }]);
});
