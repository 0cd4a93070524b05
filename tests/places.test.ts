import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Checkout, checkOut, type Running, settingsIn } from './checkout.ts';
import { freePort } from './free-port.ts';
import { launchChromium, whyNoChromium } from './servers/chromium.ts';
import { openContext, watch } from './site/visit.ts';

const missing = whyNoChromium();
const police = '京公网安备11010502030143号';
let checkout: Checkout;
let running: Running;
let home: string;

beforeAll(async () => {
  const port = await freePort();
  home = `http://localhost:${port}`;
  checkout = await checkOut('places', {
    ...settingsIn('zh', 'en', 'fr'),
    url: home,
    navigation: {
      top: ['about', { to: 'posts', label: { zh: '文集', en: 'Writing', fr: 'Écrits' } }, elsewhere],
      hidden: ['tags'],
    },
    icp: { number: '京ICP备12345678号-1', police },
    contact: { wechat: { id: 'linyan', qr: '/qr.png' }, replies: '两天内回复。' },
  });
  await writeFile(join(checkout.root, 'public/qr.png'), await square());
  await writeFile(join(checkout.root, 'public/apple-touch-icon.png'), await square());
  running = await checkout.start(['start', '--port', String(port)], /Ctrl\+C/);
}, 240_000);
afterAll(async () => {
  await running?.stop();
  await checkout?.remove();
});

const elsewhere = { to: 'https://elsewhere.example/', label: '别处' };

describe('the owner’s layouts', () => {
  test('take the place of the site’s on every page, and may show the site’s', async () => {
    for (const path of ['index.html', 'posts/short/index.html', 'en/posts/index.html', '404.html']) {
      const page = await built(path);
      expect(page).toMatch(/<p class="motto"[^>]*>慢慢写，写明白<\/p>\s*<header class="masthead">/);
      expect(page).toMatch(/<footer class="colophon">.*<p class="signed" id="signed-here">/s);
    }
  });

  test('may use the library, the strings, pictures, packages and files beside them', async () => {
    const page = await built('en/posts/hello/index.html');
    expect(page).toMatch(
      /<p class="signed"[^>]*>\s*<img src="\/_astro\/mark\.[^"]+\.webp" alt="Lin Yan"[^>]*>\s*Hello/,
    );
    expect(page).toContain('data-nav="Main"');
  });

  test('make the home page', async () => {
    const page = await built('index.html');
    expect(page).toMatch(/<main[^>]*>\s*<h1 class="welcome">欢迎<\/h1>\s*<section>.*短文/s);
    expect(page).not.toContain('class="hero"');
  });

  test('add to the end of a post and to the head of every page', async () => {
    expect(await built('posts/short/index.html')).toContain('<p class="thanks">谢谢读完《短文》。</p>');
    expect(await built('index.html')).not.toContain('class="thanks"');
    expect(await built('fr/index.html')).toContain(
      '<meta name="fediverse:creator" content="@lin-fr@fixture.example">',
    );
  });
});

describe('the owner’s components', () => {
  test('may use the library, the strings and pictures in a post', async () => {
    const page = await built('posts/lists/index.html');
    expect(page).toMatch(/<div class="latest">\s*<img src="\/_astro\/mark\.[^"]+\.webp"/);
    expect(page).toMatch(/新写的：一页列表、短文\s*<p>一句话就够。<\/p>/);
  });

  test('stand in feeds as well', async () => {
    expect(await built('rss.xml')).toContain('新写的：一页列表、短文');
  });
});

describe('the owner’s strings', () => {
  test('are laid over the site’s, key by key', async () => {
    const page = await built('posts/index.html');
    expect(page).toContain('<h1>博客</h1>');
    expect(page).toContain('一共 2 篇');
    expect(page).toContain('全部标签');
  });

  test('make a language of their own, in which English stands in for what is missing', async () => {
    const page = await built('fr/tags/index.html');
    expect(page).toContain('<html lang="fr"');
    expect(page).toContain('<h1>Mots-clés</h1>');
    expect(page).toContain('Skip to the text');
    expect(page).toMatch(/hreflang="en"/);
    expect((await checkout.byline(['check'])).stderr).toMatch(
      /content\/strings\/fr\.ts.*\d+ words are missing, and English stands in for them: colon, dash/s,
    );
  });

  test('reach the reader’s browser', async () => {
    expect(await scripts()).toContain('抄一份');
  });
});

