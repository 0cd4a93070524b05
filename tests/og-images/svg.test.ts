import { expect, test } from 'vitest';
import type { Mark } from '../../integrations/og-images/card.ts';
import { emojiFolder, openEmoji } from '../../integrations/og-images/emoji.ts';
import { fontFolder, openFontFiles } from '../../integrations/og-images/font-files.ts';
import { fontsFrom } from '../../integrations/og-images/fonts.ts';
import { toSvg } from '../../integrations/og-images/svg.ts';

const fonts = fontsFrom(openFontFiles(fontFolder), openEmoji(emojiFolder));
const draw = (...marks: Mark[]) =>
  toSvg(marks, {
    format: { shape: 'card', width: 1200, height: 630, margin: 76 },
    size: { width: 600, height: 315 },
    shape: (text, weight) => fonts.shape(text, { weight, lang: 'zh' }),
  });
const words = (text: string): Mark => ({
  kind: 'words',
  text,
  x: 10,
  y: 50,
  size: 40,
  weight: 700,
  fill: '#123456',
});

test('a drawing is as large as asked, in the units of its format', () => {
  expect(draw().svg).toBe(
    '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="315" viewBox="0 0 1200 630" preserveAspectRatio="none"></svg>',
  );
});

test('a line of text is one path, from its place on the baseline', () => {
  const { svg } = draw(words('慢接口'));
  expect(svg.match(/<path/g)).toHaveLength(1);
  expect(svg).toContain('<path transform="matrix(0.04 0 0 -0.04 10 50)" fill="#123456" d="M0 0m');
  expect(svg).toContain('zM1000 0m');
  expect(svg).toContain('zM2000 0m');
});

test('an emoji stands in its line as a picture', () => {
  const { svg } = draw(words('慢🎉'));
  expect(svg).toMatch(/<image href="data:image[^"]+" x="50" y="12.8" width="40" height="40"\/>/);
});

test('what is missing is named once', () => {
  expect(draw(words('㐂𠮷'), words('㐂')).missing).toEqual(['㐂', '𠮷']);
});

test('rectangles have an edge where they are given one', () => {
  const place = { kind: 'rectangle', x: 1, y: 2, width: 3, height: 4 } as const;
  expect(draw({ ...place, fill: '#fff' }).svg).toContain(
    '<rect x="1" y="2" width="3" height="4" rx="0" fill="#fff"/>',
  );
  expect(draw({ ...place, stroke: '#000', radius: 8 }).svg).toContain(
    'rx="8" fill="none" stroke="#000" stroke-width="2"/>',
  );
});
