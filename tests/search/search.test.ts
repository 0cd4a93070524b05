import { readdirSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Index } from '../../integrations/search/browser/index-api.ts';
import { type Found, searchPages } from '../../integrations/search/browser/search-pages.ts';
import { buildIndex } from '../../integrations/search/build-index.ts';
import { whyNoPagefind } from '../../integrations/search/pagefind.ts';
import { type Checkout, checkOut, type Outcome } from '../checkout.ts';
import { launchChromium, readerAgent, whyNoChromium } from '../servers/chromium.ts';
import { chinese, english, type Query } from './queries.ts';
import { openServedIndex, type ServedSite, serveSite } from './serve-site.ts';

let checkout: Checkout;
let built: Outcome;
let site: ServedSite;
const dist = (path = '') => join(checkout.root, 'dist', path);

beforeAll(async () => {
  checkout = await checkOut('search');
  built = await checkout.byline(['build']);
  if (built.code !== 0) throw new Error(built.stderr);
  site = await serveSite(dist());
});
afterAll(async () => {
  await site?.close();
  await checkout.remove();
});

describe('the index', () => {
  test('has every page there is to find, and says so', () => {
    expect(built).toMatchObject({ code: 0, stderr: '' });
    expect(built.stdout).toContain('46 pages to search: en 17, zh-CN 29');
  });

  test('is the same bytes for the same pages', async () => {
    const again = await mkdtemp(join(tmpdir(), 'byline-'));
    await cp(dist(), again, { recursive: true });
    await rm(join(again, 'pagefind'), { recursive: true });
    await buildIndex(again, `${again}-memory`);
    expect(filesOf(join(again, 'pagefind'))).toEqual(filesOf(dist('pagefind')));
    await rm(again, { recursive: true });
  });

  test('brings none of Pagefind’s own search boxes', () => {
    expect([...filesOf(dist('pagefind')).keys()].filter((path) => /-ui|worker|highlight/.test(path))).toEqual(
      [],
    );
  });
});

describe.each([
  ['zh-cn', chinese],
  ['en', english],
] as const)('a reader of %s', (lang, queries: readonly Query[]) => {
  let index: Index;
  beforeAll(async () => {
    index = await openServedIndex(site, dist(), lang);
  });

  const cases = queries.map(([query, first, never = []]) => ({ query, first, never }));
  test.each(cases)('who types $query finds $first', async ({ query, first, never }) => {
    const found = await searchPages(index, query, 50);
    expect(found.isNear).toBe(false);
    expect(paths(found)[0]).toBe(first);
    expect(paths(found).filter((path) => never.includes(path))).toEqual([]);
  });

  test.each(['秘密草稿', '不给搜索引擎', 'kubernetes', 'zzz', '！？', ''])(
    'finds nothing for “%s”',
    async (query) => {
      expect(await searchPages(index, query, 50)).toEqual({ total: 0, isNear: false, results: [] });
    },
  );
});

describe('without Pagefind', () => {
  afterEach(() => vi.unstubAllEnvs());

  test('there is a reason, and no crash', async () => {
    expect(await whyNoPagefind()).toBeUndefined();
    vi.stubEnv('PAGEFIND_EXTENDED_BINARY_PATH', join(checkout.root, 'no-such-program'));
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    expect(await whyNoPagefind()).toContain('Pagefind');
    vi.restoreAllMocks();
  });
});

describe('results', () => {
  let index: Index;
  beforeAll(async () => {
    index = await openServedIndex(site, dist(), 'zh-cn');
  });

  test('show where it stands, marked, and what kind of page it is', async () => {
    const { results } = await searchPages(index, '连接池耗尽', 1);
    expect(results).toEqual([
      {
        url: `${site.url}/posts/connection-pool/`,
        kind: 'post',
        day: expect.stringMatching(/^2026-01-\d\d$/),
        title: [{ text: '连接池不是越大越好', isMatch: false }],
        excerpt: [
          { text: '连接池耗尽', isMatch: true },
          { text: '时，先看有没有忘记归还的连接。', isMatch: false },
        ],
      },
    ]);
  });

  test('that only come near are said to, those with most of it first', async () => {
    const found = await searchPages(index, '接口超时重试', 50);
    expect(found.isNear).toBe(true);
    expect(paths(found)).toEqual(['/posts/retry-storm/']);
  });

  test('in code are found, after those in the text', async () => {
    expect(paths(await searchPages(index, 'fetch', 50))).toEqual(['/posts/node-timeout/']);
    const signal = await searchPages(index, 'signal', 50);
    expect(signal.results[0]?.excerpt.filter(({ isMatch }) => isMatch).map(({ text }) => text)).toContain(
      'signal',
    );
  });

  test('are counted beyond those that are told of', async () => {
    const found = await searchPages(index, '数据库', 2);
    expect(found.results).toHaveLength(2);
    expect(found.total).toBeGreaterThan(2);
  });
});