describe('the navigation of the settings', () => {
  test('is the row at the top, in order, without what a language has nothing of', async () => {
    expect(linksIn(await built('posts/index.html'), 'header')).toEqual([
      '/about/ 关于我',
      '/posts/ 文集',
      'https://elsewhere.example/ 别处',
    ]);
    expect(linksIn(await built('en/index.html'), 'header')).toEqual([
      '/en/posts/ Writing',
      'https://elsewhere.example/ 别处',
    ]);
  });

  test('leaves the foot what it does not name, without what is hidden', async () => {
    const foot = linksIn(await built('index.html'), 'footer');
    expect(foot.filter((link) => /tags|about/.test(link))).toEqual([]);
    expect(await built('tags/index.html')).toContain('列表');
  });
});

describe('the foot', () => {
  test.each(['index.html', 'en/index.html'])(
    'of %s has the numbers mainland China asks for',
    async (path) => {
      const page = await built(path);
      expect(page).toContain('<a href="https://beian.miit.gov.cn/" rel="noopener">京ICP备12345678号-1</a>');
      expect(page).toContain(
        `<a href="https://beian.mps.gov.cn/#/query/webSearch?code=11010502030143" rel="noopener">${police}</a>`,
      );
    },
  );

  test('has WeChat beside mail, with its QR code', async () => {
    expect(await built('index.html')).toMatch(
      /mailto:lin@fixture\.example.*<summary>微信：linyan<\/summary> <img src="\/qr\.png" alt="微信 linyan 的二维码"/s,
    );
    expect(await built('404.html')).toContain('，也可以加微信 linyan');
  });
});

test('the form says when the author answers, in the words of the settings', async () => {
  const page = await built('services/index.html');
  expect(page).toContain('写几句就够。两天内回复。');
  expect(page).toContain('data-sent="收到了。两天内回复。"');
  expect(page).toContain(
    'data-failed="没有发出去。请检查网络后再试，或者写信到 lin@fixture.example，也可以加微信 linyan。"',
  );
});

describe('the icons', () => {
  test.each([
    ['favicon.svg', 'svg', undefined],
    ['icon-192.png', 'png', 192],
    ['icon-512.png', 'png', 512],
  ])('%s is drawn from the seal', async (name, format, width) => {
    const metadata = await sharp(await bytes(name)).metadata();
    expect(metadata).toMatchObject({ format, ...(width === undefined ? {} : { width, height: width }) });
    const { data, info } = await sharp(await bytes(name))
      .resize(64, 64)
      .raw()
      .toBuffer({ resolveWithObject: true });
    const colours = new Set(Array.from({ length: 64 }, (_, x) => data[(32 * 64 + x) * info.channels]));
    expect(colours.size).toBeGreaterThan(1);
  });

  test('favicon.ico holds three sizes', async () => {
    const ico = await bytes('favicon.ico');
    expect([ico.readUInt16LE(2), ico.readUInt16LE(4)]).toEqual([1, 3]);
    const pictures = [0, 1, 2].map((index) => {
      const entry = 6 + 16 * index;
      const [length, offset] = [ico.readUInt32LE(entry + 8), ico.readUInt32LE(entry + 12)];
      return sharp(ico.subarray(offset, offset + length)).metadata();
    });
    expect((await Promise.all(pictures)).map(({ width }) => width)).toEqual([16, 32, 48]);
  });

  test('one of the owner’s wins', async () => {
    expect(await bytes('apple-touch-icon.png')).toEqual(
      await readFile(join(checkout.root, 'public/apple-touch-icon.png')),
    );
  });

  test('are linked, named in the manifest, and served as what they are', async () => {
    const page = await built('en/index.html');
    const linked = [...page.matchAll(/<link rel="(?:icon|apple-touch-icon|manifest)" href="([^"]+)"/g)];
    const paths = linked.map(([, path = '']) => path);
    expect(paths).toHaveLength(4);
    const manifest = JSON.parse(await built('site.webmanifest'));
    expect(manifest).toMatchObject({ name: 'Fixture', lang: 'zh-CN' });
    const all = [...paths, ...manifest.icons.map(({ src }: { src: string }) => `/${src}`)];
    const types = await Promise.all(
      all.map(async (path) => (await fetch(home + path)).headers.get('content-type')),
    );
    expect(types.map((type) => type?.replace(/;.*/, ''))).toEqual([
      expect.stringMatching(/icon/),
      'image/svg+xml',
      'image/png',
      expect.stringMatching(/manifest|json/),
      'image/png',
      'image/png',
    ]);
  });
});

