import { HtmlValidate } from 'html-validate';
import PQueue from 'p-queue';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { weighPage } from '../../scripts/page-weight.ts';
import { launchChromium, whyNoChromium } from '../servers/chromium.ts';
import { type BuiltSite, buildSite } from './built-site.ts';
import { findDead } from './dead-links.ts';
import { openContext, type Visit, visit, watch } from './visit.ts';

const missing = whyNoChromium();
let site: BuiltSite;
beforeAll(async () => {
  site = await buildSite();
}, 240_000);
afterAll(() => site?.close());

test('starting speaks of nothing an author can do nothing about, though a post has a diagram', () => {
  expect(site.said).toMatch(/^\s+Site .*\n\s+Report .*\n\s+Database .*\n\s+Ctrl\+C stops it\.\s*$/);
});

describe('a built site', () => {
  test('has pages', () => expect(site.pages.length).toBeGreaterThan(30));

  test('leads nowhere that is not there', async () => {
    expect(await findDead(site.dist, site.home, [/^\/api\/leads$/])).toEqual([]);
  });

  test('is valid HTML on every page', async () => {
    const validator = new HtmlValidate({
      extends: ['html-validate:recommended'],
      rules: {
        // Safari takes a list without bullets for none unless it says what it is.
        'no-redundant-role': 'off',
        // The search answers while one writes; axe looks at the other forms.
        'wcag/h32': 'off',
        // Matters of taste, not of what is valid.
        'long-title': 'off',
        'no-trailing-whitespace': 'off',
        'doctype-style': 'off',
        'no-inline-style': 'off',
      },
    });
    const { results } = await validator.validateMultipleFiles([...site.files]);
    const problems = results.flatMap(({ filePath, messages }) =>
      messages.map(
        ({ ruleId, message, selector }) =>
          `${filePath?.slice(site.dist.length)} ${selector} ${ruleId}: ${message}`,
      ),
    );
    expect(problems).toEqual([]);
  });

  test('is served compressed, with its policy, and with what never changes kept', async () => {
    const page = await fetch(`${site.home}/`, { headers: { 'Accept-Encoding': 'gzip' } });
    expect(page.headers.get('content-encoding')).toBe('gzip');
    const smaller = await fetch(`${site.home}/`, { headers: { 'Accept-Encoding': 'gzip, br' } });
    expect(smaller.headers.get('content-encoding')).toBe('br');
    expect(await smaller.text()).toContain('</html>');
    expect(page.headers.get('content-security-policy')).toMatch(
      /default-src 'none'; script-src 'self'.*frame-ancestors 'none'/,
    );
    expect(page.headers.get('content-security-policy')).not.toMatch(/script-src[^;]*'unsafe-inline'/);
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    const [, style = ''] = /href="(\/_astro\/[^"]+\.css)"/.exec(await page.text()) ?? [];
    expect((await fetch(site.home + style)).headers.get('cache-control')).toBe(
      'public, max-age=31536000, immutable',
    );
    const tag = page.headers.get('etag') ?? '';
    expect((await fetch(`${site.home}/`, { headers: { 'If-None-Match': tag } })).status).toBe(304);
    expect((await fetch(`${site.home}/_headers`)).status).toBe(404);
  });
});

