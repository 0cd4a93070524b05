import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromHtml } from 'hast-util-from-html';
import { toText } from 'hast-util-to-text';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Checkout, checkOut, type Outcome } from '../checkout.ts';
import { launchChromium } from '../servers/chromium.ts';

let checkout: Checkout;
let built: Outcome;

beforeAll(async () => {
  checkout = await checkOut('portfolio', {
    attribution: { collector: 'none' },
    author: {
      name: { zh: '林衍', en: 'Lin Yan' },
      about: { zh: '后端工程师', en: 'Engineer' },
      role: { zh: '独立后端', en: 'Independent' },
      email: 'lin@fixture.example',
      links: { Git: 'https://git.example/lin' },
    },
  });
  built = await checkout.byline(['build', '--quiet']);
});
afterAll(() => checkout.remove());

const file = (path: string) => join(checkout.root, 'dist', path, 'index.html');
const read = (path: string) => readFileSync(file(path), 'utf8');
/** What a page says between its head and its foot, a line for each block. */
const said = (path: string) => {
  const main = /<main[\s\S]*<\/main>/.exec(read(path))?.[0] ?? '';
  return toText(fromHtml(main, { fragment: true })).replaceAll('\u00a0', ' ');
};
const linksOf = (path: string) =>
  [...read(path).matchAll(/ href="([^"]*)"/g)].map(([, href = '']) => decodeURI(href));
const sitemap = () => readFileSync(join(checkout.root, 'dist/sitemap.xml'), 'utf8');

test('it builds', () => expect(built).toMatchObject({ code: 0, stderr: '' }));

describe('a section', () => {
  test.each([
    ['posts', true, true],
    ['projects', true, true],
    ['series', true, true],
    ['tags', true, false],
    ['services', true, false],
    ['courses', false, false],
    ['testimonials', true, false],
    ['talks', true, false],
  ])('%s has a page and links to it only where something is in it', (section, inChinese, inEnglish) => {
    for (const [home, filled] of [['/', inChinese] as const, ['/en/', inEnglish] as const]) {
      const path = `${home}${section}/`;
      expect({ path, page: existsSync(file(path)) }).toEqual({ path, page: filled });
      expect({ path, linked: linksOf(home).includes(path) }).toEqual({ path, linked: filled });
      expect({ path, listed: sitemap().includes(`<loc>https://fixture.example${path}</loc>`) }).toEqual({
        path,
        listed: filled,
      });
    }
  });

  test('says in the head of a page that one is in it', () => {
    expect(read('/projects/')).toContain('<a href="/projects/" aria-current="page">');
    expect(read('/projects/export/')).toContain('<a href="/projects/" aria-current="true">');
  });

  test('opens as the author introduces it, and the introduction has no page of its own', () => {
    const page = read('/projects/');
    expect(said('/projects/')).toMatch(/^\s*做过的事\s+每一件都能重现。\s+客户是虚构的/);
    expect(page).toContain('<strong>数字不是</strong>');
    expect(page).toContain('<meta name="description" content="每一件都能重现。">');
    expect(read('/en/projects/')).toMatch(/<h1>Work<\/h1>/);
  });
});

describe('a case study', () => {
  test('shows what the front matter says: facts, problem, solution, numbers', () => {
    const page = said('/projects/export/');
    for (const fact of ['沙洲图书馆', '一个人', '两周', 'Node · SQLite', '2026年6月30日'])
      expect(page).toContain(fact);
    expect(page).toMatch(/问题\s+内存不够。[\s\S]*做了什么\s+边读边写。/);
    expect(page).toMatch(/内存峰值\s+1209 → 178 MB/);
    expect(linksOf('/projects/export/')).toContain('https://git.example/export');
  });

  test('lets the client speak, and leads to the service like it and the next piece of work', () => {
    expect(said('/projects/export/')).toMatch(/第二天就看见了查询计划。\s+周砚秋\s*技术负责人，五屿渡轮/);
    expect(linksOf('/projects/export/')).toEqual(
      expect.arrayContaining(['/services/review/', '/projects/bare/']),
    );
  });

  test('what has no version in its language is shown in its own, and said to be', () => {
    const page = read('/en/projects/export/');
    const foreign = [...page.matchAll(/<div class="only-in" lang="zh-CN">\s*<p[^>]*>([^<]*)<\/p>/g)];
    expect(foreign.map(([, label]) => label)).toEqual(['In Chinese only', 'In Chinese only']);
    expect(page).toContain('href="/services/review/"');
    expect(read('/projects/export/')).not.toContain('only-in');
  });

  test('needs no more than title, description and date', () => {
    const page = read('/projects/bare/');
    expect(said('/projects/bare/')).toContain('2024年1月5日');
    expect(page).not.toMatch(/class="(numbers|points|prose|cover|beside)"|undefined/);
  });
});

describe('testimonials', () => {
  test('name who, and link to what they are about', () => {
    expect(said('/testimonials/')).toMatch(
      /周砚秋\s*技术负责人，五屿渡轮[\s\S]*说的是：夜里的导出 · 接口诊断/,
    );
    expect(linksOf('/testimonials/')).toEqual(
      expect.arrayContaining(['https://ferry.example/zhou', '/projects/export/', '/services/review/']),
    );
  });
});