describe.skipIf(missing !== undefined)('in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  }, 60_000);
  afterAll(() => browser?.close());

  test('scripts and styles of the owner’s layouts run, and no policy is broken', async () => {
    const context = await openContext(browser);
    const page = await context.newPage();
    await watch(page);
    await page.goto(`${home}/posts/lists/`);
    await page.waitForLoadState('networkidle');
    expect(await page.locator('html').getAttribute('data-own-head')).toBe('');
    expect(await page.locator('.motto').getAttribute('data-ran')).toBe('');
    expect(await page.locator('.motto').evaluate((motto) => getComputedStyle(motto).textAlign)).toBe(
      'center',
    );
    expect(await page.evaluate(() => globalThis.seen.violations)).toEqual([]);
    await context.close();
  });

  test('the colours are the reader’s from page to page, by keyboard, and before the first paint', async () => {
    const context = await openContext(browser);
    const page = await context.newPage();
    await watch(page);
    await page.goto(`${home}/posts/lists/`);
    const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const light = await ground();
    const button = page.getByRole('button', { name: '外观：跟随系统' });
    await button.focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Space');
    expect(await page.locator('html').getAttribute('data-scheme')).toBe('dark');
    await page.getByRole('button', { name: /外观：\s*深色/ }).waitFor();
    const dark = await ground();
    expect(dark).not.toBe(light);
    await page.addInitScript(keepFirstScheme);
    await page.goto(`${home}/about/`);
    expect(await page.evaluate(() => globalThis.firstScheme)).toBe('dark');
    expect(await ground()).toBe(dark);
    await page.emulateMedia({ colorScheme: 'light', media: 'print' });
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('light');
    expect(await page.evaluate(() => globalThis.seen.violations)).toEqual([]);
    await context.close();
  });

  test('without a script there is no button', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${home}/`);
    expect(await page.locator('.scheme').isVisible()).toBe(false);
    await context.close();
  });
});

/** In the page: the scheme it has when the first of its body is there, which nothing has painted yet. */
function keepFirstScheme(): void {
  new MutationObserver((_, observer) => {
    if (document.body === null) return;
    globalThis.firstScheme = document.documentElement.dataset['scheme'];
    observer.disconnect();
  }).observe(document, { childList: true, subtree: true });
}

declare global {
  var firstScheme: string | undefined;
}

function built(path: string): Promise<string> {
  return readFile(join(checkout.root, 'dist', path), 'utf8');
}

function bytes(path: string): Promise<Buffer> {
  return readFile(join(checkout.root, 'dist', path));
}

/** Every script of the site, together. */
async function scripts(): Promise<string> {
  const { glob } = await import('node:fs/promises');
  const files = await Array.fromAsync(glob('_astro/*.js', { cwd: join(checkout.root, 'dist') }));
  return (await Promise.all(files.map(built))).join('');
}

/** The links of the first navigation in an element: address and text. */
function linksIn(page: string, element: 'header' | 'footer'): string[] {
  const [part = ''] = new RegExp(`<${element} class=.*?</nav>`, 's').exec(page) ?? [];
  return [...part.slice(part.indexOf('<nav')).matchAll(/<a href="([^"]+)"[^>]*>([^<]*)<\/a>/g)].map(
    ([, path, text]) => `${path} ${text?.trim()}`,
  );
}

function square(): Promise<Buffer> {
  return sharp({ create: { width: 40, height: 40, channels: 3, background: '#a00' } })
    .png()
    .toBuffer();
}
