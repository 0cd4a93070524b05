import { join } from 'node:path';
import PQueue from 'p-queue';
import type { Browser, Page } from 'playwright-core';
import { readerAgent } from './chromium.ts';

/** Pictures pages as they look on a phone and a desk, in light and dark: files `<name>-<screen>-<light|dark>.png`. */
export async function takePictures(browser: Browser, pictured: Pictured): Promise<number> {
  // A page waits more than it works, so there is more than one for each core.
  const queue = new PQueue({ concurrency: 4 });
  await queue.addAll(looks.map((look) => () => takeLook(browser, look, pictured)));
  return looks.length * pictured.pages.length;
}

const screens = {
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 },
  desktop: { viewport: { width: 1280, height: 900 }, deviceScaleFactor: 1 },
} as const;

const looks = (['phone', 'desktop'] as const).flatMap((screen) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ screen, colorScheme })),
);

async function takeLook(browser: Browser, { screen, colorScheme }: Look, pictured: Pictured): Promise<void> {
  const { home, pages, out, whole } = pictured;
  const context = await browser.newContext({
    ...screens[screen],
    colorScheme,
    reducedMotion: 'reduce',
    userAgent: readerAgent(browser),
  });
  const page = await context.newPage();
  for (const { name, path, searching = false } of pages) {
    await page.goto(home + path);
    if (searching) await openSearch(page);
    await settle(page);
    const file = join(out, `${name}-${screen}-${colorScheme}.png`);
    await page.screenshot({
      path: file,
      caret: 'hide',
      fullPage: whole && !searching,
    });
  }
  await context.close();
}

async function openSearch(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.locator('dialog[open] input[type=search]').waitFor();
}

/** Fonts and pictures, those further down as well. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const pictures = [...document.images];
    for (const picture of pictures) picture.loading = 'eager';
    await Promise.allSettled(pictures.map((picture) => picture.decode()));
    await document.fonts.ready;
  });
}

type Look = (typeof looks)[number];

/** What to picture. */
export interface Pictured {
  /** Where the site is served, without a last slash. */
  readonly home: string;
  readonly pages: readonly PicturedPage[];
  /** A folder that is there. */
  readonly out: string;
  /** Whether to picture pages from top to bottom, or what one sees at first. */
  readonly whole: boolean;
}

export interface PicturedPage {
  /** What its files are named after. */
  readonly name: string;
  readonly path: string;
  /** Whether the search is open on it. @default false */
  readonly searching?: boolean;
}
