import { expect, test } from 'vitest';
import startMicropub from '../../servers/micropub-stand-in.ts';
import { feedItem } from '../feed-item.ts';
import { openRig } from './rig.ts';

const open = async () => openRig('micropub', await startMicropub());
const edited = feedItem({ title: 'Hello again' });

test('C21: what was answered 202 is looked at later, and not sent again', async () => {
  const { run, server, proxy, books, later } = await open();
  server.works.isSlow = true;
  expect(await run([feedItem()])).toMatchObject([
    { outcome: 'done', what: 'created, and is being worked on there', url: 'https://indie.example/posts/1' },
  ]);
  const writes = () => proxy.log().filter((request) => request.writes).length;
  expect(await run([feedItem()])).toMatchObject([{ outcome: 'unchanged' }]);
  later(1);
  expect(await run([edited])).toMatchObject([{ outcome: 'later', at: Date.UTC(2026, 10, 1, 0, 10) }]);
  expect(books.ledger.line('hello', 'out')?.state).toBe('published');
  expect(writes()).toBe(1);
  for (const post of server.works.shelf.items) post.isLive = true;
  expect(await run([edited])).toMatchObject([{ outcome: 'done', what: 'updated' }]);
  expect(server.copies()).toMatchObject([{ title: 'Hello again' }]);
});

test('one that never came is called deleted once a slow server would be done', async () => {
  const { run, server, later } = await open();
  server.works.isSlow = true;
  await run([feedItem()]);
  later(11);
  expect(await run([edited])).toMatchObject([{ outcome: 'gone' }]);
});

test('a server that cannot say what it has is updated all the same', async () => {
  const { run, server } = await open();
  server.works.hasSource = false;
  await run([feedItem()]);
  expect(await run([edited])).toMatchObject([{ outcome: 'done', what: 'updated' }]);
  expect(server.copies()).toMatchObject([{ title: 'Hello again' }]);
});
