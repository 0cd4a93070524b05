import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Channel } from '#domain';
import { type Checkout, checkOut } from '../checkout.ts';

/** The sizes of the platforms to come. */
const sizes = [
  { width: 900, height: 383 },
  { width: 500, height: 500 },
  { width: 1200, height: 675 },
  { width: 1000, height: 420 },
  { width: 1080, height: 1080 },
];
const platform = `import { definePlatform } from '../platform.ts';
import html from '../render/recipes/wordpress.ts';

export default definePlatform({
  name: 'Gazette',
  url: 'https://gazette.example',
  secrets: {},
  render: [html],
  limits: [],
  covers: ${JSON.stringify(sizes)},
  api: { create: async ({ post, covers }) => ({ id: post, url: covers.join(' ') }) },
});
`;
const gazette = { platform: 'gazette', form: 'full', languages: ['zh'] } satisfies Channel;
const post = (title: string, more = '') =>
  `---\ntitle: ${title}\ndescription: ${title}。\ndate: 2026-11-01\n${more}---\n\n${title}\n`;

let checkout: Checkout;
beforeAll(async () => {
  checkout = await checkOut('found', { channels: { gazette } });
  await checkout.write('integrations/syndication/platforms/gazette.ts', platform);
  await checkout.write('content/posts/慢.md', post('慢接口'));
  await checkout.write('content/posts/slow.en.md', post('Slow'));
  await checkout.write('content/posts/away.md', post('不发', 'channels: { gazette: false }\n'));
  await checkout.write('content/posts/sent.en.md', post('Sent', 'channels: { gazette: true }\n'));
  const { code, stderr, stdout } = await checkout.byline(['build']);
  expect(code, stdout + stderr).toBe(0);
});
afterAll(() => checkout.remove());

const drawn = async (stem: string) => {
  const files = await Array.fromAsync(glob(`${stem}*.png`, { cwd: join(checkout.root, 'dist/og') }));
  return files.map((file) => file.slice(stem.length)).sort();
};
const all = ['.png', ...sizes.map(({ width, height }) => `.${width}x${height}.png`)].sort();

test.each([
  ['in the channel’s language', 'posts/慢', all],
  ['in another language', 'en/posts/slow', ['.png']],
  ['kept away', 'posts/away', ['.png']],
  ['in another language, sent all the same', 'en/posts/sent', all],
])('a post %s is drawn in the sizes that are wanted of it', async (_, stem, files) => {
  expect(await drawn(stem)).toEqual(files);
});

test.each(sizes)('a cover is $width × $height', async ({ width, height }) => {
  const png = await readFile(join(checkout.root, `dist/og/posts/慢.${width}x${height}.png`));
  expect(await sharp(png).metadata()).toMatchObject({ format: 'png', width, height });
});

test('a page that goes nowhere has none', async () => {
  expect(await drawn('index')).toEqual(['.png']);
});
