import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCache } from '../../integrations/og-images/cache.ts';
import type { CardPage } from '../../integrations/og-images/card.ts';
import { type Draw, drawer } from '../../integrations/og-images/draw.ts';
import { fontFolder, openFontFiles } from '../../integrations/og-images/font-files.ts';
import { fontsFrom } from '../../integrations/og-images/fonts.ts';
import { loadTemplates } from '../../integrations/og-images/templates.ts';

/** Real fonts, real cards, a cache of its own unless one is given. */
export async function openStudio(folder?: string): Promise<{ draw: Draw; cacheFolder: string }> {
  const cacheFolder = folder ?? (await mkdtemp(join(tmpdir(), 'byline-')));
  const fonts = fontsFrom(openFontFiles(fontFolder));
  const cache = await openCache(cacheFolder, Date.now);
  return { draw: drawer({ templates: await loadTemplates(), fonts, cache }), cacheFolder };
}

export const somePage: CardPage = {
  lang: 'zh',
  title: '慢接口是怎么变快的',
  description: '从 1.8 秒到 90 毫秒：先看火焰图，再看锁。',
  siteName: '林衍的工作台',
  host: 'byline.example',
  author: '林衍',
  day: '2026年11月1日',
  tags: ['可观测性', 'Node.js'],
  price: undefined,
};
