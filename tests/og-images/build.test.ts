import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { beforeEach, expect, test } from 'vitest';
import { problemsIn } from '#domain';
import { type Covers, describeSummary, drawShareImages } from '../../integrations/og-images/build.ts';
import { openDrawing } from './drawing-kit.ts';
import { pageHtml } from './page-html.ts';

const ORIGIN = 'https://byline.example';
const settings = { url: `${ORIGIN}/`, timeZone: 'Asia/Shanghai' };
let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'byline-'));
});

/** A built site: file below `dist/` → its tags. */
async function site(pages: Record<string, Record<string, string>>): Promise<void> {
  for (const [file, tags] of Object.entries(pages)) {
    const path = join(root, 'dist', file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, pageHtml(tags));
  }
}

const tags = (image: string, title = '标题') => ({ lang: 'zh', 'og:image': image, 'og:title': title });

async function drawAll(covers: Covers = new Map()) {
  const { draw } = await openDrawing({ folder: join(root, 'cache') });
  const job = { dist: join(root, 'dist'), root, site: settings, covers, draw };
  return drawShareImages(job);
}

async function problems(covers?: Covers): Promise<string[]> {
  const found = await drawAll(covers).then(() => [], problemsIn);
  return (found ?? []).map(({ place, message }) => `${place?.file}: ${message}`);
}

test('every page that names an image of ours gets it where it says', async () => {
  await site({
    'index.html': tags(`${ORIGIN}/og/index.png`),
    'posts/慢/index.html': tags(`${ORIGIN}/og/posts/%E6%85%A2.png`),
    'photo/index.html': tags(`${ORIGIN}/photo.jpg`),
    'other/index.html': tags('https://elsewhere.example/og/other.png'),
    'bare/index.html': {},
  });
  expect(await drawAll()).toEqual({ total: 2, fromCache: 0, warnings: [] });
  for (const name of ['index.png', 'posts/慢.png']) {
    const png = await readFile(join(root, 'dist/og', name));
    expect(await sharp(png).metadata()).toMatchObject({ width: 1200, height: 630 });
  }
  expect(await drawAll()).toEqual({ total: 2, fromCache: 2, warnings: [] });
});

test('a page is drawn in the sizes that are wanted of it too, and no other is', async () => {
  const covers = [
    { width: 1000, height: 420 },
    { width: 600, height: 600 },
  ];
  await site({
    'posts/慢/index.html': tags(`${ORIGIN}/og/posts/慢.png`),
    'posts/b/index.html': tags(`${ORIGIN}/og/posts/b.png`),
  });
  const wanted = new Map([[`${ORIGIN}/og/posts/%E6%85%A2.png`, covers]]);
  expect(await drawAll(wanted)).toEqual({ total: 4, fromCache: 0, warnings: [] });
  const drawn = await readdir(join(root, 'dist/og/posts'));
  expect(drawn.sort()).toEqual(['b.png', '慢.1000x420.png', '慢.600x600.png', '慢.png']);
  for (const { width, height } of covers) {
    const png = await readFile(join(root, `dist/og/posts/慢.${width}x${height}.png`));
    expect(await sharp(png).metadata()).toMatchObject({ width, height });
  }
});

test('what no font has is left out with a warning that names page and characters, once for a card and its covers', async () => {
  await site({
    'a/index.html': tags(`${ORIGIN}/og/a.png`, '㐂'),
    'b/index.html': { ...tags(`${ORIGIN}/og/b.png`, '𠮷野家'), 'og:type': 'article' },
    'c/index.html': tags(`${ORIGIN}/og/c.png`),
  });
  const covers = new Map([[`${ORIGIN}/og/b.png`, [{ width: 1000, height: 420 }]]]);
  const { total, warnings } = await drawAll(covers);
  expect(total).toBe(4);
  expect(warnings).toEqual([
    'dist/a/index.html: the share image /og/a.png leaves out 㐂 (U+3402): no font has it. `npx byline check` names the file and line.',
    'dist/b/index.html: the share image /og/b.png leaves out 𠮷 (U+20BB7): no font has it. `npx byline check` names the file and line.',
  ]);
  expect(await readdir(join(root, 'dist/og'))).toEqual(['a.png', 'b.1000x420.png', 'b.png', 'c.png']);
});

test('two pages may share an image only when they say the same', async () => {
  await site({ 'a.html': tags(`${ORIGIN}/og/a.png`), 'a/index.html': tags(`${ORIGIN}/og/a.png`) });
  expect(await problems()).toEqual([]);
  await site({ 'a/index.html': tags(`${ORIGIN}/og/a.png`, '另一个') });
  expect(await problems()).toEqual([
    'dist/a/index.html: two pages name one share image, /og/a.png: dist/a.html and dist/a/index.html',
  ]);
});

test.each([`${ORIGIN}/og/..%2F..%2Fout.png`, `${ORIGIN}/og/%E0%A4.png`])('%s is refused', async (image) => {
  await site({ 'a.html': tags(image) });
  expect(await problems()).toEqual([`dist/a.html: og:image ${image} is no path below /og/`]);
});

test.each([
  [{ total: 12, fromCache: 9 }, '12 share images, 3 drawn, 9 from cache'],
  [{ total: 1, fromCache: 0 }, '1 share image, 1 drawn, 0 from cache'],
])('%o reads “%s”', (summary, line) => {
  expect(describeSummary(summary)).toBe(line);
});
