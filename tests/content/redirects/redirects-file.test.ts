import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hostPath } from '#domain';
import { parseRedirects, writeRedirects } from '../../../integrations/content/redirects/redirects-file.ts';

const site = { url: 'https://fixture.example/' };
const [a, b] = [hostPath('/posts/a/', site), hostPath('/posts/b/', site)];

describe('_redirects', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'byline-'));
  });
  afterEach(() => rm(folder, { recursive: true }));
  const written = () => readFile(join(folder, '_redirects'), 'utf8');

  test('is not written where nothing moved', async () => {
    await writeRedirects(folder, {}, site);
    await expect(written()).rejects.toThrow('ENOENT');
  });

  test('has one rule an address, however it is spelled', async () => {
    await writeRedirects(folder, { '/旧/': a, '/%E6%97%A7': a, '/x.html': b }, site);
    expect(await written()).toBe('/%E6%97%A7 /posts/a/ 301\n/x.html /posts/b/ 301\n');
  });

  test('keeps what the author wrote, first and unchanged', async () => {
    const own = '# mine\n/blog/* /posts/:splat 301\n/x.html /elsewhere/ 302\n/y /posts/y/ 301\n';
    await writeFile(join(folder, '_redirects'), own);
    await writeRedirects(folder, { '/y/': a, '/z/': b }, site);
    expect(await written()).toBe(`${own}/z/ /posts/b/ 301\n`);
  });

  test('names paths on the host where the site lives below one', async () => {
    const below = { url: 'https://name.example/blog/' };
    await writeRedirects(folder, { '/old/': hostPath('/posts/a/', below) }, below);
    expect(await written()).toBe('/blog/old/ /blog/posts/a/ 301\n');
  });

  test('is read for rules that name one address; the first wins', () => {
    const rules = parseRedirects(
      '/a/ /b/ 301\n/a /c/ 301\n/d/* /e/ 301\n/f /g 302\n# /h /i 301\n/j https://x.example/ 301\n',
    );
    expect([...rules]).toEqual([['/a', '/b/']]);
  });
});
