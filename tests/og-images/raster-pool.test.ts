import sharp from 'sharp';
import { afterEach, expect, test } from 'vitest';
import { cardSize } from '../../integrations/og-images/format.ts';
import { type Drawing, toPng } from '../../integrations/og-images/png.ts';
import { openRasterPool, type RasterPool } from '../../integrations/og-images/raster-pool.ts';

let pool: RasterPool;
afterEach(() => pool.close());

/** As long as a card's, with one disc. */
function drawing(hue: number, size = cardSize): Drawing {
  const { width, height } = size;
  const disc = `<circle cx="${300 + hue}" cy="315" r="200" fill="hsl(${hue} 60% 50%)"/>`;
  const desc = `<desc>${'.'.repeat(70_000)}</desc>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${disc}${desc}</svg>`;
  return { svg, size };
}

test('a thread makes the bytes that are made here', async () => {
  pool = openRasterPool({ most: 2 });
  const drawings = [0, 90, 180, 270].map((hue) => drawing(hue));
  const here = await Promise.all(drawings.map(toPng));
  expect(await Promise.all(drawings.map(pool.toPng))).toEqual(here);
  expect(new Set(here.map((png) => png.toString('base64'))).size).toBe(4);
});

test('what is no drawing fails alone', async () => {
  pool = openRasterPool({ most: 1 });
  const outcomes = await Promise.allSettled([
    pool.toPng({ svg: '<svg', size: cardSize }),
    pool.toPng(drawing(1)),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
});

test('the pixels of hundreds of cards do not pile up', async () => {
  pool = openRasterPool({ most: 1 });
  await pool.toPng(drawing(0));
  const before = process.memoryUsage.rss();
  const megabytes = Array.from({ length: 300 }, async (_, index) => {
    await pool.toPng(drawing(index));
    return (process.memoryUsage.rss() - before) / 1e6;
  });
  // They are 900 in all.
  expect(Math.max(...(await Promise.all(megabytes)))).toBeLessThan(300);
});

test.each([
  [900, 383],
  [500, 500],
  [999, 600],
  [1000, 420],
  [1600, 900],
])('a drawing of %d × %d is as large, and nothing in it moves', async (width, height) => {
  const { data, info } = await sharp(await toPng(drawing(0, { width, height })))
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect(info).toMatchObject({ width, height, channels: 4 });
  const isInked = (x: number, y: number) => data[4 * (y * width + x) + 3] !== 0;
  const edges = [
    [98, 315],
    [102, 315],
    [300, 113],
    [300, 117],
  ] as const;
  expect(edges.map(([x, y]) => isInked(x, y))).toEqual([false, true, false, true]);
});
