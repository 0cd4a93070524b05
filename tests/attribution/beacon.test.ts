import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { eventSchema } from '../../integrations/attribution/collector/event.ts';
import { launchChromium, readerAgent, whyNoChromium } from '../servers/chromium.ts';
import { type Site, startSite, ZONE } from './beacon-site.ts';

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
      return context.newPage();
    }

    /** Waits for this many events to have come, and no more. */
    async function events(count: number): Promise<Record<string, unknown>[]> {
      await expect.poll(() => site.events.length).toBeGreaterThanOrEqual(count);
      // A last request that comes after any the page had still to send.
      await page.evaluate(() => fetch('/settled', { method: 'POST' }));
      expect(site.events).toHaveLength(count);
      return site.events;
    }

    const stored = (key = 'byline') =>
      page.evaluate((name) => JSON.parse(localStorage.getItem(name) ?? 'null'), key);
    const today = () => new Date().toLocaleDateString('sv', { timeZone: ZONE });

    test('tells of a page seen, once, and takes what it reads out of the address', async () => {
      const tags =
        'utm_source=dev&utm_content=top&gclid=abc&fbclid=def&from=timeline&nsukey=ghi&isappinstalled=0';
      await page.goto(`${site.url}/post?${tags}&a=%20b#part`);
      await page.waitForURL(`${site.url}/post?a=+b#part`);
      await page.evaluate(() => document.dispatchEvent(new Event('astro:page-load')));
      const [seen] = await events(1);
      expect(seen).toEqual({
        id: expect.stringMatching(ID),
        type: 'view',
        // Of a click id only that it is there.
        from: ' utm_source=dev&utm_content=top&gclid=&fbclid=&from=timeline&nsukey=&isappinstalled=',
        before: '',
        last: '1970-01-01',
        again: false,
        post: 'hello',
      });
    });

    test('an address without a tag is left as it is', async () => {
      await page.goto(`${site.url}/?a=%20b&c`);
      await events(1);
      expect(page.url()).toBe(`${site.url}/?a=%20b&c`);
    });

    test('of a referrer only its origin is sent, of a query only what tells how a reader arrived', async () => {
      await page.goto(`${site.url}/?email=me@mail.example&utm_source=${'x'.repeat(2100)}`, {
        referer: 'https://dev.to/secret/path?q=cancer',
      });
      await page.click('#query');
      await page.waitForURL(`${site.url}/post?q=cancer`);
      const [first, second] = await events(2);
      expect(first?.['from']).toBe(`https://dev.to utm_source=${'x'.repeat(2100)}`);
      expect(second).not.toHaveProperty('from');
    });

    test('all it sends is what the collector takes', async () => {
      await page.goto(`${site.url}/post?utm_source=dev`, { referer: 'https://dev.to/' });
      await page.click('#ad');
      await page.goto(`${site.url}/`, { referer: 'https://juejin.cn/' });
      for (const event of await events(3)) expect(eventSchema.safeParse(event).error).toBeUndefined();
    });

    test('keeps the journey in the browser, without an id, and sends none of it with a view', async () => {
      await page.goto(`${site.url}/post`, { referer: 'https://dev.to/' });
      await page.click('#inside');
      await events(2);
      await page.goto(`${site.url}/`, { referer: 'https://juejin.cn/' });
      const sent = await events(3);
      expect(await stored()).toEqual([
        [expect.any(Number), 'https://dev.to ', 'hello'],
        [expect.any(Number), 0, 'hello'],
        [expect.any(Number), 'https://juejin.cn ', 0],
      ]);
      expect(sent).toMatchObject([
        { from: 'https://dev.to ', before: '', last: '1970-01-01', again: false },
        { last: today(), again: true },
        { from: 'https://juejin.cn ', before: 'https://dev.to ', last: today() },
      ]);
      const ids = sent.map(({ id }) => id);
      expect(new Set(ids).size).toBe(3);
      expect(sent[1]).not.toHaveProperty('before');
    });

    test('a reload and the way back are no new readings', async () => {
      await page.goto(`${site.url}/`);
      await page.click('#inside');
      await page.waitForURL(`${site.url}/post`);
      await page.reload();
      await page.goBack();
      await events(2);
    });

    test('a page turned without loading comes from the page before', async () => {
      await page.goto(`${site.url}/`, { referer: 'https://dev.to/' });
      await events(1);
      await page.evaluate(() => {
        history.pushState(null, '', '/next');
        document.dispatchEvent(new Event('astro:page-load'));
      });
      const [arrived, turned] = await events(2);
      expect(arrived).toMatchObject({ from: 'https://dev.to ' });
      expect(turned).not.toHaveProperty('from');
    });

    test('steps older than 90 days are forgotten, and there are never more than 50', async () => {
      await page.goto(`${site.url}/`);
      await page.evaluate(() => {
        const old = Array.from({ length: 3 }, () => [Date.now() - 91 * 864e5, 'https://old.example ', 'old']);
        const many = Array.from({ length: 60 }, (_, n) => [Date.now() - 80 * 864e5 + n, 0, 'many']);
        localStorage.setItem('byline', JSON.stringify([...old, ...many]));
      });
      await page.goto(`${site.url}/post`);
      await events(2);
      const steps = await stored();
      expect(steps).toHaveLength(50);
      expect(steps.filter(([, , post]: string[]) => post === 'old')).toEqual([]);
      expect(steps.at(-1)).toEqual([expect.any(Number), expect.any(String), 'hello']);
    });

    test('a day begins when the site’s does', async () => {
      await page.clock.install({ time: new Date('2026-11-19T15:59:00Z') });
      await page.goto(`${site.url}/`);
      await page.clock.setFixedTime(new Date('2026-11-19T16:01:00Z'));
      await page.goto(`${site.url}/post`);
      expect((await events(2))[1]).toMatchObject({ last: '2026-11-19' });
    });

    test('where storage is refused, a page still counts', async () => {
      await page.addInitScript(() => {
        Object.defineProperty(window, 'localStorage', {
          get: () => {
            throw new Error('refused');
          },
        });
      });
      await page.goto(`${site.url}/post`);
      await page.click('#ad');
      const [seen, clicked] = await events(2);
      expect(seen).toEqual({ id: expect.stringMatching(ID), type: 'view', from: ' ', post: 'hello' });
      expect(clicked).toMatchObject({ type: 'click', journey: { now: expect.any(Number) } });
      expect(clicked?.['journey']).not.toHaveProperty('steps');
    });

    test('what is in storage and is no journey does no harm', async () => {
      await page.goto(`${site.url}/`);
      await page.evaluate(() => localStorage.setItem('byline', '{broken'));
      await page.goto(`${site.url}/post`);
      expect((await events(2))[1]).toMatchObject({ type: 'view', post: 'hello' });
    });

    test('a tab in the background counts once it is seen', async () => {
      await page.addInitScript(() => {
        let hidden = true;
        Object.defineProperty(document, 'hidden', { get: () => hidden });
        Object.assign(window, {
          show: () => {
            hidden = false;
            document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
          },
        });
      });
      await page.goto(`${site.url}/`, { referer: 'https://dev.to/' });
      expect(await events(0)).toEqual([]);
      await page.evaluate('show()');
      expect(await events(1)).toMatchObject([{ from: 'https://dev.to ' }]);
      await page.evaluate('show()');
      await events(1);
    });

    test('a list that blocks beacons stops nothing, and a request that fails breaks nothing', async () => {
      const errors: Error[] = [];
      page.on('pageerror', (error) => errors.push(error));
      await page.route('**/api/events', (route) =>
        route.request().resourceType() === 'ping' ? route.abort() : route.continue(),
      );
      await page.goto(`${site.url}/`);
      await events(1);
      await page.route('**/api/events', (route) => route.abort());
      const failed = page.waitForEvent('requestfailed');
      await page.goto(`${site.url}/post`);
      await failed;
      await page.unroute('**/api/events');
      await page.click('#ad');
      await events(2);
      expect(errors).toEqual([]);
    });

    test('a site below a path: another page of the host is an arrival, its own are none', async () => {
      await page.goto(`${site.url}/blog/post`, { referer: `${site.url}/elsewhere` });
      await page.goto(`${site.url}/blog/post?x=1`, { referer: `${site.url}/blog/` });
      const [neighbour, own] = await events(2);
      expect(neighbour).toMatchObject({ from: `${site.url} ` });
      expect(own).not.toHaveProperty('from');
    });

    test.each([
      { link: '#ad', how: 'click', sent: ['hosting'] },
      { link: '#ad b', how: 'click', sent: ['hosting'] },
      { link: '#course', how: 'middle click', sent: ['course'] },
      { link: '#course', how: 'right click', sent: [] },
      { link: '#consulting', how: 'click', sent: [] },
    ] as const)('a $how on $link', async ({ link, how, sent }) => {
      await page.goto(`${site.url}/post`);
      const button = ({ click: 'left', 'middle click': 'middle', 'right click': 'right' } as const)[how];
      await page.click(link, { button });
      const [, ...clicks] = await events(1 + sent.length);
      expect(clicks).toEqual(
        sent.map((offer) => expect.objectContaining({ type: 'click', offer, post: 'hello' })),
      );
    });

    test('two clicks on one offer within half an hour are one, and each brings the journey', async () => {
      await page.goto(`${site.url}/post`, { referer: 'https://dev.to/' });
      await page.click('#ad');
      await page.click('#ad');
      await page.click('#course');
      const [, ad, course] = await events(3);
      const arrived = [expect.any(Number), 'https://dev.to ', 'hello'];
      expect(ad).toMatchObject({ offer: 'hosting', journey: { steps: [arrived] } });
      expect(course).toMatchObject({
        offer: 'course',
        journey: { steps: [arrived, [expect.any(Number), 0, 0, 'hosting']] },
      });
    });

    test('a link to Stripe takes the click along as its key; others stay as they are', async () => {
      await page.route('https://buy.stripe.com/**', (route) => route.fulfill({ status: 204 }));
      await page.goto(`${site.url}/post`);
      const opened = page.waitForRequest('https://buy.stripe.com/**');
      await page.click('#stripe');
      const [, clicked] = await events(2);
      expect((await opened).url()).toBe(
        `https://buy.stripe.com/abc?locale=en&client_reference_id=${clicked?.['id']}`,
      );
      await page.click('#course');
      expect(await page.getAttribute('#course', 'href')).toBe('/away');
      // Another page of the site: a second click is no second conversion, and the shop has to know the first.
      await page.goto(`${site.url}/post`);
      const again = page.waitForRequest('https://buy.stripe.com/**');
      await page.click('#stripe');
      expect(new URL((await again).url()).searchParams.getAll('client_reference_id')).toEqual([
        clicked?.['id'],
      ]);
    });

    test('after a conversion a path begins anew', async () => {
      await page.goto(`${site.url}/post`, { referer: 'https://dev.to/' });
      await page.click('#ad');
      await page.goto(`${site.url}/`, { referer: 'https://juejin.cn/' });
      expect((await events(3))[2]).toMatchObject({ from: 'https://juejin.cn ', before: '' });
    });

    test('who asks not to be followed is counted and not followed, and sends forms', async () => {
      await page.goto(`${site.url}/?utm_source=dev`);
      await page.addInitScript(() =>
        Object.defineProperty(navigator, 'globalPrivacyControl', { get: () => true }),
      );
      await page.goto(`${site.url}/post?utm_source=dev`);
      await page.click('#ad');
      await page.click('#send');
      await expect.poll(() => page.textContent('[role=status]')).toBe('Sent!');
      const [, seen, clicked] = await events(3);
      expect(seen).toEqual({
        id: expect.stringMatching(ID),
        type: 'view',
        from: ' utm_source=dev',
        post: 'hello',
      });
      expect(clicked?.['journey']).not.toHaveProperty('steps');
      expect(JSON.parse(String(site.leads[0]?.['journey']))).not.toHaveProperty('steps');
      expect(await stored()).toBeNull();
    });

    test('a browser that is driven is not counted, yet sends forms', async () => {
      await page.addInitScript(() => Object.defineProperty(navigator, 'webdriver', { get: () => true }));
      await page.goto(`${site.url}/?utm_source=dev`);
      await page.click('#ad');
      await page.click('#send');
      await expect.poll(() => page.textContent('[role=status]')).toBe('Sent!');
      expect(await events(0)).toEqual([]);
    });

    describe('a form', () => {
      test('is sent with a token once it is old enough, and says so', async () => {
        await page.goto(`${site.url}/`);
        await page.click('#send');
        await expect.poll(() => page.textContent('[role=status]')).toBe('Sent!');
        await events(1);
        expect(site.leads).toEqual([
          { name: 'Eve', offer: 'consulting', blank: '', token: 'token-1', journey: expect.any(String) },
        ]);
        const { now, steps } = JSON.parse(String(site.leads[0]?.['journey']));
        expect([now, steps]).toEqual([expect.any(Number), [[expect.any(Number), ' ', 0]]]);
        expect((await stored()).at(-1)).toEqual([expect.any(Number), 0, 0, 'consulting']);
        expect(site.early).toBe(false);
        expect(page.url()).toBe(`${site.url}/`);
      });

      test('is sent once, however often the button is pressed', async () => {
        await page.goto(`${site.url}/`);
        await page.click('#send', { clickCount: 3 });
        await expect.poll(() => page.textContent('[role=status]')).toBe('Sent!');
        expect(site.leads).toHaveLength(1);
      });

      test('whose token has grown too old gets another by itself', async () => {
        site.answers.push({ error: 'token' });
        await page.goto(`${site.url}/`);
        await page.click('#send');
        await expect.poll(() => page.textContent('[role=status]')).toBe('Sent!');
        expect(site.leads.map(({ token }) => token)).toEqual(['token-1', 'token-2']);
      });

      test('that was filled in wrong says what, where the reader is', async () => {
        const fields = { name: 'Your full name, please.' };
        site.answers.push({ error: 'fields', message: 'Your full name, please.', fields });
        await page.goto(`${site.url}/`);
        await page.click('#send');
        await expect.poll(() => page.textContent('[role=status]')).toBe('Your full name, please.');
        const field = page.locator(':focus');
        expect(await field.getAttribute('name')).toBe('name');
        expect(await field.getAttribute('aria-invalid')).toBe('true');
        const description = await field.getAttribute('aria-describedby');
        expect(await page.textContent(`#${description}`)).toBe('Your full name, please.');
        await page.click('#send');
        await expect.poll(() => page.textContent('[role=status]')).toBe('Sent!');
        expect(await page.getAttribute('[name=name]', 'aria-invalid')).toBe('false');
        expect(site.leads.map(({ token }) => token)).toEqual(['token-1', 'token-1']);
      });

      test('whose empty field the browser filled in keeps what was written, and can be sent', async () => {
        site.answers.push({ error: 'honeypot', message: 'Please press the button once more.' });
        await page.goto(`${site.url}/`);
        await page.fill('[name=name]', 'Adam');
        await page.evaluate(() => document.querySelector('[name=blank]')?.setAttribute('value', 'Acme'));
        await page.click('#send');
        await expect.poll(() => page.textContent('[role=status]')).toBe('Please press the button once more.');
        expect(await page.inputValue('[name=name]')).toBe('Adam');
        await page.click('#send');
        await expect.poll(() => page.textContent('[role=status]')).toBe('Sent!');
        expect(site.leads.map(({ name, blank }) => [name, blank])).toEqual([
          ['Adam', 'Acme'],
          ['Adam', ''],
        ]);
      });

      test('that is refused says why, in the collector’s words', async () => {
        site.answers.push({ error: 'rate-limited', message: 'Too many messages.' });
        await page.goto(`${site.url}/`);
        await page.click('#send');
        await expect.poll(() => page.textContent('[role=status]')).toBe('Too many messages.');
      });

      test('whose answer was lost is sent again with the same token', async () => {
        await page.goto(`${site.url}/`);
        await page.route('**/api/leads', async (route) => {
          await route.fetch();
          await route.abort();
        });
        await page.click('#send');
        await expect.poll(() => page.textContent('[role=status]')).toBe('Not sent.');
        await page.unroute('**/api/leads');
        await page.click('#send');
        await expect.poll(() => page.textContent('[role=status]')).toBe('Sent!');
        expect(site.leads.map(({ token }) => token)).toEqual(['token-1', 'token-1']);
        await page.click('#send');
        await expect.poll(() => site.leads.length).toBe(3);
        expect(site.leads[2]?.['token']).toBe('token-2');
      });

      test('that gets no answer says so after 20 seconds, and can be sent again', async () => {
        await page.clock.install();
        await page.goto(`${site.url}/`);
        const asked = page.waitForRequest('**/api/leads');
        await page.route('**/api/leads', () => undefined);
        await page.click('#send');
        await page.clock.runFor(1_000);
        await asked;
        expect(await page.textContent('[role=status]')).toBe('');
        await page.clock.runFor(20_000);
        await expect.poll(() => page.textContent('[role=status]')).toBe('Not sent.');
        await page.unroute('**/api/leads');
        await page.click('#send');
        await page.clock.runFor(1_000);
        await expect.poll(() => page.textContent('[role=status]')).toBe('Sent!');
      });

      test('that cannot be sent says so, and can be sent again', async () => {
        await page.goto(`${site.url}/`);
        await events(1);
        await page.route('**/api/*', (route) => route.abort());
        await page.click('#send');
        await expect.poll(() => page.textContent('[role=status]')).toBe('Not sent.');
        await page.unroute('**/api/*');
        await page.click('#send');
        await expect.poll(() => page.textContent('[role=status]')).toBe('Sent!');
      });
    });
  },
);

const ID = /^\d{20,}$/;
