import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const code = colorsIn('integrations/markdown/reader/code.css');
const site = colorsIn('src/styles/tokens.css');
const inks = [...code].filter(([name]) => !name.endsWith('-ground'));
const schemes = ['light', 'dark'] as const;
const grounds: Record<string, readonly string[]> = {
  'code-added': ['code-added-ground'],
  'code-removed': ['code-removed-ground'],
};

test('there is a colour for each kind of token', () => expect(inks).toHaveLength(10));

describe.each(schemes)('in the %s scheme', (scheme) => {
  const of = (name: string) => luminance((code.get(name) ?? site.get(name))?.[scheme] ?? '');
  const pairs = inks.flatMap(([ink]) =>
    ['sheet', 'mark', 'code-added-ground', 'code-removed-ground', ...(grounds[ink] ?? [])].map(
      (ground) => [ink, ground] as const,
    ),
  );

  test.each(pairs)('%s on %s reaches 4.5:1', (ink, ground) => {
    expect(contrast(of(ink), of(ground))).toBeGreaterThanOrEqual(4.5);
  });
});

/** Custom properties that are `light-dark(…)` of two colours. */
function colorsIn(file: string): Map<string, { light: string; dark: string }> {
  const found = readFileSync(file, 'utf8').matchAll(
    /--([\w-]+):\s*light-dark\((#\w+|oklch\([^)]*\)),\s*(#\w+|oklch\([^)]*\))\)/g,
  );
  return new Map([...found].map(([, name = '', light = '', dark = '']) => [name, { light, dark }]));
}

function contrast(a: number, b: number): number {
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = color.startsWith('#') ? fromHex(color) : fromOklch(color);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function fromHex(color: string): number[] {
  const channels = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255);
  return channels.map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
}

/** CSS Color 4: OKLCH to linear sRGB. */
function fromOklch(color: string): number[] {
  const [lightness = 0, chroma = 0, hue = 0] = (color.match(/[\d.]+/g) ?? []).map(Number);
  const [a, b] = [chroma * Math.cos((hue * Math.PI) / 180), chroma * Math.sin((hue * Math.PI) / 180)];
  const l = (lightness / 100 + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness / 100 - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness / 100 - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ].map((value) => Math.min(1, Math.max(0, value)));
}
