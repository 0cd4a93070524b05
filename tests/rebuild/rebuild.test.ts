import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { treeOf } from '../tree-of.ts';
import { append, type Change, edit, type TwoSites, twoSites } from './two-sites.ts';

// A case is up to two builds of a site.
vi.setConfig({ testTimeout: 120_000 });

let sites: TwoSites;

beforeAll(async () => {
  sites = await twoSites();
});
afterAll(() => sites?.remove());

describe('where nothing but words has changed, the pages they are on are built, without Astro', () => {
  test.each<[what: string, change: Change, pages: (count: number) => boolean]>([
    ['nothing at all', async () => undefined, (count) => count === 0],
    ['a word', edit('posts/单元测试.md', '先看它红', '先看它变红'), some],
    ['the same post again', edit('posts/单元测试.md', '先看它变红', '先看到红'), some],
    ['an offer’s text', edit('offers/consulting.md', '再下结论', '再说结论'), some],
    ['a post with a picture', append('posts/pictured/index.md', '\nMore.\n'), some],
    ['a post in a page’s component', append('posts/wide.mdx', '\n<Wide>More</Wide>\n'), some],
    ['a heading another post leads to by its anchor', append('posts/pictured/index.md', '\n## More\n'), some],
    [
      'a frame, which the page’s policy has to allow',
      append('posts/wide.mdx', frame('https://video.example')),
      some,
    ],
    ['a draft nobody sees', append('posts/secret-plan/index.mdx', '\nMore.\n'), (count) => count === 0],
  ])('%s', async (_, change, pages) => {
    await sites.inBoth(change);
    const { code, stdout, stderr } = await sites.build();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(Number(/^(\d+) of \d+ pages rendered, nothing else/m.exec(stdout)?.[1])).toSatisfy(pages);
  });

  test('and the site is the one that is built from nothing', async () => {
    expect(treeOf(sites.site.root)).toEqual(await sites.builtFromNothing());
  });

  test('a phone is offered the picture in a smaller file, a feed the one there is', async () => {
    const dist = (path: string) => join(sites.site.root, 'dist', path);
    const html = await readFile(dist('posts/pictured/index.html'), 'utf8');
    const [, small = '', whole = ''] = /srcset="(\S+) 480w, (\S+) 640w"/.exec(html) ?? [];
    const [narrow, wide] = await Promise.all([small, whole].map((path) => sharp(dist(path)).metadata()));
    expect([narrow?.width, wide?.width]).toEqual([480, 640]);
    expect(html).toMatch(/<img [^>]*sizes="[^"]*92vw"[^>]* width="640" height="480"/);
    const feed = await readFile(dist('rss.xml'), 'utf8');
    expect(feed).toContain(`https://fixture.example${whole}`);
    expect(feed).not.toMatch(/srcset|sizes=/);
  });

  test.each<[what: string, change: Change, back: Change, said: RegExp]>([
    [
      'a link that leads nowhere',
      append('posts/wide.mdx', '\n[nowhere](./nowhere.md)\n'),
      edit('posts/wide.mdx', '\n[nowhere](./nowhere.md)\n', ''),
      /content\/posts\/wide\.mdx:\d+\n.*nowhere\.md/,
    ],
    [
      'a testimonial without a word',
      edit('testimonials/one.md', 'Well done.', ''),
      append('testimonials/one.md', 'Well done.'),
      /content\/testimonials\/one\.md:\d+\n.*the testimonial has no text/,
    ],
  ])('%s is said with its place, and nothing is put into dist/', async (_, change, back, said) => {
    const before = treeOf(sites.site.root);
    await change(sites.site.root);
    const { code, stderr } = await sites.build();
    expect(code).toBe(1);
    expect(stderr).toMatch(said);
    expect(treeOf(sites.site.root)).toEqual(before);
    await back(sites.site.root);
    expect((await sites.build()).stdout).toContain('nothing else had changed');
  });
});

function some(count: number): boolean {
  return count > 0 && count < 30;
}

function frame(origin: string): string {
  return `\n<iframe src="${origin}/1" title="A frame"></iframe>\n`;
}
