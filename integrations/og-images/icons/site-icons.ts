import { inLanguage, mainLanguage, type Site } from '#domain';
import { strings } from '#strings';
import { emojiFolder, graphemesOf, openEmoji } from '../emoji.ts';
import { openFontFiles } from '../font-files.ts';
import type { Palette } from '../palette.ts';
import { drawSeal } from './draw-seal.ts';
import { packIco } from './pack-ico.ts';

/** A file of the icon set. */
export interface IconFile {
  readonly type: string;
  readonly draw: () => Promise<string | Buffer>;
}

/**
 * The icons of a site by file name, drawn from the seal of its author: the first character of their name, in the
 * colours of the site.
 */
export function siteIcons(site: Site, palette: Palette): Readonly<Record<string, IconFile>> {
  const [character = ''] = graphemesOf(inLanguage(site.author.name, mainLanguage(site)));
  const tools = { files: openFontFiles(), emoji: openEmoji(emojiFolder), palette };
  const rounded = () => drawSeal(character, 10, tools);
  const square = () => drawSeal(character, 0, tools);
  const png = (size: number): IconFile => ({ type: 'image/png', draw: () => toPng(square(), size) });
  return {
    'favicon.svg': { type: 'image/svg+xml', draw: async () => rounded() },
    'favicon.ico': { type: 'image/x-icon', draw: () => toIco(rounded()) },
    'apple-touch-icon.png': png(180),
    'icon-192.png': png(192),
    'icon-512.png': png(512),
    'site.webmanifest': {
      type: 'application/manifest+json',
      draw: async () => JSON.stringify(manifest(site, palette), null, 2),
    },
  };
}

/** What a telephone that keeps the site on its screen shows of it. Addresses are relative to the manifest. */
function manifest(site: Site, { paper }: Palette) {
  const lang = mainLanguage(site);
  const icon = (size: number) => ({
    src: `icon-${size}.png`,
    sizes: `${size}x${size}`,
    type: 'image/png',
    purpose: 'any maskable',
  });
  return {
    name: inLanguage(site.title, lang),
    short_name: inLanguage(site.author.name, lang),
    description: inLanguage(site.description, lang),
    lang: strings(lang).htmlLang,
    start_url: './',
    scope: './',
    display: 'minimal-ui',
    background_color: paper,
    theme_color: paper,
    icons: [icon(192), icon(512)],
  };
}

async function toIco(svg: string): Promise<Buffer> {
  return packIco(
    await Promise.all([16, 32, 48].map(async (size) => ({ size, png: await toPng(svg, size) }))),
  );
}

async function toPng(svg: string, size: number): Promise<Buffer> {
  const { default: sharp } = await import('sharp');
  // An SVG is 72 dots an inch: of as many dots as the picture will have, nothing has to be enlarged.
  const drawn = sharp(Buffer.from(svg), { density: Math.max(72, (72 * size) / 64) });
  return drawn.resize(size, size).png({ compressionLevel: 9 }).toBuffer();
}
