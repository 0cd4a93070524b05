import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { eventSchema } from '../../integrations/attribution/collector/event.ts';
import { launchChromium, readerAgent, whyNoChromium } from '../servers/chromium.ts';
import { type Site, startSite } from './beacon-site.ts';

const missing = whyNoChromium();

describe.skipIf(missing !== undefined)(
  `in a browser${missing === undefined ? '' : ` (skipped: ${missing})`}`,
  () => {
    let browser: Browser;
    let site: Site;
    let page: Page;

    beforeAll(async () => {
      browser = await launchChromium();
    });

    afterAll(() => browser?.close());

    beforeEach(async () => {
      site = await startSite();
      page = await open();
    });

    afterEach(async () => {
      await page.context().close();
      await site.close();
    });

    async function open(options: BrowserContextOptions = {}): Promise<Page> {
      const context = await browser.newContext({ userAgent: readerAgent(browser), ...options });
      const opened = await context.newPage();
      // Time stands still but for what a test lets pass.
      await opened.clock.install({ time: new Date('2026-11-20T04:00:00Z') });
      return opened;
    }

    /** Lets seconds pass, once what is in view was noticed. */
    async function pass(seconds: number): Promise<void> {
      await page.evaluate(
        () =>
          new Promise<void>((resolve) => {
            const eye = new IntersectionObserver(() => {
              eye.disconnect();
              resolve();
            });
            eye.observe(document.body);
          }),
      );
      for (let passed = 0; passed < seconds; passed += 1) await page.clock.runFor(1000);
    }

    /** What came, after a last request that comes after any the page had still to send. */
    async function settled(list: Record<string, unknown>[]): Promise<Record<string, unknown>[]> {
      await page.evaluate(() => fetch('/settled', { method: 'POST' }));
      return list;
    }

    const noticed = async () => (await settled(site.noticed)).map(({ type, offer }) => offer ?? type);
    const acts = async () => (await settled(site.events)).filter(({ type }) => type !== 'view');
    const shown = (id: string) => page.locator(`#${id}`).isVisible();
    const show = (id: string) => page.evaluate((name) => document.getElementById(name)?.scrollIntoView(), id);

    test('an offer is seen once half of it was in view for a second, and counts once', async () => {
      await page.goto(`${site.url}/long`);
      await pass(3);
      expect(await noticed()).not.toContain('card');
      await show('card');
      await pass(1);
      await show('top');
      await page.evaluate(() => scrollTo(0, 0));
      await pass(3);
      expect(await noticed()).not.toContain('card');
      await show('card');
      await pass(3);
      await page.evaluate(() => scrollTo(0, 0));
      await pass(2);
      await show('card');
      await pass(3);
      expect((await noticed()).filter((what) => what === 'card')).toHaveLength(1);
    });

    test('a post is read once its end was in view and enough time has passed', async () => {
      await page.goto(`${site.url}/long`);
      await pass(5);
      expect(await noticed()).not.toContain('read');
      await show('end');
      await pass(1);
      expect(await noticed()).toContain('read');
      await pass(5);
      expect((await noticed()).filter((what) => what === 'read')).toHaveLength(1);
      for (const event of site.noticed) expect(eventSchema.safeParse(event).error).toBeUndefined();
      expect(site.noticed.find(({ type }) => type === 'read')).toMatchObject({ post: 'hello' });
    });

    test('who jumps to the end and reads on from the top has read it, as soon as they had the time', async () => {
      await page.goto(`${site.url}/long`);
      await show('end');
      await pass(1);
      await page.evaluate(() => scrollTo(0, 0));
      expect(await noticed()).not.toContain('read');
      await pass(3);
      expect(await noticed()).toContain('read');
    });

    test('the time in which a page is hidden is no reading', async () => {
      await page.addInitScript(() => {
        let hidden = false;
        Object.defineProperty(document, 'hidden', { get: () => hidden });
        Object.assign(window, {
          hide: (value: boolean) => {
            hidden = value;
          },
        });
      });
      await page.goto(`${site.url}/long`);
      await show('end');
      await pass(1);
      await page.evaluate('hide(true)');
      await pass(10);
      expect(await noticed()).not.toContain('read');
      await page.evaluate('hide(false)');
      await pass(3);
      expect(await noticed()).toContain('read');
    });

    test('a page that comes out of the back-forward cache goes on where it was', async () => {
      await page.goto(`${site.url}/long`);
      await show('end');
      await pass(2);
      expect(await noticed()).not.toContain('read');
      // What a browser does with a page it keeps whole: this one keeps none.
      await page.evaluate(() => {
        dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
        dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
      });
      await pass(1);
      expect((await noticed()).filter((what) => what === 'read')).toHaveLength(1);
      await page.click('#ad');
      expect(await acts()).toMatchObject([{ type: 'click', offer: 'hosting' }]);
      expect(site.events.filter(({ type }) => type === 'view')).toHaveLength(1);
    });

    test('a reload is no new reading: nothing is noticed, and clicks count', async () => {
      // The clock of a test hides how the page was opened.
      await page.addInitScript(() => {
        Object.defineProperty(performance, 'getEntriesByType', { value: () => [{ type: 'reload' }] });
      });
      await page.goto(`${site.url}/long`);
      await show('end');
      await pass(5);
      expect(await noticed()).toEqual([]);
      await page.click('#ad');
      expect(await acts()).toMatchObject([{ type: 'click', offer: 'hosting' }]);
    });

    test('a page turned without loading is watched anew', async () => {
      await page.goto(`${site.url}/long`);
      await show('end');
      await pass(4);
      expect(await noticed()).toContain('read');
      await page.evaluate(() => {
        history.pushState(null, '', '/next');
        document.documentElement.dataset['post'] = 'next';
        const body = document.createElement('body');
        body.innerHTML = '<p data-read="1">Next</p><a id="deep" href="/deck.pdf">Deck</a>';
        document.body = body;
        document.dispatchEvent(new Event('astro:page-load'));
      });
      await pass(3);
      expect((await settled(site.noticed)).filter(({ type }) => type === 'read')).toMatchObject([
        { post: 'hello' },
        { post: 'next' },
      ]);
      await page.evaluate(() => addEventListener('click', (event) => event.preventDefault()));
      await page.click('#deep');
      expect(await acts()).toMatchObject([{ type: 'file', to: '/deck.pdf', post: 'next' }]);
    });

    test.each([
      { link: 'file', sent: [{ type: 'file', to: '/talk.pdf' }] },
      { link: 'out', sent: [{ type: 'out', to: 'elsewhere.example' }] },
      { link: 'feed', sent: [] },
      { link: 'mail', sent: [] },
      { link: 'inside', sent: [] },
      { link: 'ad', sent: [{ type: 'click', offer: 'hosting' }] },
    ])('a click on #$link', async ({ link, sent }) => {
      await page.goto(`${site.url}/post`);
      // Counted all the same, and the page stays.
      await page.evaluate(() => addEventListener('click', (event) => event.preventDefault()));
      await page.click(`#${link}`);
      const told = await acts();
      expect(told).toMatchObject(sent);
      expect(told).toHaveLength(sent.length);
      for (const event of told) expect(eventSchema.safeParse(event).error).toBeUndefined();
    });

    test('a form is begun once', async () => {
      await page.goto(`${site.url}/post`);
      await expect
        .poll(() => page.evaluate(() => typeof document.querySelector('form')?.onsubmit))
        .toBe('function');
      await page.fill('[name=name]', 'Adam');
      await page.fill('[name=name]', 'Adam Smith');
      expect(await acts()).toMatchObject([{ type: 'start', offer: 'consulting', post: 'hello' }]);
      for (const event of site.events) expect(eventSchema.safeParse(event).error).toBeUndefined();
    });

    test('what happens offline waits until the browser is online, and comes once', async () => {
      await page.goto(`${site.url}/post`);
      await expect.poll(() => site.events.length).toBe(1);
      await page.evaluate(() => addEventListener('click', (event) => event.preventDefault()));
      const failed = page.waitForEvent('requestfailed');
      await page.context().setOffline(true);
      await page.click('#ad');
      await failed;
      expect(site.events).toHaveLength(1);
      await page.context().setOffline(false);
      await expect.poll(() => site.events.length).toBe(2);
      expect(await acts()).toMatchObject([{ type: 'click', offer: 'hosting' }]);
    });

    test('ads are shown on the days of their flights, and no longer once their cap is reached', async () => {
      site.over.push('ad-2');
      await page.goto(`${site.url}/ads`);
      await expect.poll(() => shown('ad-2')).toBe(false);
      const visible = await Promise.all([0, 1, 2, 3].map((index) => shown(`ad-${index}`)));
      expect(visible).toEqual([true, false, false, false]);
    });

    test('ads change with the day of the site’s zone, without a build', async () => {
      await page.clock.setFixedTime(new Date('2026-11-30T16:01:00Z'));
      await page.goto(`${site.url}/ads`);
      // Before the script comes, every ad is shown.
      await expect.poll(() => shown('ad-0')).toBe(false);
      expect([await shown('ad-1'), await shown('ad-2')]).toEqual([true, true]);
    });

    describe('where readers are asked', () => {
      const journey = () => page.evaluate(() => localStorage.getItem('byline-allowed'));

      test('nothing is kept before the answer, views count, and “yes” keeps the arrival', async () => {
        await page.goto(`${site.url}/ask`, { referer: 'https://dev.to/' });
        await expect.poll(() => shown('again')).toBe(true);
        expect(await page.isVisible('[data-consent]')).toBe(true);
        expect(await journey()).toBeNull();
        expect(site.events[0]).toMatchObject({ type: 'view', from: 'https://dev.to ' });
        expect(site.events[0]).not.toHaveProperty('last');
        await page.click('[data-answer=yes]');
        expect(await page.isVisible('[data-consent]')).toBe(false);
        expect(JSON.parse((await journey()) ?? '')).toEqual([
          [expect.any(Number), 'https://dev.to ', 'hello'],
        ]);
        await page.click('#ad');
        expect(await acts()).toMatchObject([
          { journey: { steps: [[expect.any(Number), 'https://dev.to ', 'hello']] } },
        ]);
        await page.goto(`${site.url}/ask`);
        await expect.poll(() => shown('again')).toBe(true);
        expect(await page.isVisible('[data-consent]')).toBe(false);
      });

      test('“no” keeps nothing, is remembered, and can be changed', async () => {
        await page.goto(`${site.url}/ask`, { referer: 'https://dev.to/' });
        await page.click('[data-answer=no]');
        await page.click('#ad');
        const [clicked] = await acts();
        expect(clicked?.['journey']).not.toHaveProperty('steps');
        await page.goto(`${site.url}/ask`);
        await expect.poll(() => shown('again')).toBe(true);
        expect(await page.isVisible('[data-consent]')).toBe(false);
        expect(await journey()).toBe('0');
        await page.click('#again');
        expect(await page.isVisible('[data-consent]')).toBe(true);
        expect(await page.locator(':focus').getAttribute('data-answer')).toBe('no');
        await page.click('[data-answer=yes]');
        expect(JSON.parse((await journey()) ?? '')).toHaveLength(1);
      });

      test('a journey from before is no answer, and goes', async () => {
        await page.goto(`${site.url}/post`, { referer: 'https://dev.to/' });
        await page.goto(`${site.url}/ask`);
        await expect.poll(() => page.isVisible('[data-consent]')).toBe(true);
        expect(await page.evaluate(() => localStorage.getItem('byline'))).toBeNull();
      });

      test('a browser that asks not to be followed is not asked', async () => {
        await page.addInitScript(() =>
          Object.defineProperty(navigator, 'globalPrivacyControl', { get: () => true }),
        );
        const asked = page.waitForResponse('**/ask-consent.js');
        await page.goto(`${site.url}/ask`);
        await (await asked).finished();
        await pass(1);
        expect(await page.isVisible('[data-consent]')).toBe(false);
      });
    });

    describe('asked for by #byline, the console says', () => {
      let said: string[];

      beforeEach(() => {
        said = [];
        page.on('console', (message) => said.push(message.text()));
      });

      test('of each event whether it counted, and why not', async () => {
        await page.goto(`${site.url}/post#byline`);
        await expect.poll(() => said.join('\n')).toMatch(/counted: .*"view"/);
        await page.evaluate(() => addEventListener('click', (event) => event.preventDefault()));
        await page.click('#stripe');
        await expect.poll(() => said.join('\n')).toMatch(/unknown-offer: .*"paid"/);
      });

      test('what keeps this browser from being counted or followed', async () => {
        await page.addInitScript(() => {
          Object.defineProperty(navigator, 'webdriver', { get: () => true });
          Object.defineProperty(navigator, 'globalPrivacyControl', { get: () => true });
        });
        await page.goto(`${site.url}/post#byline`);
        await expect.poll(() => said.join('\n')).toMatch(/a program drives this browser/);
        expect(said.join('\n')).toMatch(/asks not to be followed/);
      });

      test('and nothing where nobody asks', async () => {
        await page.goto(`${site.url}/post`);
        await expect.poll(() => site.events.length).toBe(1);
        expect(said).toEqual([]);
      });
    });
  },
);
