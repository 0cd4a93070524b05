import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pageFetcher, shareImages } from '../../integrations/og-images/develop.ts';
import { openDrawing } from './drawing-kit.ts';
import { pageHtml } from './page-html.ts';

const pages = new Map([
  ['/', '首页'],
  ['/posts/%E6%85%A2/', '慢'],
  ['/a&b/', '和'],
  ['/rare/', '㐂'],
]);
const covers = async () => new Map([['https://byline.example/og/rare/.png', [{ width: 900, height: 383 }]]]);
const urls = ['/', '/posts/%E6%85%A2/', '/a&amp;b/', '/rare/', '/gone/'].map(
  (path) => `<url><loc>https://byline.example${path}</loc></url>`,
);
const sitemap = `<?xml version="1.0"?><!-- <loc>https://byline.example/rare/</loc> --><urlset>${urls.join('')}</urlset>`;
const warnings: string[] = [];
const server = createServer();
let origin: string;

beforeAll(async () => {
  const drawing = await openDrawing();
  const site = { url: 'https://byline.example/', timeZone: 'UTC' };
  const fetchPage = pageFetcher(() => origin, site);
  const warn = (text: string) => warnings.push(text);
  const answer = shareImages({ ...drawing, fetchPage, covers, site, warn });
  server.on('request', (request, response) =>
    answer(request, response, () => {
      const title = pages.get(request.url ?? '');
      const tags = { 'og:image': `https://byline.example/og${request.url}.png`, 'og:title': title ?? '' };
      const body = request.url === '/sitemap.xml' ? sitemap : pageHtml({ lang: 'zh', ...tags });
      response.writeHead(title === undefined && body.startsWith('<!') ? 404 : 200).end(body);
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

test.each(['/og/index.png', '/og/posts/%E6%85%A2.png'])(
  '%s is drawn from the page as it is now',
  async (path) => {
    const answer = await fetch(origin + path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('image/png');
    const png = Buffer.from(await answer.arrayBuffer());
    expect(await sharp(png).metadata()).toMatchObject({ width: 1200, height: 630 });
  },
);

test('a cover is drawn in its size', async () => {
  const answer = await fetch(`${origin}/og/posts/%E6%85%A2.1000x420.png`);
  const png = Buffer.from(await answer.arrayBuffer());
  expect(await sharp(png).metadata()).toMatchObject({ width: 1000, height: 420 });
});

test.each(['/og', '/og/'])(
  '%s shows the cards of every page of the sitemap, and the covers that are wanted',
  async (path) => {
    const answer = await fetch(origin + path);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const html = await answer.text();
    const pictures = Array.from(html.matchAll(/<img src="([^"]+)"/g), ([, src]) => src);
    expect(pictures).toEqual([
      '/og/.png',
      '/og/posts/%E6%85%A2/.png',
      '/og/a&#x26;b/.png',
      '/og/rare/.png',
      '/og/rare/.900x383.png',
    ]);
    expect(html).toContain('Left out, for no font has it: 㐂');
  },
);

test.each(['/og/nowhere.png', '/og/index.jpg', '/og//elsewhere.example/x.png'])(
  '%s is no share image',
  async (path) => {
    expect((await fetch(origin + path)).status).toBe(404);
  },
);

test('a missing glyph is a warning', async () => {
  expect((await fetch(`${origin}/og/rare.png`)).status).toBe(200);
  expect(warnings.join()).toContain('㐂 (U+3402)');
});
