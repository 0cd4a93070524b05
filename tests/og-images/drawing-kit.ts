import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCache } from '../../integrations/og-images/cache.ts';
import type { CardPage } from '../../integrations/og-images/card.ts';
import { type Drawer, drawer } from '../../integrations/og-images/draw.ts';
import { emojiFolder, openEmoji } from '../../integrations/og-images/emoji.ts';
import { readFingerprint } from '../../integrations/og-images/fingerprint.ts';
import { openFontFiles } from '../../integrations/og-images/font-files.ts';
import { fontsFrom } from '../../integrations/og-images/fonts.ts';
import { loadCards } from '../../integrations/og-images/load-cards.ts';
import type { Look } from '../../integrations/og-images/look.ts';
import { paletteFrom } from '../../integrations/og-images/palette.ts';
import { toPng } from '../../integrations/og-images/png.ts';
import { sketcher } from '../../integrations/og-images/sketch.ts';
import { svgPen } from '../../integrations/og-images/svg.ts';

const openFonts = () => fontsFrom(openFontFiles(), openEmoji(emojiFolder));
const sharedFonts = openFonts();
const sharedPen = svgPen();

/** Real fonts, real cards, a cache of its own unless one is given. */
export async function openDrawing({
  folder,
  look = plainLook,
  fresh = false,
}: Drawing = {}): Promise<OpenDrawing> {
  const cacheFolder = folder ?? (await mkdtemp(join(tmpdir(), 'byline-')));
  const fonts = fresh ? openFonts() : sharedFonts;
  const pen = fresh ? svgPen() : sharedPen;
  const cache = await openCache(cacheFolder, Date.now);
  const hand = sketcher({ cardFor: await loadCards(), fonts, look, pen });
  const fingerprint = await readFingerprint();
  return { ...drawer({ sketcher: hand, toPng, cache, fingerprint, look }), cacheFolder };
}

export const plainLook: Look = {
  palette: paletteFrom({ paper: [250, 250, 250], ink: [20, 20, 20], accent: [170, 40, 30] }),
  portrait: undefined,
};

export const somePage: CardPage = {
  lang: 'zh',
  title: '慢接口是怎么变快的',
  description: '从 1.8 秒到 90 毫秒：先看火焰图，再看锁。',
  siteName: '林衍的工作台',
  host: 'byline.example',
  author: '林衍',
  day: '2026年11月1日',
  label: undefined,
  reading: '约 7 分钟',
  count: undefined,
  tags: ['可观测性', 'Node.js'],
  stack: [],
  series: undefined,
  price: undefined,
};

interface Drawing {
  readonly folder?: string;
  readonly look?: Look;
  /** Fonts that have drawn nothing yet. @default false */
  readonly fresh?: boolean;
}

interface OpenDrawing extends Drawer {
  readonly cacheFolder: string;
}
