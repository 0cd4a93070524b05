import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseRedirects, writeRedirects } from '../../integrations/markdown/redirects-file.ts';

describe('_redirects', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'byline-'));
  });
  afterEach(() => rm(folder, { recursive: true }));
  const written = () => readFile(join(folder, '_redirects'), 'utf8');

  test('is not written where nothing moved', async () => {
    await writeRedirects(folder, {});
    await expect(written()).rejects.toThrow('ENOENT');
  });

  test('has one rule an address, however it is spelled', async () => {
    await writeRedirects(folder, { '/旧/': '/posts/a/', '/%E6%97%A7': '/posts/a/', '/x.html': '/posts/b/' });
    expect(await written()).toBe('/%E6%97%A7 /posts/a/ 301\n/x.html /posts/b/ 301\n');
  });

  test('keeps what the author wrote, first and unchanged', async () => {
    const own = '# mine\n/blog/* /posts/:splat 301\n/x.html /elsewhere/ 302\n/y /posts/y/ 301\n';
    await writeFile(join(folder, '_redirects'), own);
    await writeRedirects(folder, { '/y/': '/posts/other/', '/z/': '/posts/z/' });
    expect(await written()).toBe(`${own}/z/ /posts/z/ 301\n`);
  });

  test('is read for rules that name one address; the first wins', () => {
    const rules = parseRedirects(
      '/a/ /b/ 301\n/a /c/ 301\n/d/* /e/ 301\n/f /g 302\n# /h /i 301\n/j https://x.example/ 301\n',
    );
    expect([...rules]).toEqual([['/a', '/b/']]);
  });
});
