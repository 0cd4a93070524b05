import { expect, test } from 'vitest';
import startOschina from '../../servers/oschina-stand-in.ts';
import { feedItem } from '../feed-item.ts';
import { openRig } from './rig.ts';

const open = async (options: Record<string, unknown> = {}) =>
  openRig('oschina', await startOschina(), { options });

test('a post that was answered without an id is known by its title and its last line', async () => {
  const { run, books } = await open();
  expect(await run([feedItem()])).toMatchObject([
    { outcome: 'done', url: 'https://my.oschina.net/lin/blog/1' },
  ]);
  expect(books.ledger.line('hello', 'out')).toMatchObject({ state: 'published', id: '1' });
});

test('a post whose list cannot be read went out all the same, once', async () => {
  const { run, server, books } = await open();
  server.works.shelf.add({ title: 'Mine', body: '<p>Mine</p>' });
  server.works.isDumb = true;
  expect(await run([feedItem()])).toMatchObject([{ outcome: 'refused' }]);
  expect(server.copies()).toHaveLength(1);
  server.works.isDumb = false;
  await run([feedItem()]);
  expect(server.copies()).toHaveLength(2);
  expect(books.ledger.line('hello', 'out')?.id).toBe('2');
});

test('an older post of the author with the same title is not taken for the copy', async () => {
  const { run, server } = await open();
  server.works.shelf.add({ title: 'Hello & <world>', body: '<p>Something else.</p>' });
  expect(await run([feedItem()])).toMatchObject([{ outcome: 'done', what: 'created' }]);
  expect(server.copies()).toHaveLength(2);
});

test('the category of the channel goes along', async () => {
  const { run, server } = await open({ catalog: 12 });
  await run([feedItem()]);
  expect(server.works.sent).toMatchObject([{ catalog: '12', tags: 'Node.js,C++' }]);
});
