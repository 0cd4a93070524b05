import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import axeCore from 'axe-core';
import { Hono } from 'hono';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium, whyNoChromium } from '../servers/chromium.ts';
import { studioWith } from './studio-with.ts';

const missing = whyNoChromium();

describe.skipIf(missing !== undefined)(
  `in a browser${missing === undefined ? '' : ` (skipped: ${missing})`}`,
  () => {
    let browser: Browser;
    let studio: Served;
    let elsewhere: Served;

    beforeAll(async () => {
      browser = await launchChromium();
      const page = '<!doctype html><html lang="zh"><title>Studio</title><h1>for the owner</h1>';
      const app = studioWith({
        ...{ clock: { now: Date.now() }, kept: new Map(), base: '/blog/studio' },
        page: (context) => context.html(page),
      });
      studio = await served(app);
      const link = `http://localhost:${studio.port}/blog/studio/leads?lang=zh`;
      elsewhere = await served(new Hono().get('/', (context) => context.html(`<a href="${link}">mail</a>`)));
    });

    afterAll(async () => {
      await browser?.close();
      await studio?.close();
      await elsewhere?.close();
    });

    const home = () => `http://localhost:${studio.port}/blog/studio`;

    async function open(options: BrowserContextOptions = {}): Promise<Page> {
      return (await browser.newContext(options)).newPage();
    }

    async function signIn(page: Page, password: string): Promise<void> {
      await page.getByLabel(/密码|Password/).fill(password);
      await page.getByRole('button').click();
    }

    test('the owner signs in below a path, and out again', async () => {
      const page = await open();
      await page.goto(`${home()}/leads?lang=zh`);
      await signIn(page, 'open sesam');
      await expect.poll(() => page.getByRole('alert').textContent()).toBe('密码不对。');
      expect(await page.getByLabel('密码').evaluate((input) => input === document.activeElement)).toBe(true);
      await signIn(page, 'open sesame');
      await page.waitForURL(`${home()}/leads?lang=zh`);
      expect(await page.context().cookies()).toMatchObject([
        { name: 'byline-studio', path: '/blog/studio', httpOnly: true, sameSite: 'Strict' },
      ]);
      await page.goto(`${home()}/account?lang=en`);
      await page.getByRole('button', { name: 'Sign out', exact: true }).click();
      await page.waitForURL(/sign-in/);
      expect(await page.context().cookies()).toEqual([]);
      await page.goto(`${home()}/leads?lang=zh`);
      expect(new URL(page.url()).pathname).toBe('/blog/studio/sign-in');
      await page.context().close();
    });

    test('a link on another site leads to the page, since the browser is signed in', async () => {
      const page = await open();
      await page.goto(`${home()}/leads?lang=zh`);
      await signIn(page, 'open sesame');
      await page.waitForURL(`${home()}/leads?lang=zh`);
      await page.goto(`http://127.0.0.1:${elsewhere.port}/`);
      await page.getByText('mail').click();
      await expect.poll(() => page.locator('h1').textContent()).toBe('for the owner');
      await page.context().close();
    });

    test.each([
      { lang: 'zh', colorScheme: 'light', width: 390 },
      { lang: 'en', colorScheme: 'dark', width: 390 },
      { lang: 'zh', colorScheme: 'dark', width: 1280 },
      { lang: 'en', colorScheme: 'light', width: 1280 },
    ] as const)(
      'can be used by everyone: $lang, $colorScheme, $width',
      async ({ lang, colorScheme, width }) => {
        const page = await open({ colorScheme, viewport: { width, height: 780 }, bypassCSP: true });
        await page.goto(`${home()}/sign-in?lang=${lang}`);
        await page.evaluate(axeCore.source);
        expect((await page.evaluate(() => globalThis.axe.run())).violations).toEqual([]);
        const [wide, shown] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
        expect(wide).toBeLessThanOrEqual(shown ?? 0);
        await page.context().close();
      },
    );
  },
);

async function served(app: Hono): Promise<Served> {
  const server = createAdaptorServer({ fetch: app.fetch });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

interface Served {
  readonly port: number;
  close(): Promise<void>;
}

declare global {
  // What the source of axe-core leaves behind in a page.
  var axe: { run: typeof axeCore.run };
}
