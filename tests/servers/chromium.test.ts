import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium, readerAgent, whyNoChromium } from './chromium.ts';

const reason = whyNoChromium();

describe.skipIf(reason !== undefined)(reason ? `a browser (skipped: ${reason})` : 'a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  }, 60_000);
  afterAll(() => browser.close());

  test('runs scripts, and looks like a reader’s', async () => {
    const context = await browser.newContext({ userAgent: readerAgent(browser) });
    const page = await context.newPage();
    const seen = await page.evaluate(() => ({ robot: navigator.webdriver, agent: navigator.userAgent }));
    expect(seen.robot).toBe(false);
    expect(seen.agent).toMatch(/ Chrome\/\d+/);
    await context.close();
  });

  test('draws Chinese: two characters are two different pictures', async () => {
    const page = await browser.newPage();
    const [slow, fast] = [await picture(page, '慢'), await picture(page, '快')];
    expect((await sharp(slow).stats()).channels[0]?.min).toBeLessThan(80);
    expect(slow.equals(fast)).toBe(false);
    await page.close();
  });

  test('finds nothing outside the machine', async () => {
    const page = await browser.newPage();
    await expect(page.goto('http://example.com/')).rejects.toThrow('ERR_NAME_NOT_RESOLVED');
    await page.close();
  });
});

async function picture(page: Awaited<ReturnType<Browser['newPage']>>, text: string): Promise<Buffer> {
  await page.setContent(`<p style="font-size:64px">${text}</p>`);
  return page.locator('p').screenshot();
}
