import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Checkout, checkOut, type Running, settingsIn } from '../checkout.ts';
import { freePort } from '../free-port.ts';
import { launchChromium, whyNoChromium } from '../servers/chromium.ts';
import { openContext, watch } from '../site/visit.ts';
import { type CommentServer, startCommentServer } from './stand-in.ts';

const missing = whyNoChromium();

type Systems = NonNullable<Parameters<typeof checkOut>[1]>['comments'];

/** Each system: what the settings say, what its server is asked first, and the addresses its page may use. */
const systems: [name: string, settings: (url: string) => Systems, asked: RegExp, directive: string][] = [
  [
    'giscus',
    (host) => ({ giscus: { repo: 'lin/blog', repoId: 'R_1', category: 'General', categoryId: 'C_1', host } }),
    /^GET \/zh-CN\/widget$/,
    'frame-src',
  ],
  ['waline', (server) => ({ waline: { server } }), /^GET \/api\/comment$/, 'connect-src'],
  ['twikoo', (envId) => ({ twikoo: { envId } }), /^POST \/$/, 'connect-src'],
];

describe.skipIf(missing !== undefined).each(systems)('comments by %s', (_, settings, asked, directive) => {
  let server: CommentServer;
  let checkout: Checkout;
  let running: Running;
  let home: string;
  let browser: Browser;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startCommentServer(), launchChromium()]);
    const port = await freePort();
    home = `http://localhost:${port}`;
    checkout = await checkOut('places', {
      ...settingsIn('zh', 'en', 'fr'),
      url: home,
      comments: settings(server.url),
    });
    await makeLong(checkout);
    running = await checkout.start(['start', '--port', String(port)], /Ctrl\+C/);
  }, 240_000);
  afterAll(async () => {
    await Promise.all([running?.stop(), browser?.close(), server?.close()]);
    await checkout?.remove();
  });

  test('load nothing before the reader scrolls there, and break no policy then', async () => {
    const { page, close } = await open(browser, `${home}/posts/lists/`);
    const sent: string[] = [];
    page.on('request', (request) => sent.push(request.url()));
    await page.waitForLoadState('networkidle');
    expect(server.asked()).toEqual([]);
    expect(await section(page).getByRole('link').isVisible()).toBe(true);
    await section(page).scrollIntoViewIfNeeded();
    await expect.poll(() => commentsOf(page)).toContain('Great post');
    expect(server.asked().filter((line) => !line.startsWith('OPTIONS'))[0]).toMatch(asked);
    expect(sent.filter((url) => !url.startsWith(home) && !url.startsWith(server.url))).toEqual([]);
    expect(await page.evaluate(() => globalThis.seen.violations)).toEqual([]);
    await close();
  });

  test('are in the colours that the reader chooses', async () => {
    const { page, close } = await open(browser, `${home}/posts/lists/`);
    await section(page).scrollIntoViewIfNeeded();
    await expect.poll(() => commentsOf(page)).toContain('Great post');
    const colour = () => page.evaluate(colourOfComments);
    const light = await colour();
    await page.locator('.scheme').press('Enter');
    expect(await page.locator('html').getAttribute('data-scheme')).toBe('light');
    expect(await colour()).toBe(light);
    await page.locator('.scheme').press('Enter');
    await expect.poll(colour).not.toBe(light);
    await close();
  });

  test('are allowed by the policy of pages that show them, and by no other', async () => {
    const policy = await policyOf(checkout, 'posts/lists/index.html');
    expect(policy).toMatch(new RegExp(`${directive}[^;]* ${server.url.replaceAll('.', '\\.')}`));
    for (const other of ['posts/short/index.html', 'index.html', 'about/index.html'])
      expect(await policyOf(checkout, other)).not.toContain(server.url);
  });

  test('add a line of script to other pages, and no style', async () => {
    const page = await readFile(join(checkout.root, 'dist/posts/short/index.html'), 'utf8');
    expect(page).not.toContain('data-comments');
    const styles = [...page.matchAll(/href="(\/_astro\/[^"]+\.css)"/g)].map(([, path = '']) => path);
    const css = await Promise.all(styles.map((path) => readFile(join(checkout.root, 'dist', path), 'utf8')));
    expect(css.filter((text) => /wl-card|tk-comment/.test(text))).toHaveLength(0);
  });

  test('are a link without a script', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${home}/posts/lists/`);
    const link = section(page).getByRole('link');
    expect(await link.getAttribute('href')).toMatch(
      /^https:\/\/github\.com\/lin\/blog\/discussions$|^mailto:lin@/,
    );
    await context.close();
  });
});

describe.skipIf(missing !== undefined)('without the setting', () => {
  test('nothing of comments is in a site', async () => {
    const checkout = await checkOut('places', settingsIn('zh', 'en', 'fr'));
    expect(await checkout.byline(['build'])).toMatchObject({ code: 0 });
    const files = await Array.fromAsync(glob('**/*.{html,js,css}', { cwd: join(checkout.root, 'dist') }));
    const texts = await Promise.all(files.map((file) => readFile(join(checkout.root, 'dist', file), 'utf8')));
    expect(files.filter((_, index) => /data-comments|giscus|waline|twikoo/.test(texts[index] ?? ''))).toEqual(
      [],
    );
    await checkout.remove();
  }, 120_000);
});

async function open(browser: Browser, address: string): Promise<{ page: Page; close(): Promise<void> }> {
  const context = await openContext(browser);
  const page = await context.newPage();
  await watch(page);
  await page.goto(address);
  return { page, close: () => context.close() };
}

function section(page: Page) {
  return page.locator('section.comments');
}

/** What stands in the section and in its frame. */
async function commentsOf(page: Page): Promise<string> {
  const texts = page.frames().map((frame) => frame.locator('body').innerText());
  return (await Promise.all(texts)).join('\n');
}

/** In the page: the colour a comment is written in; of a frame, which of its own no page sees, the theme it is asked for. */
function colourOfComments(): string {
  const widget = document.querySelector('giscus-widget');
  const comment = document.querySelector('.comments [data-comments-place] p') ?? document.body;
  return widget?.getAttribute('theme') ?? getComputedStyle(comment).color;
}

/** So long that its end is not near when it is opened. */
async function makeLong({ root, write }: Checkout): Promise<void> {
  const post = await readFile(join(root, 'content/posts/lists.mdx'), 'utf8');
  await write('content/posts/lists.mdx', post + '\n一段很长的话。\n'.repeat(80));
}

async function policyOf({ root }: Checkout, path: string): Promise<string> {
  const page = await readFile(join(root, 'dist', path), 'utf8');
  return /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1] ?? '';
}
