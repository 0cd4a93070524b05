import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Listening, listen } from '../scripts/listen.ts';
import { staticSite } from '../scripts/static-site.ts';

const YEAR = 'public, max-age=31536000, immutable';
const files = {
  'index.html': `<p>${'home '.repeat(1000)}</p>`,
  'posts/a/index.html': '<p>a post</p>',
  '404.html': '<p>lost</p>',
  'rss.xml': '<rss/>',
  'avatar.svg': '<svg/>',
  '_astro/page.Dk3v9.css': 'p { margin: 0 }',
  _headers: '/avatar.svg\n  Cache-Control: max-age=60\n',
  _redirects: '/old/ /posts/a/ 301\n',
};

let dist: string;
let server: Listening;
const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(`http://127.0.0.1:${server.port}${path}`, { headers, method, redirect: 'manual' });

beforeAll(async () => {
  dist = await mkdtemp(join(tmpdir(), 'byline-'));
  for (const [file, text] of Object.entries(files)) {
    await mkdir(join(dist, file, '..'), { recursive: true });
    await writeFile(join(dist, file), text);
  }
  const app = staticSite(dist, { url: 'https://fixture.example' });
  server = await listen(app, { port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await server.close();
  await rm(dist, { recursive: true });
});

describe('how long browsers keep', () => {
  test.each([
    ['a page', '/', 200, 'no-cache'],
    ['a page below', '/posts/a/', 200, 'no-cache'],
    ['a feed', '/rss.xml', 200, 'no-cache'],
    ['a file with a hash in its name', '/_astro/page.Dk3v9.css', 200, YEAR],
    ['a file of which _headers says it', '/avatar.svg', 200, 'max-age=60'],
    ['a page that is not there', '/nowhere/', 404, 'no-cache'],
    ['a file with a hash that is not there', '/_astro/page.old.css', 404, 'no-cache'],
    ['a page that moved', '/old/', 301, 'no-cache'],
    ['a page asked for without its slash', '/posts/a', 301, 'no-cache'],
  ])('%s', async (_, path, status, kept) => {
    const answer = await get(path);
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([status, kept]);
  });

  test.each(['GET', 'HEAD'])('it is the same for %s', async (method) => {
    expect((await get('/', {}, method)).headers.get('cache-control')).toBe('no-cache');
  });
});

describe('a file whose name has a hash', () => {
  const text = 'const one = 1; '.repeat(300);
  const path = '/_astro/script.abc12345.js';

  test('is as small as Brotli makes it, each time it is asked for', async () => {
    await mkdir(join(dist, '_astro'), { recursive: true });
    await writeFile(join(dist, path), text);
    // `fetch` would decompress the answer.
    const app = staticSite(dist, { url: 'https://fixture.example' });
    for (let count = 0; count < 2; count += 1) {
      const answer = await app.request(path, { headers: { 'Accept-Encoding': 'br' } });
      const bytes = Buffer.from(await answer.arrayBuffer());
      expect(answer.headers.get('content-encoding')).toBe('br');
      expect([brotliDecompressSync(bytes).toString(), bytes.length]).toEqual([
        text,
        brotliCompressSync(text).length,
      ]);
    }
  });
});

describe('a browser that has the page', () => {
  test.each(['identity', 'gzip', 'br'])('is told so, for %s', async (encoding) => {
    const accept = { 'Accept-Encoding': encoding };
    const first = await get('/', accept);
    expect(first.headers.get('content-encoding') ?? 'identity').toBe(encoding);
    expect(await first.text()).toBe(files['index.html']);
    const tag = first.headers.get('etag') ?? '';
    const again = await get('/', { ...accept, 'If-None-Match': tag });
    expect([again.status, await again.text(), again.headers.get('cache-control')]).toEqual([
      304,
      '',
      'no-cache',
    ]);
  });

  test('gets it anew once it has changed', async () => {
    const tag = (await get('/posts/a/')).headers.get('etag') ?? '';
    expect((await get('/posts/a/', { 'If-None-Match': tag })).status).toBe(304);
    await writeFile(join(dist, 'posts/a/index.html'), '<p>another text</p>');
    const changed = await get('/posts/a/', { 'If-None-Match': tag });
    expect([changed.status, await changed.text()]).toEqual([200, '<p>another text</p>']);
    expect(changed.headers.get('etag')).not.toBe(tag);
  });
});