describe.skipIf(missing !== undefined)(
  `in a browser${missing === undefined ? '' : ` (skipped: ${missing})`}`,
  () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launchChromium();
    });
    afterAll(() => browser?.close());

    describe('every page', () => {
      let visits: readonly Visit[];
      beforeAll(async () => {
        const queue = new PQueue({ concurrency: 4 });
        visits = await queue.addAll(
          site.pages.map((path, turn) => () => visit(browser, site.home, path, turn)),
        );
      }, 300_000);
      const seen = (what: (visit: Visit) => readonly string[]) =>
        visits.flatMap((visit) => what(visit).map((found) => `${visit.path} ${found}`));

      test('asks nobody else for anything', () => expect(seen(({ strangers }) => strangers)).toEqual([]));
      test('keeps to its policy', () => expect(seen(({ violations }) => violations)).toEqual([]));
      test('gives the browser nothing to complain of', () =>
        expect(seen(({ complaints }) => complaints)).toEqual([]));
      test('does not move by itself', () =>
        expect(seen(({ shift }) => (shift > 0 ? [`moves by ${shift}`] : []))).toEqual([]));
      test('has no barrier axe knows of, in both themes, on a phone and a desk', () =>
        expect(seen(({ barriers }) => barriers)).toEqual([]));
    });

    describe('a page with everything a post can hold', () => {
      let page: Page;
      beforeAll(async () => {
        page = await (await openContext(browser)).newPage();
        await watch(page);
        await page.goto(`${site.home}/posts/everything/`);
      });
      afterAll(() => page?.context().close());

      test('runs what its author put in', async () => {
        expect(await page.evaluate(() => document.documentElement.dataset['styled'])).toBe('yes');
        expect(
          await page.locator('.styled').evaluate((element) => getComputedStyle(element).borderTopWidth),
        ).toBe('3px');
      });

      test('gives its citation for copying, as text and as BibTeX', async () => {
        await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
        const rights = page.locator('.rights');
        await rights.locator('summary').click();
        for (const [index, begins] of [
          [0, '林衍. '],
          [1, '@online{'],
        ] as const) {
          const button = rights.locator('.copy-code').nth(index);
          await button.click();
          await button.filter({ hasText: '已复制' }).waitFor();
          const copied = await page.evaluate(() => navigator.clipboard.readText());
          expect(copied.startsWith(begins)).toBe(true);
          expect(copied).toContain('/posts/everything/');
        }
      });

      test('opens tabs, pictures, videos and diagrams within its policy', async () => {
        await page.getByRole('tab', { name: 'pnpm' }).click();
        expect(await page.getByText('用 pnpm 装。').isVisible()).toBe(true);
        await page.getByRole('button', { name: '放大图片: 一张图' }).click();
        await page.getByRole('dialog', { name: '一张图' }).waitFor();
        await page.keyboard.press('Escape');
        await page.locator('figure.mermaid').scrollIntoViewIfNeeded();
        await page.locator('figure.mermaid svg').waitFor();
        const video = page.getByRole('link', { name: /播放视频：演示/ });
        await video.scrollIntoViewIfNeeded();
        const asked = page.waitForRequest(/youtube-nocookie\.com/);
        await page.waitForLoadState('networkidle');
        await video.click();
        await asked;
        expect(await page.evaluate(() => globalThis.seen.violations)).toEqual([]);
      });

      test.each([
        [
          'a script',
          () =>
            document.body.append(
              Object.assign(document.createElement('script'), { textContent: 'window.stolen = 1' }),
            ),
          'script-src-elem inline',
        ],
        [
          'a handler',
          () =>
            document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="window.stolen = 1">'),
          'script-src-attr inline',
        ],
        [
          'a picture of a stranger’s',
          () => document.body.insertAdjacentHTML('beforeend', '<img src="https://thief.example/a.png">'),
          'img-src https://thief.example',
        ],
        [
          'a frame of a stranger’s',
          () =>
            document.body.insertAdjacentHTML('beforeend', '<iframe src="https://thief.example/"></iframe>'),
          'frame-src https://thief.example',
        ],
        [
          'a request to a stranger',
          () => fetch('https://thief.example/').catch(() => undefined),
          'connect-src https://thief.example',
        ],
        [
          'a base elsewhere',
          () =>
            document.head.append(
              Object.assign(document.createElement('base'), { href: 'https://thief.example/' }),
            ),
          'base-uri https://thief.example',
        ],
      ])('%s put in later does nothing', async (_, inject, violation) => {
        await page.evaluate(inject);
        await expect
          .poll(() => page.evaluate(() => globalThis.seen.violations.join('\n')))
          .toContain(violation);
        expect(await page.evaluate(() => 'stolen' in window)).toBe(false);
      });
    });

    test('what is in a text is folded above it, and open beside it with nothing to fold', async () => {
      const page = await (await openContext(browser)).newPage();
      await page.goto(`${site.home}/posts/abort-is-not-undo/`);
      const contents = page.getByRole('navigation', { name: '目录' });
      const link = contents.getByRole('link').first();
      const fold = contents.locator('summary');
      const heading = contents.getByRole('heading');

      await page.setViewportSize({ width: 390, height: 844 });
      expect([await link.isVisible(), await heading.isVisible()]).toEqual([false, false]);
      await fold.press('Enter');
      expect(await link.isVisible()).toBe(true);
      await fold.press('Enter');

      await page.setViewportSize({ width: 1280, height: 900 });
      expect([await heading.isVisible(), await fold.isVisible()]).toEqual([true, false]);
      await link.click();
      expect(decodeURI(new URL(page.url()).hash)).toBe(await link.getAttribute('href'));
      await page.context().close();
    });

    test('the text of every post begins on the first screen of a phone', async () => {
      const page = await (await openContext(browser)).newPage();
      const posts = site.pages.filter((path) => /\/posts\/[^/]+\/$/.test(path));
      const tops = new Map<string, number | undefined>();
      for (const path of posts) {
        await page.goto(site.home + path);
        tops.set(path, (await page.locator('.post > .prose').boundingBox())?.y);
      }
      await page.context().close();
      expect(tops.size).toBeGreaterThan(5);
      expect([...tops].filter(([, top]) => top === undefined || top > 450)).toEqual([]);
    });

    test('a style put into a page without diagrams does nothing', async () => {
      const page = await (await openContext(browser)).newPage();
      await watch(page);
      await page.goto(`${site.home}/`);
      await page.evaluate(() =>
        document.head.insertAdjacentHTML('beforeend', '<style>body { display: none }</style>'),
      );
      await expect
        .poll(() => page.evaluate(() => globalThis.seen.violations.join()))
        .toContain('style-src-elem inline');
      expect(await page.locator('body').isVisible()).toBe(true);
      await page.context().close();
    });

    test.each(['/posts/abort-is-not-undo/', '/en/posts/what-p99-hides/'])(
      '%s weighs 14 KB beside its text and pictures, 2 KB of it script',
      async (path) => {
        const page = await (await openContext(browser)).newPage();
        const weight = await weighPage(page, site.home + path);
        await page.context().close();
        expect(weight.script).toBeGreaterThan(0);
        expect(weight.script).toBeLessThanOrEqual(2 * 1024);
        // 12 KB held before pages had a colour switch, a place for WeChat and drawn icons.
        expect(weight.all).toBeLessThanOrEqual(14 * 1024);
      },
    );
  },
);

