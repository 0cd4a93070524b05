import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readFeed, readOutlines } from '../../integrations/syndication/editions/feed.ts';
import { hashItem } from '../../integrations/syndication/editions/source-hash.ts';
import { feedItem } from './feed-item.ts';

const page = (ids: readonly string[], next?: string) =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Site',
    home_page_url: 'https://site.example/',
    feed_url: 'https://site.example/feed.json',
    ...(next === undefined ? {} : { next_url: `https://site.example${next}` }),
    items: ids.map((id) => feedItem({ id })),
  });

async function built(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'byline-'));
  await mkdir(join(folder, 'feed'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

const noNetwork = (): Promise<string> => Promise.reject(new Error('asked the network'));
const ids = async (from: string, getText: (url: string) => Promise<string> = noNetwork) =>
  (await readFeed(from, getText)).map(({ id }) => id);

test('reads all pages of a built site', async () => {
  const folder = await built({ 'feed.json': page(['a', 'b'], '/feed/2.json'), 'feed/2.json': page(['c']) });
  expect(await ids(folder)).toEqual(['a', 'b', 'c']);
});

test.each([
  ['with the hash of what its author wrote', { source: 'a'.repeat(64), content: '<p>Hello, marked</p>' }],
  ['of an earlier version', {}],
])('an outline of a feed %s has no text, and plans as the whole post does', async (_, own) => {
  const item = feedItem({ _byline: { offers: [], channels: {}, ...own } });
  const text = page([]).replace('"items":[]', `"items":[${JSON.stringify(item)}]`);
  const folder = await built({ 'feed.json': text });
  const [[whole], [outline]] = await Promise.all([
    readFeed(folder, noNetwork),
    readOutlines(folder, noNetwork),
  ]);
  if (whole === undefined || outline === undefined) return expect.fail('no post');
  expect(outline).not.toHaveProperty('content_html');
  expect(outline._byline).not.toHaveProperty('content');
  expect(hashItem(outline)).toBe(hashItem(whole));
});

test('a page that is shorter than the one before it is read as it is', async () => {
  const long = '长'.repeat(400);
  const folder = await built({ 'feed.json': page(['a', long], '/feed/2.json'), 'feed/2.json': page(['c']) });
  expect(await ids(folder)).toEqual(['a', long, 'c']);
});

test('ends where the pages go round', async () => {
  const folder = await built({ 'feed.json': page(['a'], '/feed.json') });
  expect(await ids(folder)).toEqual(['a']);
});

test.each([
  ['http://127.0.0.1:4321', ['/feed.json', '/feed/2.json']],
  ['http://127.0.0.1:4321/feed/2.json', ['/feed/2.json']],
])('reads %s where it is, not where it says it will be', async (from, paths) => {
  const asked: string[] = [];
  await readFeed(from, async (url) => {
    asked.push(url);
    return url.endsWith('/feed.json') ? page(['a'], '/feed/2.json') : page(['b']);
  });
  expect(asked).toEqual(paths.map((path) => `http://127.0.0.1:4321${path}`));
});

test.each([
  ['a folder', undefined],
  ['http://127.0.0.1:4321/blog', '/blog/'],
  ['http://127.0.0.1:4321/blog/', '/blog/'],
  ['http://127.0.0.1:4321/elsewhere/feed.json', '/elsewhere/'],
])('reads all pages of a site below a path from %s', async (from, root) => {
  const below = (ids: readonly string[], own: string, next?: string) =>
    page(ids, next).replace('/feed.json"', `${own}"`);
  const pages = {
    'feed.json': below(['a'], '/blog/feed.json', '/blog/feed/2.json'),
    'feed/2.json': below(['b'], '/blog/feed/2.json', '/blog/feed/3.json'),
    'feed/3.json': below(['c'], '/blog/feed/3.json'),
  };
  const asked: string[] = [];
  const getText = async (url: string) => {
    asked.push(new URL(url).pathname);
    return Object.entries(pages).find(([name]) => url.endsWith(`/${name}`))?.[1] ?? '';
  };
  expect(await ids(root === undefined ? await built(pages) : from, getText)).toEqual(['a', 'b', 'c']);
  expect(asked).toEqual(root === undefined ? [] : Object.keys(pages).map((name) => root + name));
});

describe('what is wrong with a feed', () => {
  test.each([
    ['none', {}, /^there is no feed at .*feed\.json$/, 'Run `npm run build` first.'],
    [
      'a page that is gone',
      { 'feed.json': page([], '/feed/9.json') },
      /no feed at .*9\.json/,
      'Run `npm run build` first.',
    ],
    ['no JSON', { 'feed.json': '<html>' }, /^the feed is not JSON$/, undefined],
    [
      'one of others',
      { 'feed.json': page(['a']).replace('"_byline"', '"_x"') },
      /items\.0\._byline is missing/,
      expect.stringContaining('npm run build'),
    ],
    [
      'one that leads to no address',
      { 'feed.json': page([], '/feed/%E0%A4%A.json') },
      /^the feed names a page at an address that cannot be read: \/feed\/%E0%A4%A\.json$/,
      expect.stringContaining('npm run build'),
    ],
    [
      'one that leads out',
      { 'feed.json': page([], '/%2e%2e/%2e%2e%2fsecret') },
      /^the feed leads out of/,
      undefined,
    ],
  ])('%s', async (_, files, message, hint) => {
    const folder = await built(files);
    await expect(ids(folder)).rejects.toMatchObject({
      name: 'Problem',
      message: expect.stringMatching(message),
      hint,
    });
  });
});
