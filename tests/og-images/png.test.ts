import sharp from 'sharp';
import { expect, test } from 'vitest';
import { toPng } from '../../integrations/og-images/png.ts';

const svg = (inside: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200">${inside}</svg>`;
const flat = svg(
  '<rect width="300" height="200" fill="#faf7f1"/><circle cx="150" cy="100" r="80" fill="#c63f26"/>',
);
const sweep = (id: string, end: string, from: string, to: string) =>
  `<linearGradient id="${id}" ${end}><stop stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient>` +
  `<rect width="300" height="200" fill="url(#${id})" opacity=".5"/>`;
const [across, down] = [
  sweep('a', 'x2="1" y2="0"', '#f00', '#0ff'),
  sweep('b', 'x2="0" y2="1"', '#0f0', '#00f'),
];
const colourful = svg(`<rect width="300" height="200" fill="#fff"/>${across}${down}`);

test.each([
  ['a few colours has a palette', flat, true],
  ['many has none', colourful, false],
])('a drawing of %s', async (_, drawing, isPalette) => {
  const png = await toPng(drawing);
  const { format, width, height, hasAlpha, ...meta } = await sharp(png).metadata();
  expect({ format, width, height, hasAlpha }).toEqual({
    format: 'png',
    width: 300,
    height: 200,
    hasAlpha: false,
  });
  expect(meta.isPalette ?? false).toBe(isPalette);
});

test.each([
  ['flat', flat],
  ['colourful', colourful],
])('a %s drawing looks as it was drawn', async (_, drawing) => {
  const expected = await sharp(Buffer.from(drawing)).removeAlpha().raw().toBuffer();
  const drawn = await sharp(await toPng(drawing))
    .removeAlpha()
    .raw()
    .toBuffer();
  const apart = drawn.map((value, index) => Math.abs(value - (expected[index] ?? 0)));
  expect(drawn).toHaveLength(expected.length);
  expect(Math.max(...new Set(apart))).toBeLessThanOrEqual(3);
  expect([...drawn.subarray(0, 3)]).toEqual([...expected.subarray(0, 3)]);
});
