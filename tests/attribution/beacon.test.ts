import { gzipSync } from 'node:zlib';
import { serve } from '@hono/node-server';
import { build } from 'esbuild';
import { Hono } from 'hono';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { tagKeys } from '#domain';
import { shareKeys } from '../../integrations/attribution/collector/channel.ts';
import { launchChromium, readerAgent, whyNoChromium } from '../servers/chromium.ts';

const script = await bundle('beacon.ts');
const missing = whyNoChromium();

test('is under 1.2 KB, the forms, which come where there is one, under 0.8 KB', async () => {
  const beacon = await bundle('beacon.ts', ['./send-form.ts']);
  expect(gzipSync(beacon, { level: 9 }).length).toBeLessThan(1200);
  expect(gzipSync(await bundle('send-form.ts'), { level: 9 }).length).toBeLessThan(800);
});

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

    test('tells of a page read, once, and takes the tag out of the address', async () => {
      await page.goto(`${site.url}/post?utm_source=dev&a=%20b&utm_campaign=x#part`);
      await page.waitForURL(`${site.url}/post?a=+b#part`);
      await page.evaluate(() => document.dispatchEvent(new Event('astro:page-load')));
      const [seen] = await events(1);
      expect(seen).toEqual({
        id: expect.stringMatching(UUID),
        reader: expect.stringMatching(UUID),
        type: 'view',
        url: `${site.url}/post?utm_source=dev&utm_campaign=x`,
        referrer: '',
        post: 'hello',
      });
    });

    test('an address without a tag is left as it is', async () => {
      await page.goto(`${site.url}/?a=%20b&c`);
      await events(1);
      expect(page.url()).toBe(`${site.url}/?a=%20b&c`);
    });

    test('of a query only what tells how a reader arrived is sent', async () => {
      await page.goto(`${site.url}/?fbclid=${'x'.repeat(2100)}&email=me@mail.example&from=timeline`);
      await page.click('#query');
      await page.waitForURL(`${site.url}/post?q=cancer`);
      await page.click('#inside');
      await page.waitForURL(`${site.url}/post`);
      const sent = await events(3);
      expect(sent.map(({ url, referrer }) => ({ url, referrer }))).toEqual([
        { url: `${site.url}/?from=timeline`, referrer: '' },
        { url: `${site.url}/post?`, referrer: `${site.url}/` },
        { url: `${site.url}/post?`, referrer: `${site.url}/post` },
      ]);
    });

    test('the reader is the same on every page; a reload is no new reading', async () => {
      await page.goto(`${site.url}/`);
      await page.click('#inside');
      await page.waitForURL(`${site.url}/post`);
      await page.reload();
      const [first, second] = await events(2);
      expect(second).toMatchObject({ reader: first?.['reader'], referrer: `${site.url}/`, post: 'hello' });
    });

    test('a page turned without loading comes from the page before', async () => {
      await page.goto(`${site.url}/`, { referer: 'https://dev.to/' });
      await events(1);
      await page.evaluate(() => {
        history.pushState(null, '', '/next');
        document.dispatchEvent(new Event('astro:page-load'));
      });
      const [arrived, turned] = await events(2);
      expect(arrived).toMatchObject({ referrer: 'https://dev.to/' });
      expect(turned).toMatchObject({ url: `${site.url}/next?`, referrer: `${site.url}/` });
    });

    test('after 395 days the reader is a new one', async () => {
      await page.goto(`${site.url}/`);
      const [first] = await events(1);
      await page.evaluate(
        (id) => localStorage.setItem('byline.reader', `${id} ${Date.now() - 395 * 864e5}`),
        first?.['reader'],
      );
      await page.goto(`${site.url}/post`);
      const [, second] = await events(2);
      expect(second?.['reader']).toMatch(UUID);
      expect(second?.['reader']).not.toBe(first?.['reader']);
    });

    test('where storage is refused, a page still counts', async () => {
      await page.addInitScript(() => {
        Object.defineProperty(window, 'localStorage', {
          get: () => {
            throw new Error('refused');
          },
        });
      });
      await page.goto(`${site.url}/`);
      expect((await events(1))[0]?.['reader']).toMatch(UUID);
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

    test.each([
      { who: 'who asks not to be followed', name: 'globalPrivacyControl' },
      { who: 'a browser that is driven', name: 'webdriver' },
    ])('$who is not, yet sends forms', async ({ name }) => {
      await page.addInitScript((key) => Object.defineProperty(navigator, key, { get: () => true }), name);
      await page.goto(`${site.url}/?utm_source=dev`);
      await page.click('#ad');
      await page.click('button');
      await expect.poll(() => page.textContent('[role=status]')).toBe('Sent!');
      expect(site.leads[0]).not.toHaveProperty('reader');
      expect(await events(0)).toEqual([]);
    });

    test('who asks not to be followed any more has no id left', async () => {
      await page.goto(`${site.url}/`);
      await events(1);
      const stored = () => page.evaluate(() => localStorage.getItem('byline.reader'));
      expect(await stored()).toMatch(/^[\da-f-]{36} /);
      await page.addInitScript(() =>
        Object.defineProperty(navigator, 'globalPrivacyControl', { get: () => true }),
      );
      await page.goto(`${site.url}/post`);
      expect(await stored()).toBeNull();
      await events(1);
    });

    describe('a form', () => {
      test('is sent with a token once it is old enough, and says so', async () => {
        await page.goto(`${site.url}/`);
        await page.click('button');
        await expect.poll(() => page.textContent('[role=status]')).toBe('Sent!');
        const [seen] = await events(1);
        expect(site.leads).toEqual([{ name: 'Eve', token: 'token-1', reader: seen?.['reader'] }]);
        expect(site.early).toBe(false);
        expect(page.url()).toBe(`${site.url}/`);
      });

      test('is sent once, however often the button is pressed', async () => {
        await page.goto(`${site.url}/`);
        await page.click('button', { clickCount: 3 });
        await expect.poll(() => page.textContent('[role=status]')).toBe('Sent!');
        expect(site.leads).toHaveLength(1);
      });

      test('whose token has grown too old gets another by itself', async () => {
        site.answers.push({ error: 'token' });
        await page.goto(`${site.url}/`);
        await page.click('button');
        await expect.poll(() => page.textContent('[role=status]')).toBe('Sent!');
        expect(site.leads.map(({ token }) => token)).toEqual(['token-1', 'token-2']);
      });

      test('that was filled in wrong says what, where the reader is', async () => {
        const fields = { name: 'Your full name, please.' };
        site.answers.push({ error: 'fields', message: 'Your full name, please.', fields });
        await page.goto(`${site.url}/`);
        await page.click('button');
        await expect.poll(() => page.textContent('[role=status]')).toBe('Your full name, please.');
        const field = page.locator(':focus');
        expect(await field.getAttribute('name')).toBe('name');
        expect(await field.getAttribute('aria-invalid')).toBe('true');
        const description = await field.getAttribute('aria-describedby');
        expect(await page.textContent(`#${description}`)).toBe('Your full name, please.');
        await page.click('button');
        await expect.poll(() => page.textContent('[role=status]')).toBe('Sent!');
        expect(await page.getAttribute('[name=name]', 'aria-invalid')).toBe('false');
        expect(site.leads.map(({ token }) => token)).toEqual(['token-1', 'token-1']);
      });

      test('that is refused says why, in the collector’s words', async () => {
        site.answers.push({ error: 'rate-limited', message: 'Too many messages.' });
        await page.goto(`${site.url}/`);
        await page.click('button');
        await expect.poll(() => page.textContent('[role=status]')).toBe('Too many messages.');
      });

      test('whose answer was lost is sent again with the same token', async () => {
        await page.goto(`${site.url}/`);
        await page.route('**/api/leads', async (route) => {
          await route.fetch();
          await route.abort();
        });
        await page.click('button');
        await expect.poll(() => page.textContent('[role=status]')).toBe('Not sent.');
        await page.unroute('**/api/leads');
        await page.click('button');
        await expect.poll(() => page.textContent('[role=status]')).toBe('Sent!');
        expect(site.leads.map(({ token }) => token)).toEqual(['token-1', 'token-1']);
        await page.click('button');
        await expect.poll(() => site.leads.length).toBe(3);
        expect(site.leads[2]?.['token']).toBe('token-2');
      });

      test('that cannot be sent says so, and can be sent again', async () => {
        await page.goto(`${site.url}/`);
        await events(1);
        await page.route('**/api/*', (route) => route.abort());
        await page.click('button');
        await expect.poll(() => page.textContent('[role=status]')).toBe('Not sent.');
        await page.unroute('**/api/*');
        await page.click('button');
        await expect.poll(() => page.textContent('[role=status]')).toBe('Sent!');
      });
    });
  },
);

