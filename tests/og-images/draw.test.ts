import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { digest } from '../../integrations/og-images/cache.ts';
import type { CardPage } from '../../integrations/og-images/card.ts';
import { openStudio, somePage } from './studio.ts';

const pages: [name: string, type: string, page: CardPage][] = [
  ['a post', 'article', somePage],
  ['a post in English', 'article', { ...somePage, lang: 'en', title: 'Trust the “tail”' }],
  ['a very long title', 'article', { ...somePage, title: '把一次线上故障讲清楚，'.repeat(20) }],
  ['a rare character', 'article', { ...somePage, title: '龘字与①→②：生僻字也要有字形' }],
  ['an offer', 'product', { ...somePage, price: '¥19,999' }],
  ['any page', 'website', somePage],
  ['a type without a card', 'profile', somePage],
];

test.each(pages)('%s is drawn as a PNG of 1200 × 630', async (_, type, page) => {
  const { draw } = await openStudio();
  const { png, missing } = await draw({ type, page });
  expect(await sharp(png).metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 });
  expect(missing).toEqual([]);
});

test('a type without a card is drawn like a website', async () => {
  const { draw } = await openStudio();
  const drawn = await Promise.all(['profile', 'website'].map((type) => draw({ type, page: somePage })));
  expect(drawn[0]?.png.equals(drawn[1]?.png ?? Buffer.alloc(0))).toBe(true);
});

test('the same page gives the same bytes, whatever was drawn before it', async () => {
  const hashes = await Promise.all([drawAll(pages), drawAll(pages.toReversed())]);
  expect(hashes[0]).toEqual(hashes[1]);
});

async function drawAll(inOrder: typeof pages): Promise<Record<string, string>> {
  const { draw } = await openStudio();
  const hashes: Record<string, string> = {};
  for (const [name, type, page] of inOrder) hashes[name] = digest((await draw({ type, page })).png);
  return hashes;
}

test('a card is drawn once, and again when its entry is broken or its page changes', async () => {
  const { draw, cacheFolder } = await openStudio();
  const first = await draw({ type: 'article', page: somePage });
  expect(first.fromCache).toBe(false);

  const again = await reopen(cacheFolder);
  const second = await again({ type: 'article', page: somePage });
  expect(second.fromCache).toBe(true);
  expect(second.png.equals(first.png)).toBe(true);
  expect((await again({ type: 'article', page: { ...somePage, title: '别的' } })).fromCache).toBe(false);

  for (const name of await readdir(cacheFolder)) await writeFile(join(cacheFolder, name), 'broken');
  const third = await (await reopen(cacheFolder))({ type: 'article', page: somePage });
  expect(third.fromCache).toBe(false);
  expect(third.png.equals(first.png)).toBe(true);
});

test('a character no font has is named, and the card is not kept', async () => {
  const { draw, cacheFolder } = await openStudio();
  const { missing } = await draw({ type: 'article', page: { ...somePage, title: '㐂与𠮷' } });
  expect(missing).toEqual(['㐂', '𠮷']);
  expect(await readdir(cacheFolder)).toEqual([]);
});

async function reopen(cacheFolder: string) {
  return (await openStudio(cacheFolder)).draw;
}
