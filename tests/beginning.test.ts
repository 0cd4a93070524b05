import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Checkout, checkOut, type Outcome } from './checkout.ts';

let checkout: Checkout;
let built: Outcome;
const dist = (path: string) => join(checkout.root, 'dist', path);

/** Someone who took the content out and began a post, an offer and a talk of their own, in one of two languages. */
beforeAll(async () => {
  checkout = await checkOut('thread');
  for (const folder of ['posts', 'offers', 'projects'])
    await rm(join(checkout.root, 'content', folder), { recursive: true });
  await mkdir(join(checkout.root, 'content/posts'));
  for (const words of [
    ['post', '第一篇'],
    ['talk', '第一讲'],
    ['offer', '诊断', '--kind', 'course'],
  ])
    expect(await checkout.byline(['new', ...words])).toMatchObject({ code: 0 });
  await publish('content/posts/第一篇.mdx');
  await publish('content/talks/第一讲.md');
  built = await checkout.byline(['build']);
}, 180_000);
afterAll(() => checkout.remove());

describe('a site with little in it', () => {
  test('is built, and is not warned of what it has not', () => {
    expect(built.code).toBe(0);
    expect(built.stdout + built.stderr).not.toMatch(/does not exist or is empty|\[WARN\]/);
  });

  test('has no page, feed or link in a language nothing is in', async () => {
    expect(existsSync(dist('posts/第一篇/index.html'))).toBe(true);
    expect(existsSync(dist('en'))).toBe(false);
    const files = await readdir(dist(''), { recursive: true, withFileTypes: true });
    const texts = files.filter((file) => file.isFile() && /\.(html|xml|txt|json)$/.test(file.name));
    for (const file of texts)
      expect(await readFile(join(file.parentPath, file.name), 'utf8')).not.toMatch(
        /["/]en\/["s]|hreflang="en"/,
      );
  });

  test('leads from its first screen to what it has', async () => {
    expect(await readFile(dist('index.html'), 'utf8')).toContain('<a class="button" href="/posts/">');
  });

  test('is warned of what `new` put there, with file and line, by the build and by the check', async () => {
    const { code, stderr } = await checkout.byline(['check']);
    const lines = built.stderr.split('\n').filter((line) => line.startsWith('! '));
    expect(lines.map((line) => line.replace(/ (is|the text) .*/, ''))).toEqual([
      '! content/posts/第一篇.mdx:3 description',
      '! content/posts/第一篇.mdx:17',
      '! content/talks/第一讲.md:3 description',
      '! content/talks/第一讲.md:6 event',
      '! content/talks/第一讲.md:13',
    ]);
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /content\/posts\/第一篇\.mdx\n {2}! 3: description is still what the file was made with/,
    );
    expect(stderr).toMatch(/! 17: the text is still what the file was made with/);
    expect(stderr).toMatch(
      /content\/talks\/第一讲\.md\n(.*\n)*? {2}! 6: event is still what the file was made with/,
    );
    expect(stderr).not.toContain('content/offers/');
  });

  test('everything that was checked is counted, and the empty language is named', async () => {
    const { stderr } = await checkout.byline(['check']);
    expect(stderr).not.toContain('there is no version in en');
    expect(stderr).toContain('posts 1 · offers 1 · talks 1: 5 warnings.');
    expect(stderr).toContain(
      'content/site.ts: languages: nothing is out in “en”, so the site has no pages in it',
    );
  });

  test('a build of what has changed alone says what is left in it', async () => {
    const text = await readFile(join(checkout.root, 'content/posts/第一篇.mdx'), 'utf8');
    await checkout.write('content/posts/第一篇.mdx', `${text}\n后来又写了一句。\n`);
    const again = await checkout.byline(['build']);
    expect(again.stdout).toContain('nothing else had changed');
    expect(again.stderr).toMatch(/! content\/posts\/第一篇\.mdx:17 the text is still/);
  }, 60_000);

  test('no page is begun where the site has one', async () => {
    const made = await checkout.byline(['new', 'page', '标签', '--slug', 'tags']);
    expect(made).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('“/tags/” is one of the site’s own'),
    });
    expect(existsSync(join(checkout.root, 'content/pages'))).toBe(false);
  });
});

async function publish(file: string): Promise<void> {
  const text = await readFile(join(checkout.root, file), 'utf8');
  await checkout.write(file, text.replace('draft: true\n', ''));
}
