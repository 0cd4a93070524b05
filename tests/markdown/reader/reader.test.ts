import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build, type Plugin } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { strings } from '#strings';
import { readerWordsCode } from '../../../integrations/content-layer/reader-words.ts';
import { launchChromium, whyNoChromium } from '../../servers/chromium.ts';
import { html } from '../plugins/render.ts';

const fence = '```';
const source = `
中文English混排3次，\`code代码\`不算。

## 复制

${fence}ts title="a.ts"
const 旧 = 1; // [!code --]
const 新 = 2; // [!code ++]
${fence}

:::tabs
::tab[npm]
用 npm 装。

::tab[pnpm]
用 pnpm 装。

### 在第二页

:::

![图](/picture.svg "图注")

::video[演示]{src="https://www.youtube.com/watch?v=abcdefghijk"}

${fence}mermaid
graph LR; A[读者]-->B[文章]
${fence}
`;

const missing = whyNoChromium();

describe.skipIf(missing !== undefined)(
  `in the reader’s browser${missing === undefined ? '' : ` (skipped: ${missing})`}`,
  () => {
    let site: Awaited<ReturnType<typeof serve>>;
    let browser: Browser;
    let page: Page;
    const asked: string[] = [];

    beforeAll(async () => {
      site = await serve(await html(source, 'a.md'));
      browser = await launchChromium();
    });
    afterAll(async () => {
      await browser?.close();
      site?.close();
    });
    beforeEach(async () => {
      await page?.close();
      page = await browser.newPage();
      asked.length = 0;
      page.on('request', (request) => asked.push(new URL(request.url()).host));
      await page.goto(site.url);
    });

    test('code is copied without the lines that are gone, and it is said', async () => {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.getByRole('button', { name: '复制' }).click();
      await page.getByRole('status').filter({ hasText: '已复制' }).waitFor();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('const 新 = 2;');
    });

    test('tabs are moved through by keyboard', async () => {
      const [npm, pnpm] = [
        page.getByRole('tab', { name: 'npm', exact: true }),
        page.getByRole('tab', { name: 'pnpm' }),
      ];
      expect(await page.getByText('用 pnpm 装。').isVisible()).toBe(false);
      await npm.focus();
      await page.keyboard.press('ArrowRight');
      expect(await pnpm.getAttribute('aria-selected')).toBe('true');
      expect(await page.getByRole('tabpanel', { name: 'pnpm' }).isVisible()).toBe(true);
      await page.keyboard.press('ArrowRight');
      expect(await npm.evaluate((tab) => tab === document.activeElement)).toBe(true);
    });

    test('an address into a tab opens it', async () => {
      await page.goto('about:blank');
      await page.goto(`${site.url}#在第二页`);
      expect(await page.getByText('用 pnpm 装。').isVisible()).toBe(true);
    });

    test('a picture opens by keyboard, closes by Escape, and gives the focus back', async () => {
      const zoom = page.getByRole('button', { name: '放大图片: 图' });
      await zoom.press('Enter');
      await page.getByRole('dialog', { name: '图' }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      expect(await zoom.evaluate((button) => button === document.activeElement)).toBe(true);
    });

    test('nobody else is asked for anything before the reader follows the link of a video', async () => {
      await page.locator('figure.mermaid').scrollIntoViewIfNeeded();
      await page.waitForLoadState('networkidle');
      expect(new Set(asked)).toEqual(new Set([new URL(site.url).host]));
      await page.getByRole('link', { name: '播放视频：演示（YouTube）' }).click();
      await page.locator('iframe').waitFor();
      expect(asked).toContain('www.youtube-nocookie.com');
      expect(await page.locator('iframe').getAttribute('title')).toBe('演示');
    });

    test('a diagram is drawn when it comes into view, from our own origin', async () => {
      await page.locator('figure.mermaid').scrollIntoViewIfNeeded();
      await page.locator('figure.mermaid svg').waitFor();
      expect(await page.locator('figure.mermaid pre').isVisible()).toBe(false);
      expect(await page.locator('figure.mermaid svg').textContent()).toContain('读者');
    });

    test('a diagram with no room for it stays legible, and is scrolled by keyboard', async () => {
      const drawing = page.locator('figure.mermaid .drawing');
      await page.locator('figure.mermaid').scrollIntoViewIfNeeded();
      await drawing.locator('svg').waitFor();
      expect(await drawing.getAttribute('tabindex')).toBe(null);
      await page.setViewportSize({ width: 120, height: 600 });
      await page.locator('figure.mermaid .drawing[tabindex="0"]').waitFor();
      const scale = await drawing
        .locator('svg')
        .evaluate((svg: SVGSVGElement) => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width);
      expect(scale).toBeCloseTo(0.7, 1);
    });

    test('where the browser spaces no scripts, empty elements do, code apart, and the text stays', async () => {
      const [before, after] = await page.evaluate(() => {
        const { setApart } = globalThis as unknown as { setApart: (prose: Element | null) => void };
        const prose = document.querySelector('.prose');
        const text = prose?.textContent;
        setApart(prose);
        return [text, prose?.textContent];
      });
      expect(await page.locator('.script-gap').count()).toBeGreaterThan(3);
      expect(await page.locator('pre .script-gap').count()).toBe(0);
      expect(after).toBe(before);
    });

    test('without a script everything is there', async () => {
      const context = await browser.newContext({ javaScriptEnabled: false });
      const plain = await context.newPage();
      await plain.goto(site.url);
      for (const text of ['用 npm 装。', '用 pnpm 装。', '图注', '播放视频：演示（YouTube）', 'graph LR'])
        expect(await plain.getByText(text).first().isVisible()).toBe(true);
      await context.close();
    });
  },
);

/** A page with the text, the reader's scripts and style sheets, on a port of its own. */
async function serve(prose: string) {
  const files = await bundle();
  files.set('/', {
    type: 'text/html; charset=utf-8',
    body: `<!doctype html><html lang="zh-CN"><title>x</title><link rel="icon" href="data:,">
      <link rel="stylesheet" href="/stdin.css"><script type="module" src="/stdin.js"></script>
      <body><main><div class="prose">${prose}</div></main>`,
  });
  files.set('/picture.svg', {
    type: 'image/svg+xml',
    body: '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="120"><rect width="300" height="120" fill="#999"/></svg>',
  });
  const server = createServer((request, response) => {
    const file = files.get(new URL(request.url ?? '/', 'http://x').pathname);
    response.writeHead(file === undefined ? 404 : 200, { 'content-type': file?.type ?? 'text/plain' });
    response.end(file?.body);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return { url: `http://localhost:${port}/`, close: () => server.close() };
}

/** The module `byline:reader-words`, as the site's bundler gets it. */
const readerWords: Plugin = {
  name: 'reader-words',
  setup: (build) => {
    build.onResolve({ filter: /^byline:/ }, ({ path }) => ({ path, namespace: 'byline' }));
    build.onLoad({ filter: /.*/, namespace: 'byline' }, () => ({ contents: readerWordsCode(strings) }));
  },
};

async function bundle(): Promise<Map<string, { type: string; body: string | Uint8Array }>> {
  const { outputFiles } = await build({
    stdin: {
      resolveDir: 'integrations/markdown/reader',
      contents: `import '../../../src/styles/site.css'; import './reader.css';
        import { start } from './reader.ts'; import { setApart } from './spacing.ts';
        start('/blocks-and-diagrams.js'); globalThis.setApart = setApart;`,
    },
    entryPoints: ['integrations/markdown/reader/blocks-and-diagrams.ts'],
    bundle: true,
    splitting: true,
    format: 'esm',
    write: false,
    outdir: '/out',
    entryNames: '[name]',
    loader: { '.woff2': 'dataurl' },
    logLevel: 'error',
    plugins: [readerWords],
  });
  return new Map(
    outputFiles.map(({ path, contents }) => [
      path.replace(/^\/out/, ''),
      { type: path.endsWith('.css') ? 'text/css' : 'text/javascript', body: contents },
    ]),
  );
}
