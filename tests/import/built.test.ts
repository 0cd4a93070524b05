import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Checkout, checkOut, type Running } from '../checkout.ts';
import { freePort } from '../free-port.ts';
import { launchChromium } from '../servers/chromium.ts';

/** Blogs of several engines, imported into one project, checked, built and served for real. */
let checkout: Checkout;
let running: Running;
let browser: Browser;
let home: string;
const kinds: readonly [fixture: string, kind: string][] = [
  ['next-theme', 'hexo'],
  ['docusaurus', 'docusaurus'],
  ['vitepress', 'vitepress'],
  ['hugo', 'hugo'],
];

beforeAll(async () => {
  const port = await freePort();
  home = `http://localhost:${port}`;
  checkout = await checkOut('thread', { url: home });
  const blogs = fileURLToPath(new URL('../fixtures/import', import.meta.url));
  await cp(blogs, join(checkout.root, 'blogs'), { recursive: true });
  for (const [fixture, kind] of kinds) await checkout.byline(['import', kind, `blogs/${fixture}`]);
  running = await checkout.start(['start', '--port', String(port)], /Ctrl\+C/);
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  await running?.stop();
  await checkout?.remove();
});

const page = (path: string) => readFile(join(checkout.root, 'dist', path, 'index.html'), 'utf8');

test('what was dead on the old site is a warning for check and build', async () => {
  const { code, stdout, stderr } = await checkout.byline(['check']);
  const said = stdout + stderr;
  expect(code).toBe(0);
  expect(said).toContain('this link led nowhere on the old site: /archives/2014/x/');
  expect(said).toContain('this picture led nowhere on the old site: /nope.png');
  expect(running.output()).toContain('this link led nowhere on the old site: /blog/none');
});

test('a link to nowhere that an author writes stops the check, as ever', async () => {
  const matter = '---\ntitle: 新\ndescription: 新\ndate: 2026-01-01\nid: new\n---\n\n';
  await checkout.write('content/posts/new.md', `${matter}[死链](/archives/2014/x/)\n`);
  const { code, stderr } = await checkout.byline(['check']);
  await checkout.write('content/posts/new.md', `${matter}字。\n`);
  expect(code).toBe(1);
  expect(stderr).toContain('there is no page “/archives/2014/x/”');
});

test('tags of a theme are what ours shows, and no tag and no mark is to be seen', async () => {
  const html = await page('posts/tags');
  expect(html).not.toMatch(/\{%|%\}|<!--/);
  expect(html).toMatch(/<aside class="callout" data-kind="tip"[\s\S]*?<strong>成功了<\/strong>[\s\S]*?a\.js/);
  expect(html).toMatch(
    /<li>\s*<p>第一步<\/p>\s*<figure[\s\S]*?npm <\/span>start[\s\S]*?<\/figure>\s*<p>接着说。<\/p>\s*<\/li>/,
  );
  expect(html).toMatch(/<section class="tab" data-label="Rust">/);
  expect(html).toMatch(/<details class="callout" data-kind="details"><summary>点开看看<\/summary>/);
  expect(html).toMatch(/<figure class="mermaid"/);
  expect(html).toContain('<math');
  expect(html).toContain('后面的 <strong>字</strong>');
  expect(html).toContain('不认识的标签里的 <strong>字</strong>');
});

test.each([
  ['/2021/02/03/tags/', '/posts/tags/'],
  ['/archives/', '/posts/'],
  ['/archives/2021/02/', '/posts/'],
  ['/categories/前端/', '/tags/前端/'],
  ['/categories/前端/工具/', '/tags/工具/'],
  ['/rss2.xml', '/rss.xml'],
  ['/blog/2019/05/28/hello/', '/posts/hello/'],
  ['/docs/guide/start/', '/posts/start/'],
  ['/posts/a.html', '/posts/a/'],
])('the old address %s leads to %s', async (from, to) => {
  const response = await fetch(`${home}${encodeURI(from)}`, { redirect: 'follow' });
  expect([response.status, decodeURI(new URL(response.url).pathname)]).toEqual([200, to]);
});

test('a file a post links to is where it was', async () => {
  expect((await fetch(`${home}/files/a.pdf`)).status).toBe(200);
});

test('a deep link in other capitals finds its heading', async () => {
  const tab = await browser.newPage();
  await tab.goto(`${home}/posts/tags/#Deep-Link-Here`);
  await tab.waitForFunction(() => location.hash === '#deep-link-here');
  expect(await tab.evaluate(() => document.querySelector(':target')?.tagName)).toBe('H2');
  await tab.close();
});
