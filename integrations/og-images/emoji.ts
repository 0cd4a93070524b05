import { readdirSync, readFileSync } from 'node:fs';

/** The emoji that come with the site: an SVG for each, by Twemoji. */
export const emojiFolder = new URL('./', import.meta.resolve('@twemoji/svg/package.json'));

/** Finds the picture of an emoji. Files are listed and read when first asked for. */
export function openEmoji(folder: URL): Emoji {
  let files: ReadonlyMap<string, string> | undefined;
  const opened = new Map<string, string | undefined>();
  return (grapheme) => {
    if (opened.has(grapheme)) return opened.get(grapheme);
    files ??= listFiles(folder);
    const file = files.get(sequenceOf(grapheme));
    const picture = file === undefined ? undefined : dataUri(readFileSync(new URL(file, folder)));
    opened.set(grapheme, picture);
    return picture;
  };
}

/** Whether a grapheme asks to be drawn as a picture: flags, keycaps and joined people are each one. */
export function isEmoji(grapheme: string): boolean {
  return EMOJI.test(grapheme);
}

/** Text, one grapheme at a time. */
export function graphemesOf(text: string): string[] {
  if (ONE_BY_ONE.test(text)) return [...text];
  return Array.from(SEGMENTER.segment(text), ({ segment }) => segment);
}

const EMOJI = /^\p{RGI_Emoji}$/v;
/** Characters that never join another, which most text is made of. */
const ONE_BY_ONE = /^[\x20-\x7e\p{Script=Han}，。、；：？！（）《》「」“”‘’…—·]*$/u;
const SEGMENTER = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Sequence of code points → file. Twemoji leaves U+FE0F out in most names, so none is kept here. */
function listFiles(folder: URL): Map<string, string> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.svg'));
  return new Map(names.map((name) => [name.slice(0, -'.svg'.length).replaceAll('-fe0f', ''), name]));
}

/** `1f469-200d-1f4bb` */
function sequenceOf(grapheme: string): string {
  const codes = Array.from(grapheme, (character) => (character.codePointAt(0) ?? 0).toString(16));
  return codes.filter((code) => code !== 'fe0f').join('-');
}

function dataUri(svg: Buffer): string {
  return `data:image/svg+xml;base64,${svg.toString('base64')}`;
}

/** The picture of a grapheme as a data URI; undefined when there is none. */
export type Emoji = (grapheme: string) => string | undefined;
