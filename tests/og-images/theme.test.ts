import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { problemsIn } from '#domain';
import { contrast, parseColour, toHex } from '../../integrations/og-images/colour.ts';
import { defaultColours, paletteFrom } from '../../integrations/og-images/palette.ts';
import { readTheme } from '../../integrations/og-images/theme.ts';

const theme = (css: string) => {
  const { paper, ink, accent } = readTheme(css, 'content/theme.css');
  return { paper: toHex(paper), ink: toHex(ink), accent: toHex(accent) };
};
const standard = theme('');

test.each([
  [':root { --accent: #0a6; }', { accent: '#00aa66' }],
  ['html{--accent:#0a6;--paper:rgb(255 250 240)}', { accent: '#00aa66', paper: '#fffaf0' }],
  [':root { --accent: light-dark(oklch(45.201% 0.31321 264.052), #fff) }', { accent: '#0000ff' }],
  [':root { --accent: light-dark(#123456, #fff) }', { accent: '#123456' }],
  [':root { --brand: #123456; --accent: var(--brand); }', { accent: '#123456' }],
  [':root { --accent: var(--none, #123456); }', { accent: '#123456' }],
  [':root { --accent: #123456; } :root { --accent: #654321 }', { accent: '#654321' }],
  ['/* :root { --accent: red } */ a { --accent: #fff } :root, .x { --ink: #111 }', { ink: '#111111' }],
  [
    '@import "x.css"; :root { --ink: #111 } @media (prefers-color-scheme: dark) { :root { --ink: #eee } }',
    { ink: '#111111' },
  ],
  [':root { --ink: #111; .x { color: red } --accent: #123456 }', { ink: '#111111', accent: '#123456' }],
  [':root { --ink: #111; @media (prefers-color-scheme: dark) { --ink: #eee } }', { ink: '#111111' }],
  ['a::after { content: "} :root { --ink: #eee" } :root { --ink: #111 }', { ink: '#111111' }],
])('%s', (css, set) => expect(theme(css)).toEqual({ ...standard, ...set }));

test.each([
  [
    ':root {\n  --accent: tomato;\n}',
    'content/theme.css:2 share images cannot read the colour --accent: tomato',
  ],
  [
    ':root { --accent: var(--accent) }',
    'content/theme.css:1 share images cannot read the colour --accent: var(--accent)',
  ],
  [
    '/* --accent: red */\n:root { --accent: #fff }\n:root { --accent: tomato }',
    'content/theme.css:3 share images cannot read the colour --accent: tomato',
  ],
  [':root {\n  --accent: #fff;\n', 'content/theme.css:1 the style sheet cannot be read: Unclosed block'],
])('%j cannot be read', (css, message) => {
  let thrown: unknown;
  try {
    theme(css);
  } catch (error) {
    thrown = error;
  }
  const said = problemsIn(thrown)?.map(({ message, place }) => `${place?.file}:${place?.line} ${message}`);
  expect(said).toEqual([message]);
});

test('where an author says nothing, cards have the colours of the stylesheet', async () => {
  const folder = new URL('../../src/styles/', import.meta.url);
  const files = (await readdir(folder)).filter((name) => name.endsWith('.css'));
  const css = (await Promise.all(files.map((name) => readFile(new URL(name, folder), 'utf8')))).join('\n');
  expect(theme(css)).toEqual(standard);
});

test.each(['#ffe600', '#c63f26', '#101010', '#8fd3ff'])(
  'an accent of %s can be read, and be read on',
  (accent) => {
    const colour = (text: string) => parseColour(text) ?? [0, 0, 0];
    const [paper, ink] = [colour(defaultColours.paper), colour(defaultColours.ink)];
    const palette = paletteFrom({ paper, ink, accent: colour(accent) });
    expect(palette.accent).toBe(accent);
    expect(contrast(colour(palette.accentInk), paper)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colour(palette.onAccent), colour(accent))).toBeGreaterThanOrEqual(4);
  },
);
