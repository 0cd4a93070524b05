import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openContext, scrollThrough, watch } from './visit.ts';

/** A reader's browser that keeps what goes wrong on a site that lives below a path. */
export interface Walker {
  readonly context: BrowserContext;
  /** Opens a page, scrolls through it in light and in dark, and keeps it open. */
  open(path: string): Promise<Page>;
  /** What went wrong so far, each once: `/blog/about/ asked for /dot.svg, outside the site`. */
  readonly wrong: ReadonlySet<string>;
  /** Paths the browser asked for on the site's host. */
  readonly asked: ReadonlySet<string>;
}

/**
 * @param home the site's address, with the last slash
 * @param allowed paths outside the site that may be asked for
 */
export async function walker(
  browser: Browser,
  home: string,
  allowed: (path: string) => boolean = () => false,
): Promise<Walker> {
  const { origin, pathname: base } = new URL(home);
  const context = await openContext(browser);
  const [wrong, asked] = [new Set<string>(), new Set<string>()];
  const nameOf = (page: Page | null) => URL.parse(page?.url() ?? '')?.pathname ?? 'a page';

  context.on('request', (request) => {
    const url = new URL(request.url());
    if (!/^https?:$/.test(url.protocol)) return;
    asked.add(url.pathname);
    const isInside = url.origin === origin && url.pathname.startsWith(base);
    if (!isInside && !allowed(url.pathname)) wrong.add(`something asked for ${url.href}, outside the site`);
  });
  context.on('response', (response) => {
    if (response.status() >= 400) wrong.add(`${response.url()} answered ${response.status()}`);
  });
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()))
      wrong.add(`${nameOf(message.page())} complained: ${message.text()}`);
  });
  context.on('weberror', (error) => {
    // Chromium says so of a transition to a page that has none, such as a page that only redirects.
    if (/ViewTransition opt-in disabled/.test(String(error.error()))) return;
    wrong.add(`${nameOf(error.page())} threw ${error.error()}`);
  });

  return {
    context,
    wrong,
    asked,
    open: async (path) => {
      const page = await context.newPage();
      await watch(page);
      await page.goto(new URL(path, home).href);
      await scrollThrough(page);
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.waitForLoadState('networkidle');
      for (const violation of await page.evaluate(() => globalThis.seen.violations))
        wrong.add(`${path} violates its policy: ${violation}`);
      return page;
    },
  };
}

/** Where the links of a page lead on its own host, parts left out. */
export async function linksOf(page: Page): Promise<string[]> {
  const links = await page.evaluate(() => [...document.links].map(({ href }) => href));
  const here = new URL(page.url()).origin;
  return links.flatMap((link) => {
    const url = URL.parse(link);
    return url?.origin === here ? [url.pathname] : [];
  });
}
