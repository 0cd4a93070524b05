import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import type { Browser } from 'playwright-core';
import site from '#site';
import { launchChromium, readerAgent } from '../browser/chromium.ts';
import { type MainPage, mainPages } from '../main-pages.ts';
import { serveBuilt } from '../serve-built.ts';

/** `byline screenshots` */
export default function screenshots(): Command {
  return new Command('screenshots')
    .description('Picture the main pages: on a phone and a desk, light and dark, in every language.')
    .option('--out <folder>', 'where the pictures go', 'screenshots')
    .action(({ out }: { out: string }) => takeAll(out));
}

async function takeAll(out: string): Promise<void> {
  const [served, browser] = await Promise.all([serveBuilt(), launchChromium()]);
  try {
    const pages = await mainPages('dist', site);
    await mkdir(out, { recursive: true });
    for (const look of looks) await takeLook(browser, served.home, { look, pages, out });
    console.log(`${pages.length * looks.length} pictures in ${join(out, '/')}`);
  } finally {
    await browser.close();
    await served.close();
  }
}

const screens = {
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 },
  desktop: { viewport: { width: 1280, height: 900 }, deviceScaleFactor: 1 },
} as const;

const looks = (['phone', 'desktop'] as const).flatMap((screen) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ screen, colorScheme })),
);

async function takeLook(browser: Browser, home: string, { look, pages, out }: Job): Promise<void> {
  const { screen, colorScheme } = look;
  const context = await browser.newContext({
    ...screens[screen],
    colorScheme,
    reducedMotion: 'reduce',
    userAgent: readerAgent(browser),
  });
  const page = await context.newPage();
  for (const { name, lang, path } of pages) {
    await page.goto(home + path, { waitUntil: 'networkidle' });
    await page.evaluate(() => document.fonts.ready);
    const file = join(out, `${lang}-${name}-${screen}-${colorScheme}.png`);
    await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
  }
  await context.close();
}

interface Job {
  readonly look: (typeof looks)[number];
  readonly pages: readonly MainPage[];
  readonly out: string;
}
