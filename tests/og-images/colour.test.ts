import { expect, test } from 'vitest';
import { contrast, mix, parseColour, toHex } from '../../integrations/og-images/colour.ts';

const hex = (text: string) => {
  const colour = parseColour(text);
  return colour === null ? null : toHex(colour);
};

test.each([
  ['#c63f26', '#c63f26'],
  ['#F0a', '#ff00aa'],
  ['#11223380', '#112233'],
  ['rgb(198 63 38)', '#c63f26'],
  ['rgba(198, 63, 38, 0.5)', '#c63f26'],
  ['rgb(100% 0% 50%)', '#ff0080'],
  ['hsl(120deg 100% 25%)', '#008000'],
  ['hsl(-0.5turn, 50%, 50%)', '#40bfbf'],
  ['oklch(62.796% 0.25768 29.234)', '#ff0000'],
  ['oklch(0.86644 0.29483 142.495)', '#00ff00'],
  ['oklch(45.201% 0.31321 264.052deg)', '#0000ff'],
  ['oklch(100% 0 none)', '#ffffff'],
  ['oklab(0% 0 0)', '#000000'],
  ['OKLCH(50% 42.5% 28 / 80%)', '#af2b25'],
])('%s is %s', (text, expected) => expect(hex(text)).toBe(expected));

test('a colour no screen has is the nearest of each channel', () => {
  expect(hex('oklch(90% 0.4 150)')).toMatch(/^#00ff/);
});

test.each(['red', '', '#12', '#12345', 'rgb(1 2)', 'rgb(a b c)', 'oklch(from red l c h)', 'var(--seal)'])(
  '“%s” is none that is read',
  (text) => expect(parseColour(text)).toBeNull(),
);

test('contrast is that of WCAG', () => {
  expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21);
  expect(contrast([255, 255, 255], [119, 119, 119])).toBeCloseTo(4.48, 2);
});

test('a mix has its share of both', () =>
  expect(mix([0, 100, 200], [200, 100, 0], 0.25)).toEqual([150, 100, 50]));
