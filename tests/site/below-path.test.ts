import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import PQueue from 'p-queue';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { absolute, defineSite, hostPath } from '#domain';
import { readPages } from '../../integrations/indexnow/index.ts';
import { readFeed } from '../../integrations/syndication/index.ts';
import { mainPages } from '../../scripts/main-pages.ts';
import { type Checkout, type Running, settings } from '../checkout.ts';
import { freePort } from '../free-port.ts';
import { launchChromium, whyNoChromium } from '../servers/chromium.ts';
import { findDead } from './dead-links.ts';
import { BASE, checkOutBelow, type FileHost, serveFiles } from './site-below.ts';
import { linksOf, walker } from './walk.ts';

const missing = whyNoChromium();
const why = missing === undefined ? '' : ` (skipped: ${missing})`;
/** More posts than one page of the feed holds. */
const MANY = 51;

const elsewhere = /^\/other\/$/;

let browser: Browser;
let checkout: Checkout;
let running: Running;
let origin: string;
let home: string;
let dist: string;

beforeAll(async () => {
  const port = await freePort();
  origin = `http://localhost:${port}`;
  home = origin + BASE;
  checkout = await checkOutBelow(origin, MANY);
  dist = join(checkout.root, 'dist');
  running = await checkout.start(['start', '--port', String(port)], /Ctrl\+C/);
  if (missing === undefined) browser = await launchChromium();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await running?.stop();
  await checkout?.remove();
});

const site = () => defineSite({ ...settings, url: home });
const file = (path: string) => readFile(join(dist, path), 'utf8');

