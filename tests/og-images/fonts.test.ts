import { expect, test } from 'vitest';
import { emojiFolder, openEmoji } from '../../integrations/og-images/emoji.ts';
import { openFontFiles } from '../../integrations/og-images/font-files.ts';
import { fontFolder } from '../../integrations/og-images/font-folder.ts';
import { fontsFrom } from '../../integrations/og-images/fonts.ts';

const fonts = fontsFrom(openFontFiles(fontFolder), openEmoji(emojiFolder));
const cover = (text: string) => fonts.cover([{ text, weight: 700 }]);
const common = ['chinese-simplified-400', 'chinese-simplified-700'];

test.each([
  ['common characters', '慢接口 and Latin', []],
  ['a character of a slice', '①慢', ['106-700']],
  ['characters of two slices, whichever comes first', '仂①', ['106-700', '84-700']],
])('%s', (_, text, slices) => {
  expect(cover(text).fonts.map(({ id }) => id)).toEqual([...common, ...slices]);
  expect(cover(text).missing).toEqual([]);
});

test.each([
  ['㐂', ['㐂']],
  ['慢𠮷快𠮷', ['𠮷']],
  ['发布🎉，e\u{334}', ['\u{334}']],
])('no font has all of %s', (text, missing) => {
  expect(cover(text).missing).toEqual(missing);
});

test.each([
  ['发布🎉', ['🎉']],
  ['中👩‍💻文👍🏽', ['👩‍💻', '👍🏽']],
  ['🇨🇳1️⃣❤️', ['🇨🇳', '1️⃣', '❤️']],
  ['without a selector ☕', ['☕']],
  ['① © 1 # ✓', []],
])('the pictures of %s are %j', (text, expected) => {
  const { pictures, missing } = cover(text);
  expect(Object.keys(pictures)).toEqual(expected);
  expect(Object.values(pictures).filter((src) => !src.startsWith('data:image/svg+xml;base64,'))).toEqual([]);
  expect(missing).toEqual([]);
});

test.each([
  ['a Han character is an em', '中', 'zh', 100],
  ['two are two', '中文', 'zh', 200],
  ['one of a slice too', '中①文', 'zh', 300],
  ['a Chinese quotation mark is an em', '“', 'zh', 100],
  ['a joined emoji is one', '👩‍💻', 'zh', 100],
  ['a flag between two', '中🇨🇳文', 'en', 300],
])('%s', (_, text, lang, width) => {
  expect(fonts.measure(text, { size: 100, weight: 700, lang })).toBe(width);
});

test('an English quotation mark is narrow', () => {
  expect(fonts.measure('“', { size: 100, weight: 700, lang: 'en' })).toBeLessThan(60);
});
