import PQueue from 'p-queue';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium, whyNoChromium } from '../servers/chromium.ts';
import { type BuiltSite, buildSite } from './built-site.ts';
import { type Visit, visit } from './visit.ts';

const missing = whyNoChromium();

describe.skipIf(missing !== undefined)(
  `every page, in a browser${missing === undefined ? '' : ` (skipped: ${missing})`}`,
  () => {
    let site: BuiltSite;
    let browser: Browser;
    let visits: readonly Visit[];

    beforeAll(async () => {
      [site, browser] = await Promise.all([buildSite(), launchChromium()]);
      const queue = new PQueue({ concurrency: 3 });
      const t = Date.now();
      console.log('built', site.pages.length);
      visits = await queue.addAll(site.pages.map((path) => () => visit(browser, site.home, path)));
      console.log(Date.now() - t);
    }, 240_000);
    afterAll(async () => {
      await browser?.close();
      await site?.close();
    });

    const seen = (what: (visit: Visit) => readonly string[]) =>
      visits.flatMap((visit) => what(visit).map((found) => `${visit.path} ${found}`));

    test('is there', () => expect(visits.length).toBeGreaterThan(30));
    test('asks nobody else for anything', () => expect(seen(({ strangers }) => strangers)).toEqual([]));
    test('keeps to its policy', () => expect(seen(({ violations }) => violations)).toEqual([]));
    test('gives the browser nothing to complain of', () =>
      expect(seen(({ complaints }) => complaints)).toEqual([]));
    test('does not move by itself', () =>
      expect(visits.filter(({ shift }) => shift > 0).map(({ path, shift }) => `${path} ${shift}`)).toEqual(
        [],
      ));
    test('has no barrier axe knows of, in either theme, on a phone or a desk', () =>
      expect(seen(({ barriers }) => barriers)).toEqual([]));
  },
);
