import { expect, test } from 'vitest';
import { emojiFolder, openEmoji } from '../../integrations/og-images/emoji.ts';
import { fontFolder, openFontFiles } from '../../integrations/og-images/font-files.ts';
import { fontsFrom } from '../../integrations/og-images/fonts.ts';

const fonts = fontsFrom(openFontFiles(fontFolder), openEmoji(emojiFolder));
const cover = (text: string) => fonts.cover([{ text, weight: 400 }]);

test.each([
  ['common characters', '慢接口 and Latin', ['Noto Sans SC']],
  ['a character of a slice', '①', ['Noto Sans SC', 'Noto Sans SC 106']],
])('%s', (_, text, families) => {
  const { fonts: chosen, missing } = cover(text);
  expect([...new Set(chosen.map(({ name }) => name))].sort()).toEqual(families);
  expect(missing).toEqual([]);
});

test.each([
  ['㐂', ['㐂']],
  ['慢𠮷慢𠮷', ['𠮷']],
  ['发布🎉，e\u{334}', ['\u{334}']],
])('no font has all of %s', (text, missing) => {
  expect(cover(text).missing).toEqual(missing);
});

test.each([
  ['发布🎉', ['🎉']],
  ['a 👩‍💻 b 👍🏽', ['👩‍💻', '👍🏽']],
  ['🇨🇳1️⃣❤️', ['🇨🇳', '1️⃣', '❤️']],
  ['without a selector ☕', ['☕']],
  ['① © 1 # ✓', []],
])('the pictures of %s are %j', (text, pictures) => {
  const { images, missing } = cover(text);
  expect(Object.keys(images)).toEqual(pictures);
  expect(Object.values(images).filter((uri) => !uri.startsWith('data:image/svg+xml;base64,'))).toEqual([]);
  expect(missing).toEqual([]);
});

test('equal sets of fonts are one array, which satori parses once', () => {
  expect(cover('慢').fonts).toBe(cover('快').fonts);
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