const UUID = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

/** How long after it was given a token is taken, in milliseconds. */
const LEAST_AGE = 300;

async function bundle(file: string, external: string[] = []): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [`integrations/attribution/${file}`],
    external,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

interface Site {
  readonly url: string;
  readonly events: Record<string, unknown>[];
  readonly leads: Record<string, unknown>[];
  /** Answers to the next forms; `{ ok: true }` after those. */
  readonly answers: object[];
  /** Whether a form came before its token was old enough. */
  readonly early: boolean;
  close(): Promise<void>;
}

/** Two pages with the beacon, and a stand-in for the collector that keeps what it is sent. */
async function startSite(): Promise<Site> {
  const [events, leads, answers]: [Record<string, unknown>[], Record<string, unknown>[], object[]] = [
    [],
    [],
    [],
  ];
  const issued = new Map<string, number>();
  let early = false;
  const app = new Hono()
    .get('/beacon.js', (context) => context.body(script, 200, { 'Content-Type': 'text/javascript' }))
    .post('/api/events', async (context) => {
      events.push(JSON.parse(await context.req.text()));
      return context.body(null, 202);
    })
    .get('/api/form-token', (context) => {
      const token = `token-${issued.size + 1}`;
      issued.set(token, performance.now());
      return context.json({ token, wait: LEAST_AGE });
    })
    .post('/api/leads', async (context) => {
      const lead = await context.req.parseBody();
      early ||= performance.now() < (issued.get(String(lead['token'])) ?? 0) + LEAST_AGE;
      leads.push(lead);
      return context.json(answers.shift() ?? { ok: true });
    })
    .post('/settled', (context) => context.body(null, 204))
    // A link that leads nowhere leaves the page where it is, and a tab it opens has no beacon.
    .get('/away', (context) => context.body(null, 204))
    .get('/post', (context) => context.html(html('hello')))
    .get('*', (context) => context.html(html()));
  const { server, port } = await new Promise<{ server: ReturnType<typeof serve>; port: number }>(
    (resolve) => {
      const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, (info) =>
        resolve({ server, port: info.port }),
      );
    },
  );
  return {
    url: `http://127.0.0.1:${port}`,
    events,
    leads,
    answers,
    get early() {
      return early;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function html(post?: string): string {
  return `<!doctype html><html lang="en"${post === undefined ? '' : ` data-post="${post}"`}>
    <body>
      <a id="inside" href="/post">Post</a>
      <a id="query" href="/post?q=cancer">Search</a>
      <a id="ad" href="/away" data-offer="hosting" data-offer-kind="ad">A <b>host</b></a>
      <a id="course" href="/away" data-offer="course" data-offer-kind="course">A course</a>
      <a id="consulting" href="/away" data-offer="consulting" data-offer-kind="consulting">Ask</a>
      <form data-lead data-sent="Sent!" data-failed="Not sent." method="post" action="/api/leads">
        <input name="name" value="Eve"><button>Send</button><p id="lead-status" role="status"></p>
      </form>
      <script type="module">
        import { start } from '/beacon.js';
        start({ collector: '', ...${JSON.stringify({ tagKeys, readKeys: [...tagKeys, ...shareKeys] })} });
      </script>
    </body></html>`;
}
