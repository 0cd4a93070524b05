import { readFileSync } from 'node:fs';
import { unpackWoff } from './unpack-woff.ts';

/**
 * The font families that come with the site, as Fontsource cuts them. A character is drawn by the first family that has
 * it. The list holds the same fonts on every machine, so a card looks the same wherever it is drawn.
 */
export const fontFamilies = ['noto-sans-sc', 'noto-sans', 'noto-sans-kr', 'dejavu-sans'] as const;

export type FontFamily = (typeof fontFamilies)[number];

/**
 * The Unicode ranges of each slice of a family: `{ "[106]": "U+2460-2473,…", "greek": "U+0370-0377,…" }`. DejaVu Sans is
 * one file with symbols and many scripts, of which Fontsource lists Latin only: that file is asked about everything.
 */
export function readRanges(family: FontFamily): Readonly<Record<string, string>> {
  if (family === 'dejavu-sans') return { latin: 'U+0-10FFFF' };
  return JSON.parse(readFileSync(new URL('unicode.json', folders[family]), 'utf8'));
}

/** The OpenType font of an id, such as `noto-sans-sc/106-700`. */
export function readFontFile(id: string): Buffer {
  return unpackWoff(readFileSync(fontFileUrl(id)));
}

/** Where the WOFF file of an id is. */
export function fontFileUrl(id: string): URL {
  const family = fontFamilies.find((name) => id.startsWith(`${name}/`));
  if (family === undefined) throw new Error(`no font family has the file ${id}`);
  return new URL(`files/${family}-${id.slice(family.length + 1)}-normal.woff`, folders[family]);
}

const folders = {
  'noto-sans-sc': new URL('./', import.meta.resolve('@fontsource/noto-sans-sc/package.json')),
  'noto-sans': new URL('./', import.meta.resolve('@fontsource/noto-sans/package.json')),
  'noto-sans-kr': new URL('./', import.meta.resolve('@fontsource/noto-sans-kr/package.json')),
  'dejavu-sans': new URL('./', import.meta.resolve('@fontsource/dejavu-sans/package.json')),
} satisfies Record<FontFamily, URL>;

/** The name fonts go by. */
export const FAMILY = 'Noto Sans SC';
