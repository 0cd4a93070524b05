import { Hono } from 'hono';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadPlatforms } from '../../integrations/syndication/channels/settings.ts';
import { makeKit } from '../../integrations/syndication/kit/kit.ts';
import { kitPage } from '../../integrations/syndication/kit/kit-page.ts';
import { plan } from '../../integrations/syndication/plan/plan.ts';
import { launchChromium, whyNoChromium } from '../servers/chromium.ts';
import { type Listening, listen } from '../servers/listen.ts';
import { feedItem } from './feed-item.ts';
import { openChannel } from './open-channel.ts';

const reason = whyNoChromium();
const platforms = await loadPlatforms();

/** The page of a kit for a post with a bold word, as HTML. */
function pageFor(id: string): string {
  const platform = platforms.get(id);
  if (platform === undefined) throw new Error(`there is no platform ${id}`);
  const item = feedItem({
    title: 'A <title>',
    content_html: '<p>One <strong>bold</strong> word.</p>',
    image: undefined,
  });
  const [step] = plan({ items: [item], channels: [openChannel({}, { id, platform })], ledger: [], now: 0 });
  if (step === undefined) throw new Error('nothing was planned');
  return kitPage(makeKit(step, 'https://site.example/'));
}

test.each([
  ['juejin', 50, 100],
  ['infoq', 1, 150],
  ['sspai', 1, 120],
])('the summary for %s has %i to %i characters', (id, least, most) => {
  const platform = platforms.get(id);
  if (platform === undefined) throw new Error(`there is no platform ${id}`);
  const content = `<p>${'超时以后再试一次，服务端可能已经做完了。'.repeat(3)}</p><p>${'退避要有上限，也要有抖动。'.repeat(9)}</p>`;
  const post = feedItem({ summary: '重试会把一次抖动变成雪崩。', language: 'zh', content_html: content });
  const item = { ...post, _byline: { ...post._byline, content } };
  const [step] = plan({ items: [item], channels: [openChannel({}, { id, platform })], ledger: [], now: 0 });
  if (step === undefined) throw new Error('nothing was planned');
  const ask = makeKit(step, 'https://site.example/').asks.find(({ what }) => what.startsWith('摘要'));
  const length = [...(ask?.value ?? '')].length;
  expect(length).toBeGreaterThanOrEqual(least);
  expect(length).toBeLessThanOrEqual(most);
});

describe.skipIf(reason !== undefined)(
  `a kit in a browser${reason === undefined ? '' : ` (skipped: ${reason})`}`,
  () => {
    let browser: Browser;
    let server: Listening;

    beforeAll(async () => {
      const app = new Hono();
      app.get('/:id', (context) => context.html(pageFor(context.req.param('id'))));
      [browser, server] = await Promise.all([launchChromium(), listen(app as never)]);
    }, 60_000);
    afterAll(() => Promise.all([browser?.close(), server?.close()]));

    async function open(id: string): Promise<Page> {
      const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
      const page = await context.newPage();
      await page.goto(`${server.origin}/${id}`);
      return page;
    }

    const copied = (page: Page, type: string) =>
      page.evaluate(async (wanted) => {
        const [item] = await navigator.clipboard.read();
        return item?.types.includes(wanted) ? (await item.getType(wanted)).text() : undefined;
      }, type);

    test('one click copies Markdown as text', async () => {
      const page = await open('csdn');
      await page.getByRole('button', { name: 'Copy the text' }).click();
      await page.getByRole('button', { name: '✓ Copy the text' }).waitFor();
      expect(await copied(page, 'text/plain')).toMatch(/^One \*\*bold\*\* word\.[\s\S]*utm_source=csdn/);
      expect(await copied(page, 'text/html')).toBeUndefined();
    });

    test('one click copies rich text as rich text', async () => {
      const page = await open('medium');
      await page.getByRole('button', { name: 'Copy the text' }).click();
      await page.getByRole('button', { name: '✓ Copy the text' }).waitFor();
      expect(await copied(page, 'text/html')).toContain('<strong>bold</strong>');
      expect(await copied(page, 'text/plain')).toContain('One bold word.');
    });

    test('the title is copied as it is written, and the editor opens', async () => {
      const page = await open('csdn');
      await page.getByRole('button', { name: 'Copy', exact: true }).first().click();
      await page.getByRole('button', { name: '✓ Copy', exact: true }).waitFor();
      expect(await copied(page, 'text/plain')).toBe('A <title>');
      const editor = page.getByRole('link', { name: 'Open the editor' });
      expect(await editor.getAttribute('href')).toBe('https://editor.csdn.net/md/');
    });
  },
);
