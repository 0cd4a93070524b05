import axeCore from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { readerAgent } from '../servers/chromium.ts';

/** What was seen of one page while a reader scrolled through it. */
export interface Visit {
  readonly path: string;
  /** Hosts that were asked for something, other than the site's. */
  readonly strangers: readonly string[];
  /** What the page's policy kept from happening, and what the browser complained of. */
  readonly violations: readonly string[];
  readonly complaints: readonly string[];
  /** How far what is shown moved by itself: 0 is not at all. */
  readonly shift: number;
  /** What axe found, by look. */
  readonly barriers: readonly string[];
}

/**
 * Opens a page as a reader on a phone does, scrolls to its end, then looks for barriers.
 *
 * @param turn the how-manieth page it is
 */
export async function visit(browser: Browser, home: string, path: string, turn: number): Promise<Visit> {
  const context = await openContext(browser);
  const page = await context.newPage();
  const [strangers, complaints] = [new Set<string>(), new Set<string>()];
  page.on('request', (request) => {
    const { protocol, origin, host } = new URL(request.url());
    if (/^https?:$/.test(protocol) && origin !== home) strangers.add(host);
  });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.add(message.text());
  });
  page.on('pageerror', (error) => complaints.add(String(error)));
  await watch(page);
  await page.goto(home + path);
  await scrollThrough(page);
  const { violations, shift } = await page.evaluate(() => globalThis.seen);
  const barriers = await lookAt(page, turn);
  await context.close();
  return {
    path,
    strangers: [...strangers],
    violations: [...new Set(violations)],
    complaints: [...complaints],
    shift,
    barriers,
  };
}

/** A reader's phone. */
export function openContext(browser: Browser): Promise<BrowserContext> {
  return browser.newContext({ userAgent: readerAgent(browser), viewport: phone, colorScheme: 'light' });
}

/** Keeps, in the page, what its policy forbids and how far it moves. */
export async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    globalThis.seen = { violations: [], shift: 0 };
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => {
      globalThis.seen.violations.push(`${effectiveDirective} ${blockedURI} ${sample}`.trim());
    });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
        globalThis.seen.shift += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

/** To the end, a screen at a time, so that all that waits to be seen comes; and back. */
export async function scrollThrough(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await document.fonts.ready;
    for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight / 2) {
      scrollTo({ top, behavior: 'instant' });
      await frame();
      await frame();
    }
  });
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
}

const phone = { width: 390, height: 844 };
const desktop = { width: 1280, height: 900 };

/**
 * Every page is seen in both themes and at both widths; which go together alternates from page to page, so
 * that what stands on all of them is seen in all four.
 */
async function lookAt(page: Page, turn: number): Promise<string[]> {
  const [first, second] = turn % 2 === 0 ? (['light', 'dark'] as const) : (['dark', 'light'] as const);
  // So that no colour is on its way to another.
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: first });
  await page.evaluate(axeCore.source);
  const found = await barriers(page, `phone, ${first}`);
  await page.emulateMedia({ colorScheme: second });
  await page.setViewportSize(desktop);
  return [...found, ...(await barriers(page, `desktop, ${second}`, CHANGING))];
}

/** What colours and widths can change. */
const CHANGING = ['color-contrast', 'target-size', 'scrollable-region-focusable', 'link-in-text-block'];

async function barriers(page: Page, look: string, rules?: string[]): Promise<string[]> {
  const { violations } = await page.evaluate(
    (only) =>
      globalThis.axe.run({
        resultTypes: ['violations'],
        ...(only === undefined ? {} : { runOnly: { type: 'rule', values: only } }),
      }),
    rules,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${look}: ${id} at ${target.join(' ')}: ${failureSummary}`),
  );
}

declare global {
  var seen: { violations: string[]; shift: number };
  var axe: { run: typeof axeCore.run };
}
