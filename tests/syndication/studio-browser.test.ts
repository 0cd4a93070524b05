import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Platform } from '../../integrations/syndication/platform.ts';
import { launchChromium, whyNoChromium } from '../servers/chromium.ts';
import { type Listening, listen } from '../servers/listen.ts';
import { openStudio } from './studio-desk.ts';

const reason = whyNoChromium();

/** Answers when the test says so. */
const { promise: isReleased, resolve: release } = Promise.withResolvers<void>();
const slow: Platform['api'] = {
  create: async ({ post }) => {
    await isReleased;
    return { id: post, url: `https://dev.to/lin/${post}` };
  },
};

describe.skipIf(reason !== undefined)(
  `publishing in Studio, in a browser${reason === undefined ? '' : ` (skipped: ${reason})`}`,
  () => {
    const studio = openStudio({
      channels: {
        dev: { platform: 'dev', form: 'full' },
        zhihu: { platform: 'zhihu', form: 'full' },
        medium: { platform: 'medium', form: 'full' },
      },
      env: { DEV_API_KEY: 'key-of-dev' },
      apis: { dev: slow },
    });
    let browser: Browser;
    let server: Listening;
    let withScript: BrowserContext;
    let without: BrowserContext;

    beforeAll(async () => {
      [browser, server] = await Promise.all([launchChromium(), listen(studio.app as never)]);
      withScript = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
      without = await browser.newContext({ javaScriptEnabled: false });
    }, 120_000);
    afterAll(() => Promise.all([browser?.close(), server?.close()]));

    async function open(path: string, context: BrowserContext = withScript): Promise<Page> {
      const page = await context.newPage();
      await page.goto(`${server.origin}/studio/publishing${path}`);
      return page;
    }

    const copied = (page: Page, type: string) =>
      page.evaluate(async (wanted) => {
        const [item] = await navigator.clipboard.read();
        return item?.types.includes(wanted) ? (await item.getType(wanted)).text() : undefined;
      }, type);

    test.each([
      ['zhihu', 'text/plain', /utm_source=zhihu/],
      ['medium', 'text/html', /<a href="[^"]*utm_source=medium/],
    ])('one click on the kit of %s copies the text as %s', async (channel, type, text) => {
      const page = await open(`/posts/hello/${channel}/kit?lang=en`);
      await page.getByRole('button', { name: 'Copy the text' }).click();
      await page.getByRole('button', { name: '✓ Copy the text' }).waitFor();
      expect(await copied(page, type)).toMatch(text);
      await page.close();
    });

    test('without a script no button promises to copy, and the text can be marked', async () => {
      const page = await open('/posts/hello/zhihu/kit?lang=en', without);
      expect(await page.getByRole('button', { name: /Copy/ }).count()).toBe(0);
      expect(await page.locator('#body').innerText()).toContain('utm_source=zhihu');
      await page.close();
    });

    test('the edition is shown in its frame, in the style it is sent in', async () => {
      const page = await open('/posts/hello/dev?lang=en');
      const frame = page.frameLocator('iframe');
      expect(await frame.locator('h1').innerText()).toBe('Hello & <world>');
      expect(await frame.locator('body').evaluate((body) => getComputedStyle(body).lineHeight)).toBe(
        '27.2px',
      );
      await page.close();
    });

    test('a run is followed to its end without loading the page anew', async () => {
      const page = await open('/posts/hello?lang=en');
      await page.getByRole('button', { name: 'Publish', exact: true }).click();
      await page.getByText('Under way. This page follows it.').waitFor();
      await page.evaluate(() => document.documentElement.setAttribute('data-same', ''));
      release();
      await page.getByText('Done. One result.').waitFor();
      expect(await page.locator('html[data-same]').count()).toBe(1);
      await page.reload();
      expect(studio.books.ledger.lines()).toHaveLength(1);
      await page.close();
    });

    test('on a phone no page is wider than the screen', async () => {
      const page = await withScript.newPage();
      await page.setViewportSize({ width: 360, height: 740 });
      for (const path of ['', '/channels', '/posts/hello', '/posts/hello/dev', '/posts/hello/medium/kit']) {
        await page.goto(`${server.origin}/studio/publishing${path}?lang=zh`);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect([path, over]).toEqual([path, 0]);
      }
      await page.close();
    });
  },
);
