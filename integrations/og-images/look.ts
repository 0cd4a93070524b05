import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Problem } from '#domain';
import { authorFolders } from '../author-files/author-folders.ts';
import type { Canvas } from './card.ts';
import { type Palette, paletteFrom } from './palette.ts';
import { readTheme } from './theme.ts';

/** What all cards of a site have in common: its colours, and its author's picture. */
export async function readLook({ root, publicDir, avatar }: Whereabouts): Promise<Look> {
  const theme = `${authorFolders(fileURLToPath(root)).content}/theme.css`;
  const css = await readFile(new URL(theme, root), 'utf8').catch(() => '');
  const portrait = avatar === undefined ? undefined : await readPortrait(publicDir, avatar);
  return { palette: paletteFrom(readTheme(css, theme)), portrait };
}

/** The picture as large as a card shows it on a sharp screen, cut round. */
async function readPortrait(publicDir: URL, avatar: string): Promise<string> {
  const { default: sharp } = await import('sharp');
  try {
    const square = sharp(await readFile(new URL(`.${avatar}`, publicDir))).resize(PORTRAIT, PORTRAIT);
    const png = await square
      .composite([{ input: disc, blend: 'dest-in' }])
      .png()
      .toBuffer();
    return `data:image/png;base64,${png.toString('base64')}`;
  } catch (cause) {
    throw new Problem(`author.avatar: there is no picture ${avatar} in public/`, {
      place: { file: 'content/site.ts' },
      hint: 'Name one as a page would, such as /avatar.jpg for public/avatar.jpg, or leave it out.',
      cause,
    });
  }
}

const PORTRAIT = 288;
const radius = PORTRAIT / 2;
const disc = Buffer.from(
  `<svg width="${PORTRAIT}" height="${PORTRAIT}"><circle cx="${radius}" cy="${radius}" r="${radius}"/></svg>`,
);

export interface Look extends Pick<Canvas, 'portrait'> {
  readonly palette: Palette;
}

interface Whereabouts {
  /** The project. */
  readonly root: URL;
  readonly publicDir: URL;
  /** Path of the author's picture on the site: `/avatar.jpg`. */
  readonly avatar: string | undefined;
}
