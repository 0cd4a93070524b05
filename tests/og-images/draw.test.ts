import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { digest } from '../../integrations/og-images/cache.ts';
import type { CardPage } from '../../integrations/og-images/card.ts';
import type { Size } from '../../integrations/og-images/format.ts';
import type { Subject } from '../../integrations/og-images/sketch.ts';
import { openDrawing, plainLook, somePage } from './drawing-kit.ts';

const pages: [name: string, kind: string, page: CardPage][] = [
  ['a post', 'post', { ...somePage, series: { name: '请求', part: 2, total: 5 } }],
  ['a post in English', 'post', { ...somePage, lang: 'en', title: 'Trust the “tail”' }],
  ['a very long title', 'post', { ...somePage, title: '把一次线上故障讲清楚，'.repeat(20) }],
  ['a rare character', 'post', { ...somePage, title: '龘字与①→②：生僻字也要有字形' }],
  ['emoji', 'post', { ...somePage, title: '发布 🎉 第二版 👩‍💻👍🏽', tags: ['🇨🇳', '1️⃣'] }],
  ['a series', 'series', { ...somePage, label: '系列', count: '5 篇' }],
  ['a project', 'project', { ...somePage, label: '作品', stack: ['SQLite', 'Hono', '慢'.repeat(60)] }],
  ['an offer', 'offer', { ...somePage, price: '¥19,999' }],
  ['an offer by the hour', 'offer', { ...somePage, price: '¥19,999 每小时' }],
  ['an offer without a price', 'offer', { ...somePage, label: '赞助' }],
  ['a tag', 'tag', { ...somePage, label: '标签', count: '12 篇' }],
  ['the home page', 'home', somePage],
  ['any page', 'page', somePage],
  ['a kind without a card', 'profile', { ...somePage, author: undefined, description: '' }],
];

const sizes: Size[] = [
  { width: 1200, height: 630 },
  { width: 1000, height: 420 },
  { width: 900, height: 383 },
  { width: 1200, height: 675 },
  { width: 900, height: 900 },
];

describe.each(sizes)('at $width × $height', (size) => {
  test.each(pages)('%s is drawn within its margins', async (_, kind, page) => {
    const { draw } = await openDrawing();
    const { png, missing } = await draw({ kind, page }, size);
    expect(await sharp(png).metadata()).toMatchObject({ format: 'png', ...size });
    expect(png.length).toBeLessThan(200_000);
    expect(missing).toEqual([]);
    expect(await inkAtRight(png, size)).toBe(0);
  });
});

/** How many pixels of the outermost strip at the right are dark: text that was too long would be there. */
async function inkAtRight(png: Buffer, { width, height }: Size): Promise<number> {
  const strip = { left: width - 12, top: 0, width: 12, height: Math.round(height * 0.7) };
  const grey = await sharp(png).extract(strip).flatten().greyscale().raw().toBuffer();
  return grey.filter((value) => value < 100).length;
}

test('a kind without a card is drawn like a page', async () => {
  const { draw } = await openDrawing();
  const drawn = await Promise.all(['profile', 'page'].map((kind) => draw({ kind, page: somePage })));
  expect(drawn[0]?.png.equals(drawn[1]?.png ?? Buffer.alloc(0))).toBe(true);
});

test('the same page gives the same bytes, whatever was drawn before it', async () => {
  const hashes = await Promise.all([drawAll(pages), drawAll(pages.toReversed())]);
  expect(hashes[0]).toEqual(hashes[1]);
});

async function drawAll(inOrder: typeof pages): Promise<Record<string, string>> {
  const { draw } = await openDrawing({ fresh: true });
  const hashes: Record<string, string> = {};
  for (const [name, kind, page] of inOrder) hashes[name] = digest((await draw({ kind, page })).png);
  return hashes;
}

const subject: Subject = { kind: 'post', page: somePage };

test('a card is drawn once, and again when its entry is broken', async () => {
  const { draw, cacheFolder } = await openDrawing();
  const first = await draw(subject);
  expect(first.fromCache).toBe(false);
  const second = await (await openDrawing({ folder: cacheFolder })).draw(subject);
  expect(second.fromCache).toBe(true);
  expect(second.png.equals(first.png)).toBe(true);

  for (const name of await readdir(cacheFolder)) await writeFile(join(cacheFolder, name), 'broken');
  const third = await (await openDrawing({ folder: cacheFolder })).draw(subject);
  expect(third.fromCache).toBe(false);
  expect(third.png.equals(first.png)).toBe(true);
});

test.each([
  ['its page', { page: { ...somePage, title: '别的' } }, {}],
  ['its kind', { kind: 'page' }, {}],
  ['its size', { size: { width: 1000, height: 420 } }, {}],
  ['a colour', {}, { palette: { ...plainLook.palette, accent: '#0000ff' } }],
  ['the author’s picture', {}, { portrait: 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=' }],
])('a card is drawn again when %s changes', async (_, { size, ...changed }: Changed, look) => {
  const { draw, cacheFolder: folder } = await openDrawing();
  await draw(subject);
  const again = await openDrawing({ folder, look: { ...plainLook, ...look } });
  expect((await again.draw({ ...subject, ...changed }, size)).fromCache).toBe(false);
});

type Changed = Partial<Subject> & { readonly size?: Size };

test('a character no font has is named and left out, and the card is not kept', async () => {
  const { draw, missingIn, cacheFolder } = await openDrawing();
  const rare = { kind: 'post', page: { ...somePage, title: '㐂与𠮷' } };
  expect(await missingIn(rare)).toEqual(['㐂', '𠮷']);
  const drawn = await draw(rare);
  expect(drawn.missing).toEqual(['㐂', '𠮷']);
  const without = await draw({ kind: 'post', page: { ...somePage, title: '与' } });
  expect(drawn.png.equals(without.png)).toBe(true);
  expect(await readdir(cacheFolder)).toHaveLength(1);
});