describe('talks', () => {
  test('those to come are first, then the past by year', () => {
    const order = [...said('/talks/').matchAll(/接下来|2999年12月12日|2025年|5月20日|2024年|想请我去讲/g)];
    expect(order.map(([found]) => found)).toEqual([
      '接下来',
      '2999年12月12日',
      '2025年',
      '5月20日',
      '2024年',
      '想请我去讲',
    ]);
  });

  test('say their kind, event and place, with what was shown', () => {
    expect(said('/talks/')).toMatch(
      /两天的工作坊\s+培训 · 沙洲图书馆 · 线上\s+十四个人，八个实验。\s+幻灯片/,
    );
    expect(linksOf('/talks/')).toEqual(
      expect.arrayContaining([
        'https://meet.example/12',
        'https://slides.example/sqlite',
        'https://radio.example/31',
        '/services/review/#form',
      ]),
    );
  });
});

describe('posts that belong together', () => {
  test('a series lists its parts in order, and is paired with its translation', () => {
    expect(said('/series/可靠的请求/')).toMatch(/共 2 篇[\s\S]*第 1 篇\s+超时[\s\S]*第 2 篇\s+重试/);
    expect(linksOf('/series/可靠的请求/')).toContain('/en/series/requests-you-can-rely-on/');
    expect(linksOf('/posts/two/')).toContain('/series/可靠的请求/');
  });

  test('tags are counted, however they are written', () => {
    expect(said('/tags/')).toMatch(/Node 2 篇\s+网络 1 篇/);
    expect(said('/tags/node/')).toMatch(/2 篇[\s\S]*超时[\s\S]*重试/);
  });

  test('the archive goes by year, with what is pinned before it', () => {
    const order = [...said('/posts/').matchAll(/先读这几篇|2026年 1 篇|2025年 1 篇|超时$|重试$/gm)];
    expect(order.map(([found]) => found)).toEqual([
      '先读这几篇',
      '超时',
      '2026年 1 篇',
      '超时',
      '2025年 1 篇',
      '重试',
    ]);
  });
});

describe('the author’s pages', () => {
  test.each([
    ['/about/', '住在海边。'],
    ['/en/about/', 'By the sea.'],
    ['/notes/gear/', '一台电脑。'],
    ['/hidden/', '一个数字。'],
  ])('%s stands at its address', (path, text) => expect(said(path)).toContain(text));

  test('the one about them says who they are, elsewhere too, and when it was last true', () => {
    const page = read('/about/');
    expect(said('/about/')).toMatch(/更新于\s*2026年11月16日/);
    expect(page).toContain('<meta property="og:type" content="profile">');
    expect(page).toMatch(
      /<section class="author"[\s\S]*href="https:\/\/git\.example\/lin" rel="me noopener"/,
    );
    expect(page).toContain('hreflang="en" href="https://fixture.example/en/about/"');
  });

  test('one kept from search engines is in no list', () => {
    expect(read('/hidden/')).toContain('<meta name="robots" content="noindex">');
    expect(sitemap()).not.toContain('/hidden/');
    expect(linksOf('/')).not.toContain('/hidden/');
  });
});

test('the 404 leads on in every language', () => {
  const page = readFileSync(join(checkout.root, 'dist/404.html'), 'utf8');
  for (const path of ['/', '/posts/', '/en/', '/en/posts/']) expect(page).toContain(`href="${path}"`);
  expect(page).toMatch(/<section lang="en">\s*<h2>No such page<\/h2>/);
});

describe('a résumé', () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await launchChromium();
    page = await browser.newPage();
    const dist = join(checkout.root, 'dist');
    await page.route('https://fixture.example/**', (route) => {
      const path = decodeURI(new URL(route.request().url()).pathname);
      return route.fulfill({ path: join(dist, path.endsWith('/') ? `${path}index.html` : path) });
    });
  });
  afterAll(() => browser.close());

  test.each([
    [
      '/resume/',
      '2019年4月 – 至今',
      '2013年7月 – 2019年3月',
      '2009年 – 2013年',
      'Computer science，Bachelor',
    ],
    ['/en/resume/', 'Apr 2019 – present', 'Jul 2013 – Mar 2019', '2009 – 2013', 'Bachelor, Computer science'],
  ])('%s says when, as its language does', (path, ...times) => {
    for (const time of times) expect(said(path)).toContain(time);
  });

  test('on paper it is one sheet with its own address, without what is for screens', async () => {
    await page.goto('https://fixture.example/en/resume/');
    await page.emulateMedia({ media: 'print' });
    for (const gone of ['.masthead', '.colophon', '.next-step', '.resume .no-print'])
      expect({ gone, seen: await page.locator(gone).isVisible() }).toEqual({ gone, seen: false });
    expect(await page.locator('.resume').innerText()).toContain('fixture.example/en/resume');
    for (const format of ['A4', 'Letter']) {
      const pdf = (await page.pdf({ format })).toString('latin1');
      expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1);
    }
  });

  test('on a screen it says how to print it', async () => {
    await page.goto('https://fixture.example/resume/');
    await page.emulateMedia({ media: 'screen' });
    expect(await page.locator('.resume .no-print').innerText()).toContain('PDF');
  });
});