describe('what is built for a path of a host', () => {
  test('leads nowhere that is not there, and nowhere outside the path', async () => {
    expect(await findDead(dist, home.slice(0, -1), [elsewhere, /^\/blog\/api\/leads$/])).toEqual([]);
  });

  test('lies in the folder as if there were no path', async () => {
    const files = await Array.fromAsync(
      glob('{index.html,feed/2.json,og/posts/first.png,blog/**}', { cwd: dist }),
    );
    expect(files.sort()).toEqual(['feed/2.json', 'index.html', 'og/posts/first.png']);
  });

  test.each([
    ['robots.txt', /^# Crawlers read http:\/\/localhost:\d+\/robots\.txt only/],
    ['robots.txt', /^Disallow: \/blog\/studio\/$/m],
    ['robots.txt', /User-agent: GPTBot\n(?:Disallow: .*\n)*Disallow: \/blog\/posts\/\n/],
    ['robots.txt', /^Sitemap: http:\/\/localhost:\d+\/blog\/sitemap\.xml$/m],
    ['_headers', /^\/blog\/\*\n(?: .*\n)+\n\/blog\/_astro\/\*$/m],
    ['_redirects', /^\/blog\/2019\/01\/old\/ \/blog\/posts\/first\/ 301$/m],
    ['2019/01/old/index.html', /content="0;url=\/blog\/posts\/first\/"/],
    ['llms.txt', /\(http:\/\/localhost:\d+\/blog\/posts\/first\/index\.md\)/],
    ['below-a-path.txt', /^below-a-path$/],
    ['posts/first/index.html', /<link rel="canonical" href="http:\/\/localhost:\d+\/blog\/posts\/first\/"/],
    ['posts/first/index.html', /hreflang="en" href="http:\/\/localhost:\d+\/blog\/en\/posts\/first\/"/],
    [
      'posts/first/index.html',
      /property="og:image" content="http:\/\/localhost:\d+\/blog\/og\/posts\/first\.png"/,
    ],
    ['posts/first/index.html', /srcset="\/blog\/dot\.svg 1x, \/blog\/dot\.svg\?2 2x"/],
    ['posts/first/index.html', /srcset="\/blog\/_astro\/\S+ 480w/],
    ['posts/short-1/index.html', /href="http:\/\/localhost:\d+\/other\/"/],
    ['posts/second/index.md', /\[第一篇\]\(http:\/\/localhost:\d+\/blog\/posts\/first\//],
    ['posts/second/index.md', /\(http:\/\/localhost:\d+\/blog\/film\.webm\)/],
    ['rss.xml', /<link>http:\/\/localhost:\d+\/blog\/posts\/module\/<\/link>/],
    ['atom.xml', /<uri>http:\/\/localhost:\d+\/blog\/<\/uri>/],
  ])('%s has %s', async (path, text) => expect(await file(path)).toMatch(text));

  test('describes itself by addresses below the path', async () => {
    const html = await file('posts/first/index.html');
    const [, json = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html) ?? [];
    const own = [...json.matchAll(/"(http:\/\/localhost:[^"]*)"/g)].map(([, address = '']) => address);
    expect(own.length).toBeGreaterThan(5);
    expect(own.filter((address) => !address.startsWith(home))).toEqual([]);
  });

  test('is read by syndication, page after page, from the folder and from the server', async () => {
    const text = async (url: string) => (await fetch(url)).text();
    const [built, served] = [await readFeed(dist, text), await readFeed(home.slice(0, -1), text)];
    expect(built.length).toBeGreaterThan(MANY);
    expect(served).toEqual(built);
    expect(built.filter(({ url, image = '' }) => !url.startsWith(home) || !image.startsWith(home))).toEqual(
      [],
    );
  });

  test('is told to search engines and pictured', async () => {
    const pages = await readPages(dist, site());
    expect(pages.has(`${home}en/posts/first/`)).toBe(true);
    await expect(readPages(dist, { url: `${origin}/other/` })).rejects.toThrow('and the site is at');
    const pictured = await mainPages(dist, site());
    expect(pictured.find(({ name }) => name === 'project')?.path).toBe('/blog/projects/tool/');
    expect(pictured.find(({ name }) => name === 'not-found')?.path).toBe('/blog/404.html');
  });
});

describe('our own server', () => {
  test.each([
    ['/', 302, '/blog/'],
    ['/blog', 301, '/blog/'],
    ['/blog/', 200, null],
    ['/blog/about', 301, '/blog/about/'],
    ['/blog/posts/first/?a=b', 200, null],
    ['/blog/posts/first/index.md', 200, null],
    ['/blog/2019/01/old/?a=b', 301, '/blog/posts/first/?a=b'],
    ['/blog/_headers', 404, null],
    ['/blog/_redirects', 404, null],
    ['/blog/studio', 401, null],
    ['/blog/api/form-token', 200, null],
    ['/blogs/', 404, null],
    ['/about/', 404, null],
    ['/feed.json', 404, null],
    ['/studio', 404, null],
    ['/api/form-token', 404, null],
    ['/blog/nothing/', 404, null],
    ['/blog/%2e%2e/package.json', 404, null],
  ])('answers %s with %i', async (path, status, location) => {
    const answer = await fetch(origin + path, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([status, location]);
  });

  test('gives what is below the path the headers of the site, and its own page for what is not there', async () => {
    const lost = await fetch(`${home}nothing/`);
    expect(lost.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(await lost.text()).toContain('href="/blog/search/"');
    const [, sheet = ''] = /href="(\/blog\/_astro\/[^"]+\.css)"/.exec(await file('index.html')) ?? [];
    expect((await fetch(origin + sheet)).headers.get('cache-control')).toBe(
      'public, max-age=31536000, immutable',
    );
  });

  test('shows its owner the report', async () => {
    const password = (await readFile(join(checkout.root, '.byline/studio-password'), 'utf8')).trim();
    const authorization = `Basic ${Buffer.from(`studio:${password}`).toString('base64')}`;
    const answer = await fetch(`${home}studio/`, { headers: { authorization } });
    expect(new URL(answer.url).pathname).toBe('/blog/studio');
    const html = await answer.text();
    expect(html).toContain('action="/blog/studio"');
    expect((await fetch(`${home}studio/report.css`, { headers: { authorization } })).status).toBe(200);
  });

  test('leads back to the site from a form it cannot read', async () => {
    const answer = await fetch(`${home}api/leads`, { method: 'POST', headers: { origin }, body: 'x' });
    expect(await answer.text()).toContain('<a href="/blog/">');
  });

  test('says where the site is', () => {
    expect(running.output()).toContain(home);
    expect(running.output()).toContain(`${home}studio/`);
  });
});

describe.skipIf(missing !== undefined)(`a reader of the site${why}`, () => {
  test('sees every page whole, and nothing leaves the path', async () => {
    const { open, wrong, asked, context } = await walker(browser, home);
    const found = new Set<string>();
    await each(await pagesOf(dist), async (path) => {
      const page = await open(BASE + path);
      for (const link of await linksOf(page)) found.add(link);
      await page.close();
    });
    await context.close();
    expect([...wrong]).toEqual([]);
    expect([...found].filter((path) => !path.startsWith(BASE) && !elsewhere.test(path))).toEqual([]);
    for (const path of ['/blog/dot.svg', '/blog/api/events', '/blog/api/form-token'])
      expect(asked).toContain(path);
  }, 240_000);

  test('sees code as it was written', async () => {
    const { open, context } = await walker(browser, home);
    const page = await open(`${BASE}posts/first/`);
    expect(await page.locator('pre', { hasText: 'href' }).textContent()).toContain(
      '<a href="/about/"><img src="/dot.svg" alt=""></a>',
    );
    expect(await page.locator('p > code', { hasText: 'href' }).textContent()).toBe('<a href="/about/">');
    await context.close();
  });

  test.each([
    ['', '压测工具', '/blog/projects/tool/'],
    ['en/', 'translation', '/blog/en/posts/first/'],
  ])('finds a page from /blog/%s and opens it', async (from, words, path) => {
    const { open, wrong, context } = await walker(browser, home);
    const page = await open(BASE + from);
    await page.keyboard.press('Control+k');
    await page.locator('dialog[open] input[type=search]').fill(words);
    await page.locator('dialog[open] ol a').first().click();
    await page.waitForURL(origin + path);
    expect([...wrong]).toEqual([]);
    await context.close();
  });

  test('searches on the page that is all about it', async () => {
    const { open, wrong, context } = await walker(browser, home);
    const page = await open(`${BASE}search/?q=${encodeURIComponent('短文')}`);
    await page.locator('ol a').first().click();
    await page.waitForURL(/\/blog\/posts\/short-\d+\/$/);
    expect([...wrong]).toEqual([]);
    await context.close();
  });

  test('sends the form', async () => {
    const { open, wrong, context } = await walker(browser, home);
    const page = await open(`${BASE}services/review/`);
    const form = page.locator('form[data-lead]');
    await form.locator('[name=name]').fill('王小明');
    await form.locator('[name=email]').fill('wang@reader.example');
    await form.locator('[name=message]').fill('下单接口偶尔要三秒。');
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.url().endsWith('/api/leads')),
      form.locator('button').click(),
    ]);
    expect([new URL(answer.url()).pathname, await answer.json()]).toEqual(['/blog/api/leads', { ok: true }]);
    expect([...wrong]).toEqual([]);
    await context.close();
  });

  test('comes home from the root of the host', async () => {
    const { context, wrong } = await walker(browser, home, (path) => path === '/');
    const page = await context.newPage();
    await page.goto(`${origin}/`);
    expect(page.url()).toBe(home);
    expect([...wrong]).toEqual([]);
    await context.close();
  });
});

describe('an author', () => {
  test('is told that the path is no part of what they write', async () => {
    await checkout.write('content/posts/short-1.md', shortPost('见[第一篇](/blog/posts/first/)。'));
    const { stdout, stderr, code } = await checkout.byline(['check']);
    expect(stdout + stderr).toContain('there is no page “/blog/posts/first/”');
    expect(stdout + stderr).toContain('Leave “/blog” out');
    expect(code).toBe(1);
  }, 60_000);

  test('changes a word, and its page alone is built again', async () => {
    await checkout.write('content/posts/short-1.md', shortPost('见[第一篇](/posts/first/)，改过了。'));
    const { stdout } = await checkout.byline(['build']);
    expect(stdout).toMatch(/^\d of \d+ pages rendered, nothing else had changed/m);
    expect(await file('posts/short-1/index.html')).toContain(
      '<a href="/blog/posts/first/">第一篇</a>，改过了。',
    );
    expect(await findDead(dist, home.slice(0, -1), [elsewhere, /^\/blog\/api\/leads$/])).toEqual([]);
  }, 60_000);

  const shortPost = (text: string) =>
    `---\ntitle: 短文 1\ndescription: 第 1 篇短文。\ndate: 2025-01-02\n---\n\n${text}\n`;
});

describe('the preview', () => {
  let dev: Running;
  let preview: string;
  beforeAll(async () => {
    const port = await freePort();
    preview = `http://localhost:${port}`;
    dev = await checkout.start(['dev', '--port', String(port)], /ready in/);
  }, 120_000);
  afterAll(() => dev?.stop());

  test.each([
    ['/', 302, 'location', '/blog/'],
    ['/blog/', 200, 'content-type', 'text/html'],
    ['/blog/og/', 200, 'content-type', 'text/html; charset=utf-8'],
    ['/blog/og/posts/first.png', 200, 'content-type', 'image/png'],
    ['/blog/pagefind/zh-cn/pagefind.js', 200, 'content-type', 'text/javascript'],
    ['/blog/feed.json', 200, 'content-type', 'application/json'],
    ['/blog/nothing/', 404, 'content-type', 'text/html'],
  ])(
    'answers %s with %i',
    async (path, status, header, value) => {
      const answer = await fetch(preview + path, { redirect: 'manual' });
      expect([answer.status, answer.headers.get(header)]).toEqual([status, value]);
    },
    60_000,
  );

  test('leads on from an old address', async () => {
    const answer = await fetch(`${preview}/blog/2019/01/old/`);
    expect(new URL(answer.url).pathname).toBe('/blog/posts/first/');
  });

  test.skipIf(missing !== undefined)(
    `shows pages that ask for nothing outside the path${why}`,
    async () => {
      // The bundler's own modules are at the root of the preview, whatever the path.
      const bundler = /^\/(@|node_modules\/|src\/|integrations\/|content\/|\.astro\/)/;
      const paths = ['', 'en/', 'posts/first/', 'posts/second/', 'posts/module/', 'services/review/', 'og/'];
      // The bundler loads a page again when it meets a package for the first time.
      const first = await browser.newPage();
      for (const path of paths) await first.goto(preview + BASE + path, { waitUntil: 'networkidle' });
      await first.close();
      const { wrong, context } = await walker(browser, preview + BASE, (path) => bundler.test(path));
      const page = await context.newPage();
      for (const path of paths) {
        await page.goto(preview + BASE + path, { waitUntil: 'networkidle' });
        expect((await linksOf(page)).filter((link) => !link.startsWith(BASE))).toEqual([]);
      }
      await page.goto(preview + BASE, { waitUntil: 'networkidle' });
      await page.keyboard.press('Control+k');
      await page.locator('dialog[open] input[type=search]').fill('压测工具');
      await page.locator('dialog[open] ol a').first().click();
      await page.waitForURL(`${preview}/blog/projects/tool/`);
      expect([...wrong]).toEqual([]);
      await context.close();
    },
    120_000,
  );

  test('says on the page what is wrong with its file', async () => {
    await checkout.write('content/posts/short-2.md', '---\ntitle: 短文 2\ntitel: x\n---\n');
    const page = async () => (await fetch(`${preview}/blog/posts/short-2/`)).text();
    await expect.poll(page, { timeout: 20_000, interval: 50 }).toContain('titel: unknown key');
  }, 30_000);
});

describe.skipIf(missing !== undefined)(`a host of files${why}`, () => {
  let plain: Checkout;
  let host: FileHost;
  beforeAll(async () => {
    plain = await checkOutBelow('https://name.example', 1, { attribution: { collector: 'none' } });
    const { code, stderr } = await plain.byline(['build']);
    if (code !== 0) throw new Error(stderr);
    host = await serveFiles(join(plain.root, 'dist'));
  }, 240_000);
  afterAll(async () => {
    await host?.close();
    await plain?.remove();
  });

  test('serves the folder below the path, and every page is whole', async () => {
    const { open, wrong, context } = await walker(browser, host.origin + BASE);
    await each(await pagesOf(join(plain.root, 'dist')), async (path) => (await open(BASE + path)).close());
    const page = await open(BASE);
    await page.keyboard.press('Control+k');
    await page.locator('dialog[open] input[type=search]').fill('压测工具');
    await page.locator('dialog[open] ol a').first().click();
    await page.waitForURL(`${host.origin}/blog/projects/tool/`);
    const moved = await context.newPage();
    await moved.goto(`${host.origin}/blog/2019/01/old/`);
    await moved.waitForURL(`${host.origin}/blog/posts/first/`);
    expect([...wrong]).toEqual([]);
    await context.close();
  }, 240_000);

  test('is told the whole addresses of its own', async () => {
    const sitemap = await readFile(join(plain.root, 'dist/sitemap.xml'), 'utf8');
    expect(sitemap).toContain(`<loc>${absolute(hostPath('/posts/first/', named), named)}</loc>`);
    expect(await findDead(join(plain.root, 'dist'), 'https://name.example/blog', [elsewhere])).toEqual([]);
  });

  const named = { url: 'https://name.example/blog/' };
});

/** A page waits more than it works, so several are open at once. */
async function each(paths: readonly string[], visitPage: (path: string) => Promise<void>): Promise<void> {
  await new PQueue({ concurrency: 4 }).addAll(paths.map((path) => () => visitPage(path)));
}

/** Pages of a built site, but for most of the many short ones and those that lead on: `posts/first/`. */
async function pagesOf(folder: string): Promise<string[]> {
  const files = (await Array.fromAsync(glob('**/*.html', { cwd: folder, withFileTypes: true })))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(files.map(async (path) => ({ path, text: await readFile(path, 'utf8') })));
  return texts
    .filter(({ path, text }) => !text.includes('http-equiv="refresh"') && !/short-\d\d/.test(path))
    .map(({ path }) => path.slice(folder.length + 1).replace(/(^|\/)index\.html$/, '$1'))
    .sort();
}
