import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { takePictures } from '../../scripts/browser/take-pictures.ts';
import { type Checkout, checkOut, type Running } from '../checkout.ts';
import { freePort } from '../free-port.ts';
import { launchChromium, whyNoChromium } from '../servers/chromium.ts';
import { charactersOnLines, gapsWithin } from './measure.ts';
import { selectorsIn, unknownTo } from './selectors.ts';

const PARTS = 50;
const part = (number: number) =>
  `---\ntitle: 连载第 ${number} 篇\ndescription: D\ndate: ${number > 30 ? 2025 : 2024}-01-${String((number % 30) + 1).padStart(2, '0')}\n` +
  `tags: [连载]\nseries: { name: 连载, order: ${number} }\n---\n\n正文。\n`;

let checkout: Checkout;
let running: Running;
let home: string;
let browser: Browser;
let page: Page;
const why = whyNoChromium();

describe.skipIf(why !== undefined)(`the specimen${why === undefined ? '' : ` (skipped: ${why})`}`, () => {
  beforeAll(async () => {
    const port = await freePort();
    home = `http://localhost:${port}`;
    checkout = await checkOut('specimen', { url: home });
    for (let number = 1; number <= PARTS; number += 1)
      await checkout.write(`content/posts/part-${number}.md`, part(number));
    running = await checkout.start(['start', '--port', String(port)], /Ctrl\+C/);
    browser = await launchChromium();
    page = await browser.newPage();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await running?.stop();
    await checkout?.remove();
  });

  const desk = { width: 1280, height: 900 };
  const phone = { width: 390, height: 844 };
  const open = async (path: string, viewport = desk) => {
    await page.setViewportSize(viewport);
    await page.goto(home + path);
  };

  test('is pictured on a phone and a desk, in light and dark', async () => {
    const out = process.env['BYLINE_PICTURES'] ?? (await mkdtemp(join(tmpdir(), 'byline-')));
    const pages = [
      { name: 'zh', path: '/posts/specimen/' },
      { name: 'en', path: '/en/posts/specimen/' },
      { name: 'years', path: '/posts/' },
      { name: 'series', path: '/posts/part-9/' },
    ];
    await takePictures(browser, { home, pages, out, whole: true });
    expect((await readdir(out)).filter((name) => name.endsWith('.png'))).toHaveLength(16);
  });

  test.each([
    ['Chinese', '/posts/specimen/', 35, 38],
    ['English', '/en/posts/specimen/', 60, 74],
  ])('a full line of %s has as many characters as one reads with ease', async (_, path, least, most) => {
    await open(path);
    const lines = await page.locator('.prose > p').first().evaluate(charactersOnLines);
    const full = lines.slice(0, -1).sort((a, b) => a - b);
    expect(full.length).toBeGreaterThan(3);
    const median = full[Math.floor(full.length / 2)];
    expect(median).toBeGreaterThanOrEqual(least);
    expect(median).toBeLessThanOrEqual(most);
  });

  test('wide code and a wide table are wider than the text, and a short quotation is not', async () => {
    await open('/posts/specimen/');
    const width = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((element) => element.getBoundingClientRect().width);
    const text = await width('.prose > p');
    expect(await width('.prose > figure[data-rehype-pretty-code-figure]')).toBeGreaterThan(text + 40);
    expect(await width('.prose > table')).toBeGreaterThan(text + 40);
    expect(await width('.prose > blockquote')).toBe(text);
  });

  test.each([
    'blockquote',
    '.prose > ol > li',
    '.callout',
    '.tab',
    'details.callout, .prose > details',
    '[data-footnotes] li',
    '.steps li',
  ])('paragraphs within %s stand apart', async (container) => {
    await open('/posts/specimen/');
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
    });
    const gaps = await page.locator(container).first().evaluate(gapsWithin);
    expect(gaps.length).toBeGreaterThan(0);
    expect(Math.min(...gaps)).toBeGreaterThan(8);
  });

  test('no heading is smaller than the text, and each level is larger than the next or set apart', async () => {
    await open('/posts/specimen/');
    const sizes = await page.evaluate(() =>
      ['h2', 'h3', 'h4', 'h5', 'h6', 'p'].map((name) => {
        const element = document.querySelector(`.prose > ${name}`);
        return element === null ? 0 : Number.parseFloat(getComputedStyle(element).fontSize);
      }),
    );
    expect(sizes.toSorted((a, b) => b - a)).toEqual(sizes);
  });

  const styleOf = (selector: string, property: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);

  test('Chinese is stressed with dots, Latin with slanted letters', async () => {
    await open('/posts/specimen/');
    expect([
      await styleOf('.prose em', 'font-style'),
      await styleOf('.prose em', 'text-emphasis-style'),
    ]).toEqual(['normal', 'dot']);
    expect(await styleOf('.prose cite', 'font-style')).toBe('normal');
    await open('/en/posts/specimen/');
    expect([
      await styleOf('.prose em', 'font-style'),
      await styleOf('.prose em', 'text-emphasis-style'),
    ]).toEqual(['italic', 'none']);
  });

  test('keys have a border, steps are not indented, brackets of a formula stretch', async () => {
    await open('/posts/specimen/');
    expect(await styleOf('.prose kbd', 'border-bottom-width')).toBe('2px');
    expect(await styleOf('.steps > ol', 'padding-left')).toBe('0px');
    // The font of formulas is used once it is in the cache.
    await page.evaluate(() => document.fonts.load('1em Formulas'));
    await page.reload();
    const [bracket, row] = await page.evaluate(() => {
      const formula = document.querySelector('math[display="block"]');
      return [formula?.querySelector('mo'), formula?.querySelector('mfrac')].map(
        (part) => part?.getBoundingClientRect().height ?? 0,
      );
    });
    expect(bracket).toBeGreaterThanOrEqual((row ?? 0) * 0.8);
  });

  test.each(['light', 'dark'] as const)(
    'in the %s, marks, pictures and diagrams have the colours of the page',
    async (scheme) => {
      await page.emulateMedia({ colorScheme: scheme });
      await open('/posts/specimen/');
      expect(await styleOf('.prose mark', 'color')).toBe(await styleOf('.prose', 'color'));
      expect(await styleOf('.prose img', 'filter')).toBe(scheme === 'dark' ? 'brightness(0.82)' : 'none');
      await page.locator('figure.mermaid').scrollIntoViewIfNeeded();
      const box = page.locator('figure.mermaid svg .node rect').first();
      await box.waitFor();
      const red = await box.evaluate((element) => Number(/\d+/.exec(getComputedStyle(element).fill)?.[0]));
      expect(red > 128).toBe(scheme === 'light');
      await page.emulateMedia({ colorScheme: 'light' });
    },
  );

  test.each(['/posts/specimen/', '/en/posts/specimen/', '/posts/part-9/'])(
    'the text of %s begins on the first screen of a phone',
    async (path) => {
      await open(path, phone);
      const box = await page.locator('.prose > p').first().boundingBox();
      expect(box?.y).toBeLessThanOrEqual(450);
    },
  );

  test('tags stand after the text', async () => {
    await open('/posts/specimen/');
    const isAfter = await page.evaluate(() => {
      const [text, tags] = [document.querySelector('.prose'), document.querySelector('.tags')];
      return (
        text !== null &&
        tags !== null &&
        (text.compareDocumentPosition(tags) & Node.DOCUMENT_POSITION_FOLLOWING) > 0
      );
    });
    expect(isAfter).toBe(true);
  });

  test.each([
    [1, 1, 7],
    [9, 6, 12],
    [50, 44, 50],
  ])('part %i of a long series shows the parts from %i to %i', async (number, first, last) => {
    await open(`/posts/part-${number}/`);
    const links = page.locator('.beside .contents li');
    expect(await links.first().textContent()).toBe(`连载第 ${first} 篇`);
    expect(await links.last().textContent()).toBe(`连载第 ${last} 篇`);
    expect(await page.locator('.beside [aria-current=page]').textContent()).toBe(`连载第 ${number} 篇`);
    expect(await page.locator('.beside ol').getAttribute('start')).toBe(String(first));
  });

  test.each(['/posts/', '/tags/连载/'])(
    '%s shows the newest year, and a link opens another',
    async (path) => {
      await open(path);
      const posts = page.getByRole('link', { name: /连载第/ });
      const newest = await posts.count();
      expect(newest).toBe(20);
      await page.getByRole('navigation', { name: '按年份' }).getByRole('link', { name: '2024' }).click();
      await expect.poll(() => posts.count()).toBe(newest + 30);
      const box = await page.locator('#y2024').boundingBox();
      expect(Math.abs(box?.y ?? 900)).toBeLessThan(700);
    },
  );

  test('machines are told the time of the author, a territory, and what a tag is about', async () => {
    await open('/posts/specimen/');
    const meta = (property: string) => page.locator(`meta[property="${property}"]`).getAttribute('content');
    expect(await meta('article:published_time')).toBe('2026-10-02T00:00:00+08:00');
    expect([await meta('og:locale'), await meta('og:locale:alternate')]).toEqual(['zh_CN', 'en_US']);
    await open('/tags/样张/');
    expect(await meta('og:description')).toBe('一页写尽 Markdown 能说的话');
  });

  test('no post is linked twice at the end of one', async () => {
    await open('/posts/part-9/');
    const ends = page.locator('.neighbours a, [aria-labelledby=related] a');
    const links = await ends.evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    expect(links.length).toBeGreaterThan(1);
    expect(new Set(links).size).toBe(links.length);
  });

  test('the mark of a section is there in forced colours', async () => {
    await page.emulateMedia({ forcedColors: 'active' });
    await open('/posts/');
    expect(await styleOf('.masthead nav a[aria-current]', 'border-bottom-width')).toBe('2px');
    await page.emulateMedia({ forcedColors: 'none' });
  });

  test('a link leads back to the top once a screen has been read', async () => {
    await open('/posts/specimen/');
    const link = page.getByRole('link', { name: '回到开头' });
    expect(await link.isVisible()).toBe(false);
    await page.evaluate(() => scrollTo({ top: innerHeight * 1.5, behavior: 'instant' }));
    await link.waitFor();
    await link.click();
    await expect.poll(() => page.evaluate(() => scrollY)).toBeLessThan(200);
  });

  test('the browser knows every selector of the site', async () => {
    const selectors = await selectorsIn(join(checkout.root, 'dist'));
    expect(selectors.length).toBeGreaterThan(200);
    // Chromium drops this one: the test sees what is dropped.
    const dropped = '.a:lang(zh, ja, ko)';
    expect(await page.evaluate(unknownTo, [...selectors, dropped])).toEqual([dropped]);
  });
});
