import { describe, expect, onTestFinished, test } from 'vitest';
import startMatrix from '../../servers/matrix-stand-in.ts';
import { feedItem } from '../feed-item.ts';
import { openRig } from './rig.ts';

const open = async () => openRig('matrix', await startMatrix());
const second = feedItem({ id: 'second', url: 'https://site.example/posts/second/', title: 'Second' });

describe('C12: one message for each post', () => {
  test('two posts to one room are two', async () => {
    const { run, server } = await open();
    expect(await run([feedItem(), second])).toMatchObject([{ outcome: 'done' }, { outcome: 'done' }]);
    expect(server.copies()).toHaveLength(2);
  });

  test('the same twice within a minute is one', async () => {
    const { run, server, proxy } = await open();
    proxy.spoil('repeats');
    expect(await run([feedItem()])).toMatchObject([{ outcome: 'done' }]);
    expect(server.copies()).toHaveLength(1);
  });

  test('two clones of the site that send it at once: two, and the younger is named', async () => {
    const server = await startMatrix();
    const clones = await Promise.all(
      [server, server].map(({ close: _, ...shared }) => openRig('matrix', shared)),
    );
    onTestFinished(() => server.close());
    const results = (await Promise.all(clones.map(({ run }) => run([feedItem()])))).flat();
    expect(server.copies()).toHaveLength(2);
    expect(results.map(({ outcome }) => outcome)).toContain('twice');
  });

  test('when the server has forgotten the transaction, the message is looked for first', async () => {
    const { run, server, proxy, later } = await open();
    proxy.spoil('answer-lost');
    await run([feedItem()]);
    server.room.transactions.clear();
    later(60);
    const before = proxy.log().length;
    expect(await run([feedItem()])).toMatchObject([{ outcome: 'done', what: 'found: it had arrived' }]);
    expect(
      proxy
        .log()
        .slice(before)
        .filter(({ writes }) => writes),
    ).toEqual([]);
    expect(server.copies()).toHaveLength(1);
  });
});

test('a message has a bold title and a link, and the whole address where HTML is not shown', async () => {
  const { run, server } = await open();
  await run([feedItem()]);
  const [{ body, plain } = { body: '', plain: '' }] = server.room.shelf.items;
  expect(body).toMatch(/^<strong>Hello &#x26; &#x3C;world><\/strong><br>/);
  expect(body).toMatch(/<a href="[^"]+utm_source=out[^"]*">site\.example\/posts\/hello\/<\/a>$/);
  expect(plain).toMatch(
    /^Hello & <world>\n\n[\s\S]+\nhttps:\/\/site\.example\/posts\/hello\/\?utm_source=out\S+$/,
  );
});

test('an encrypted room stops the channel before anything is sent', async () => {
  const { run, server, proxy } = await open();
  server.room.isEncrypted = true;
  expect(await run([feedItem(), second])).toMatchObject([
    { outcome: 'setup', what: expect.stringContaining('encrypted') },
    { outcome: 'setup' },
  ]);
  expect(proxy.log().filter(({ writes }) => writes)).toEqual([]);
});