/** A reader waits that long for something to show, on a machine that is busy. */
const soon = <Value>(seen: () => Promise<Value>) => expect.poll(seen, { timeout: 10_000 });

const missing = whyNoChromium();

describe.skipIf(missing !== undefined)(
  `in a browser${missing === undefined ? '' : ` (skipped: ${missing})`}`,
  () => {
    let browser: Browser;
    let page: Page;
    beforeAll(async () => {
      browser = await launchChromium();
    });
    afterAll(() => browser?.close());
    afterEach(() => page.context().close());

    async function visit(path: string, options: BrowserContextOptions = {}): Promise<void> {
      const context = await browser.newContext({ userAgent: readerAgent(browser), ...options });
      page = await context.newPage();
      await page.goto(site.url + path);
    }

    const dialog = () => page.locator('dialog[open]');
    const status = () => page.locator('form.search [role=status]');
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');

    test('nothing of it is loaded before it is opened, and the policy of the page holds', async () => {
      site.asked.length = 0;
      await visit('/');
      await page.waitForLoadState('networkidle');
      expect(site.asked.filter((path) => /pagefind|search|open\./.test(path))).toEqual([]);
      await page.keyboard.press('Control+k');
      await page.keyboard.press('Control+k');
      await dialog().waitFor();
      await page.keyboard.type('构建');
      await soon(() => status().textContent()).toBe('找到 1 条');
      expect(site.asked.some((path) => path.endsWith('.pf_index'))).toBe(true);
    });

    test.each(['/', 'Meta+k', 'Control+k'])(
      '%s opens it, Escape closes it, and the focus returns',
      async (key) => {
        await visit('/en/');
        const opener = page.locator('[data-search-open]');
        await opener.focus();
        await page.keyboard.press(key);
        await dialog().waitFor();
        expect(await page.locator('dialog input').inputValue()).toBe('');
        await page.keyboard.type('caching');
        await page.keyboard.press('Escape');
        await dialog().waitFor({ state: 'detached' });
        expect(await opener.evaluate((link) => link === document.activeElement)).toBe(true);
      },
    );

    test('a slash that is typed into a field opens nothing', async () => {
      await visit('/en/services/diagnosis/');
      await page.locator('#lead-name').pressSequentially('a/b');
      expect(await page.locator('#lead-name').inputValue()).toBe('a/b');
      expect(await dialog().count()).toBe(0);
    });

    test('arrows go through the results and back, typing goes on in the field, Enter opens', async () => {
      await visit('/');
      await page.locator('[data-search-open]').click();
      await dialog().waitFor();
      await page.locator('dialog input').fill('数据库');
      await soon(() => page.locator('dialog h3').count()).toBeGreaterThan(2);
      const titles = await page.locator('dialog h3').allTextContents();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      expect(await focused()).toBe(titles[1]);
      await page.keyboard.press('ArrowUp');
      expect(await focused()).toBe(titles[0]);
      await page.keyboard.press('End');
      expect(await focused()).toBe(titles.at(-1));
      await page.keyboard.press('Backspace');
      expect(await page.locator('dialog input').inputValue()).toBe('数据');
      await page.locator('dialog input').fill('死锁');
      await page.keyboard.press('Enter');
      await page.waitForURL(`${site.url}/posts/deadlock/`);
    });

    test('says in the language of the page what was found, what was not, and what went wrong', async () => {
      await visit('/');
      await page.keyboard.press('/');
      await dialog().waitFor();
      // It is there to be listened to before anything is said in it.
      expect(await page.getByRole('status').textContent()).toBe('');
      const input = page.locator('dialog input');
      await input.fill('量子纠缠');
      await soon(() => status().textContent()).toBe('没有找到“量子纠缠”。换个说法试试，或者按标签翻阅。');
      expect(await page.locator('dialog [rel=tag]').count()).toBeGreaterThan(3);
      await input.fill('接口超时重试');
      await soon(() => status().textContent()).toBe('没有完全一样的，下面是相近的。找到 1 条');
      expect(await page.locator('dialog h2').allTextContents()).toEqual(['文章']);

      await visit('/en/');
      await page.route('**/pagefind/**', (route) => route.abort());
      await page.keyboard.press('/');
      await page.keyboard.press('/');
      await dialog().waitFor();
      await page.locator('dialog input').fill('pool');
      await soon(() => status().textContent()).toContain('The search did not load.');
    });

    test.each(['pagefind.js', 'pf_index'])('a %s that is refused once is asked for again', async (name) => {
      await visit('/');
      let refused = 0;
      await page.context().route(`**/pagefind/**${name}*`, (route) => {
        refused += 1;
        return refused === 1 ? route.fulfill({ status: 503, body: 'busy' }) : route.continue();
      });
      await page.keyboard.press('/');
      await dialog().waitFor();
      await page.locator('dialog input').fill('死锁');
      await soon(() => status().textContent()).toBe('找到 1 条');
      expect(refused).toBeGreaterThan(1);
    });

    test('what an input method has not finished is not searched for, and its Enter opens nothing', async () => {
      await visit('/');
      await page.keyboard.press('/');
      await dialog().waitFor();
      const input = await page.context().newCDPSession(page);
      await input.send('Input.imeSetComposition', { selectionStart: 2, selectionEnd: 2, text: 'si' });
      expect(await status().textContent()).toBe('');
      await input.send('Input.insertText', { text: '死锁' });
      await soon(() => status().textContent()).toBe('找到 1 条');
    });

    test('the page of its own takes a query from its address and keeps it there', async () => {
      await visit('/search/?q=%E6%AD%BB%E9%94%81');
      await soon(() => page.locator('form.search h3').allTextContents()).toEqual(['一次死锁的现场']);
      await page.locator('form.search input').fill('构建');
      await soon(() => page.locator('form.search h3').allTextContents()).toEqual([
        '增量构建：只做变了的那一半',
      ]);
      expect(new URL(page.url()).searchParams.get('q')).toBe('构建');
      expect(await dialog().count()).toBe(0);
    });

    test.each([
      ['/search/', '需要启用 JavaScript', '/posts/'],
      ['/en/search/', 'needs JavaScript', '/en/posts/'],
    ])('without a script %s says so and leads to what there is', async (path, said, archive) => {
      await visit(path === '/search/' ? '/' : '/en/', { javaScriptEnabled: false });
      await page.locator('[data-search-open]').click();
      await page.waitForURL(site.url + path);
      expect(await page.locator('main').textContent()).toContain(said);
      expect(await page.locator('main a').getAttribute('href')).toBe(archive);
    });

    test.each([
      ['light', '/', '数据库'],
      ['dark', '/', '数据库'],
      ['light', '/en/', 'pool'],
      ['dark', '/en/search/?q=pool', ''],
      ['light', '/', '量子纠缠'],
    ] as const)('axe finds nothing to say about it: %s %s %s', async (colorScheme, path, query) => {
      await visit(path, { colorScheme, reducedMotion: 'reduce' });
      if (query !== '') {
        await page.keyboard.press('/');
        await dialog().waitFor();
        await page.keyboard.type(query);
      }
      await soon(() => status().textContent()).not.toBe('');
      const run = async () => (await (globalThis as unknown as { axe: typeof axe }).axe.run()).violations;
      await page.evaluate(`${axe.source};`);
      expect((await page.evaluate(run)).map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual(
        [],
      );
    });

    test('fills a phone, and nothing reaches over its edge', async () => {
      await visit('/', {
        viewport: { width: 360, height: 640 },
        isMobile: true,
        hasTouch: true,
        reducedMotion: 'reduce',
      });
      await page.locator('[data-search-open]').tap();
      await dialog().waitFor();
      await page.locator('dialog input').fill('数据库');
      await soon(() => page.locator('dialog h3').count()).toBeGreaterThan(2);
      const box = await dialog().boundingBox();
      expect(box).toEqual({ x: 0, y: 0, width: 360, height: 640 });
      const over = await dialog().evaluate(
        (open) =>
          [...open.querySelectorAll('*')].filter((part) => part.scrollWidth > open.clientWidth).length,
      );
      expect(over).toBe(0);
    });
  },
);

function paths({ results }: Found): string[] {
  return results.map(({ url }) => new URL(url).pathname);
}

/** Every file below a folder: path → bytes. */
function filesOf(folder: string): ReadonlyMap<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return new Map(paths.map((path) => [path.slice(folder.length), readFileSync(path).toString('base64')]));
}