const why = missing === undefined ? '' : ` (skipped: ${missing})`;

describe.skipIf(missing !== undefined)(`without JavaScript${why}`, () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launchChromium();
    page = await (await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' })).newPage();
  });
  afterAll(() => browser?.close());

  test('everything in a post is there', async () => {
    await page.goto(`${site.home}/posts/everything/`);
    for (const text of ['用 npm 装。', '用 pnpm 装。', '在第二页', '图注', 'graph LR', '作者自己的组件。'])
      expect(await page.getByText(text).first().isVisible()).toBe(true);
    await page.getByText('细节').click();
    expect(await page.getByText('折起来的内容。').isVisible()).toBe(true);
  });

  test('the form is sent, looked over and answered', async () => {
    await page.goto(`${site.home}/services/perf-review/`);
    const form = page.locator('form[data-lead]');
    await form.locator('[name=name]').fill('王小明');
    await form.locator('[name=email]').fill('wang@reader.example');
    await form.locator('[name=message]').fill('下单接口偶尔要三秒。');
    await form.locator('button').click();
    expect(await page.locator('[name=message]').inputValue()).toBe('下单接口偶尔要三秒。');
    expect(await page.locator('button').evaluate((button) => getComputedStyle(button).borderRadius)).not.toBe(
      '0px',
    );
    // The collector takes no form quicker than a person.
    await expect
      .poll(
        async () => {
          await page.locator('button').click();
          return page.locator('h1').textContent();
        },
        { interval: 1_000, timeout: 15_000 },
      )
      .toContain('收到');
  });
});
