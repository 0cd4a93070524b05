import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { Mark } from '../../integrations/og-images/card.ts';
import { emojiFolder, openEmoji } from '../../integrations/og-images/emoji.ts';
import { openFontFiles } from '../../integrations/og-images/font-files.ts';
import { fontsFrom } from '../../integrations/og-images/fonts.ts';
import { type Sheet, svgPen } from '../../integrations/og-images/svg.ts';
import { toTree } from '../../integrations/og-images/tree.ts';

const fonts = fontsFrom(openFontFiles(), openEmoji(emojiFolder));
const pen = svgPen();
const format = { shape: 'card', width: 1200, height: 630, margin: 76 } as const;

function sheetOf(marks: readonly Mark[], lang = 'zh'): Sheet {
  const cover = fonts.cover(marks.filter((mark) => mark.kind === 'words'));
  const { root, pictures } = toTree(marks, format, lang);
  const size = { width: 600, height: 315 };
  return { root, fonts: cover.fonts, pictures: { ...cover.pictures, ...pictures }, format, size };
}
const draw = (...marks: Mark[]) => pen(sheetOf(marks));
const words = (text: string, { size = 40 } = {}): Mark => ({
  kind: 'words',
  text,
  x: 10.5,
  y: 300.3,
  size,
  weight: 700,
  fill: '#123456',
});

test('a drawing is as large as asked, in the units of its format', async () => {
  expect(await draw()).toMatch(
    /^<svg width="600" height="315" preserveAspectRatio="none" viewBox="0 0 1200 630" /,
  );
});

test('a line of text is one path', async () => {
  const svg = await draw(words('慢接口 and ① 龘'));
  expect(svg.match(/<path/g)).toHaveLength(1);
  expect(svg).toContain('fill="#123456"');
});

describe('what fontkit measured is what satori draws', () => {
  test.each([26, 32, 49, 72, 108, 541])('on its baseline, at %d', async (size) => {
    expect(Math.abs(lastContour(await draw(words('中H', { size }))).bottom - 300.3)).toBeLessThan(0.11);
  });

  test.each([
    ['慢接口，与《别的》', 'zh'],
    ['“quoted”, AV To — 1,000', 'en'],
    ['中①文 龘', 'zh'],
    ['发布🎉，', 'zh'],
  ])('as far as the end of %s', async (text, lang) => {
    const leftOf = async (line: string) =>
      lastContour(await pen(sheetOf([words(line, { size: 60 })], lang))).left;
    const width = fonts.measure(text, { size: 60, weight: 700, lang });
    expect(Math.abs((await leftOf(`${text}H`)) - (await leftOf('H')) - width)).toBeLessThan(0.21);
  });
});

test('an emoji stands in its line as a picture, and a picture where it is put', async () => {
  const portrait = { kind: 'picture', src: 'data:image/png;base64,AA', x: 7, y: 8, size: 56 } as const;
  const svg = await draw(words('慢🎉快'), portrait);
  const [emoji, picture] = svg.match(/<image [^>]*>/g) ?? [];
  expect(emoji).toMatch(/href="data:image\/svg[^"]+" x="50.5" y="263[.\d]*" width="40" height="40"/);
  expect(picture).toContain('href="data:image/png;base64,AA" x="7" y="8" width="56" height="56"');
});

test('edges are drawn along the middle of their lines', async () => {
  const svg = await draw({ kind: 'rectangle', x: 100, y: 100, width: 50, height: 50, stroke: '#000' });
  const { data, info } = await sharp(
    Buffer.from(svg.replace(/width="600" height="315"/, 'width="1200" height="630"')),
  )
    .extractChannel('alpha')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const row = (y: number) => Array.from({ length: 6 }, (_, x) => data[y * info.width + 97 + x]);
  expect(row(125)).toEqual([0, 0, 255, 255, 0, 0]);
  expect(row(98).every((value) => value === 0)).toBe(true);
});

test('nothing is clipped by a mask, which would take more time than all the rest', async () => {
  const portrait = { kind: 'picture', src: 'data:image/png;base64,AA', x: 7, y: 8, size: 56 } as const;
  const seal = { kind: 'rectangle', x: 1, y: 2, width: 56, height: 56, fill: '#fff', radius: 9 } as const;
  expect(await draw(seal, portrait, words('慢🎉'))).not.toContain('url(#');
});

/** Where the last contour of a drawing's last path is: that of an `H`, which has but one. */
function lastContour(svg: string): { left: number; bottom: number } {
  const d = [...svg.matchAll(/ d="(M[^"]+)"/g)].at(-1)?.[1] ?? '';
  const numbers = Array.from(
    d
      .split('M')
      .at(-1)
      ?.matchAll(/-?[\d.]+/g) ?? [],
    ([text]) => Number(text),
  );
  const [xs, ys] = [0, 1].map((odd) => numbers.filter((_, index) => index % 2 === odd));
  return { left: Math.min(...(xs ?? [])), bottom: Math.max(...(ys ?? [])) };
}
