import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fitPicture, type PictureRules } from '../../integrations/syndication/pictures/fit-picture.ts';

const wechat: PictureRules = { formats: ['jpg', 'png'], maxBytes: 1_000_000, maxWidth: 1080 };
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'byline-pictures-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A picture that no format packs well, as a photo is. */
function noise(width: number, height: number, channels: 3 | 4 = 3) {
  return sharp(randomBytes(width * height * channels), { raw: { width, height, channels } });
}

const svg = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100"><rect width="300" height="100" fill="red"/></svg>',
);

describe('a picture becomes one the platform takes', () => {
  test.each([
    [
      'a small PNG stays as it is',
      () => noise(40, 30).png().toBuffer(),
      wechat,
      { format: 'png', width: 40, height: 30 },
    ],
    ['WebP', () => noise(40, 30).webp().toBuffer(), wechat, { format: 'jpg', width: 40, height: 30 }],
    [
      'WebP one sees through',
      () => noise(40, 30, 4).webp().toBuffer(),
      wechat,
      { format: 'png', width: 40, height: 30 },
    ],
    [
      'SVG, drawn twice as large for a phone',
      async () => svg,
      wechat,
      { format: 'png', width: 600, height: 200 },
    ],
    [
      'a GIF where GIFs are not taken',
      () => noise(40, 30).gif().toBuffer(),
      wechat,
      { format: 'png', width: 40, height: 30 },
    ],
    [
      'one that is too wide',
      () => noise(2000, 20).jpeg().toBuffer(),
      wechat,
      { format: 'jpg', width: 1080, height: 11 },
    ],
    [
      'a cover of one size',
      () => noise(800, 800).png().toBuffer(),
      { ...wechat, size: { width: 900, height: 383 } },
      { width: 900, height: 383 },
    ],
  ])('%s', async (_, make, rules, expected) => {
    const bytes = await make();
    const fitted = await fitPicture({ bytes, name: 'a.png' }, rules, folder);
    expect(fitted).toMatchObject(expected);
    const { format, width, height } = await sharp(fitted.bytes).metadata();
    expect({ format: format === 'jpeg' ? 'jpg' : format, width, height }).toEqual({
      format: fitted.format,
      width: fitted.width,
      height: fitted.height,
    });
  });

  test('a PNG of 1.4 MB and more comes below the limit', async () => {
    const bytes = await noise(800, 700).png().toBuffer();
    expect(bytes.length).toBeGreaterThan(1_400_000);
    const fitted = await fitPicture({ bytes, name: 'a.png' }, wechat, folder);
    expect(fitted.bytes.length).toBeLessThanOrEqual(wechat.maxBytes);
    expect(['jpg', 'png']).toContain(fitted.format);
  });

  test('a fitting picture is the same, byte for byte', async () => {
    const bytes = await noise(40, 30).png().toBuffer();
    const { bytes: same } = await fitPicture({ bytes, name: 'a.png' }, wechat, folder);
    expect(Buffer.compare(bytes, Buffer.from(same))).toBe(0);
  });

  test('a photo that was held upright stands upright', async () => {
    const bytes = await noise(40, 20).jpeg().withMetadata({ orientation: 6 }).toBuffer();
    const fitted = await fitPicture({ bytes, name: 'a.jpg' }, { ...wechat, formats: ['png'] }, folder);
    expect(fitted).toMatchObject({ width: 20, height: 40 });
  });
});

test('is made once', async () => {
  const bytes = await noise(50, 50).webp().toBuffer();
  const one = await fitPicture({ bytes, name: 'a.webp' }, wechat, folder);
  const before = await readdir(folder);
  const other = await fitPicture({ bytes, name: 'b.webp' }, wechat, folder);
  expect(await readdir(folder)).toEqual(before);
  expect(Buffer.compare(Buffer.from(one.bytes), Buffer.from(other.bytes))).toBe(0);
});

describe('is refused, by name,', () => {
  test.each([
    ['what is no picture', Buffer.from('hello'), wechat, /hello\.png is no picture that can be read/],
    [
      'what cannot be made small enough',
      svg,
      { ...wechat, maxBytes: 40 },
      /hello\.png cannot be made smaller than 40 bytes/,
    ],
  ])('%s', async (_, bytes, rules, message) => {
    await expect(fitPicture({ bytes, name: 'hello.png' }, rules, folder)).rejects.toThrow(message);
  });
});
