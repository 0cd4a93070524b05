import { expect, test } from 'vitest';
import { emojiFolder, openEmoji } from '../../integrations/og-images/emoji.ts';
import { fontFolder, openFontFiles } from '../../integrations/og-images/font-files.ts';
import { fontsFrom } from '../../integrations/og-images/fonts.ts';

const fonts = fontsFrom(openFontFiles(fontFolder), openEmoji(emojiFolder));
const shape = (text: string) => fonts.shape(text, { weight: 400, lang: 'zh' });

test.each([
  ['common characters', '慢接口 and Latin', 13],
  ['a character of a slice', '①慢', 2],
])('%s', (_, text, glyphs) => {
  const shaped = shape(text);
  expect(shaped.glyphs).toHaveLength(glyphs);
  expect(shaped.glyphs.filter(({ glyph }) => glyph.path.commands.length === 0)).toHaveLength(
    text.split(' ').length - 1,
  );
  expect(shaped.missing).toEqual([]);
});

test('glyphs stand one after another, those of a slice too', () => {
  expect(shape('中①文').glyphs.map(({ x }) => x)).toEqual([0, 1, 2]);
});

test.each([
  ['㐂', ['㐂']],
  ['慢𠮷快𠮷', ['𠮷', '𠮷']],
  ['发布🎉，e\u{334}', ['\u{334}']],
])('no font has all of %s', (text, missing) => {
  expect(shape(text).missing).toEqual(missing);
});

test.each([
  ['发布🎉', [2]],
  ['中👩‍💻文👍🏽', [1, 3]],
  ['🇨🇳1️⃣❤️', [0, 1, 2]],
  ['without a selector ☕', [shape('without a selector ').width]],
  ['① © 1 # ✓', []],
])('the pictures of %s stand at %j', (text, places) => {
  const { pictures, missing } = shape(text);
  expect(pictures.map(({ x }) => x)).toEqual(places);
  expect(pictures.filter(({ src }) => !src.startsWith('data:image/svg+xml;base64,'))).toEqual([]);
  expect(missing).toEqual([]);
});

test.each([
  ['a Han character is an em', '中', 'zh', 100],
  ['two are two', '中文', 'zh', 200],
  ['a Chinese quotation mark is an em', '“', 'zh', 100],
  ['a joined emoji is one', '👩‍💻', 'zh', 100],
  ['a flag between two', '中🇨🇳文', 'en', 300],
])('%s', (_, text, lang, width) => {
  expect(fonts.measure(text, { size: 100, weight: 700, lang })).toBe(width);
});

test('an English quotation mark is narrow', () => {
  expect(fonts.measure('“', { size: 100, weight: 700, lang: 'en' })).toBeLessThan(60);
});
