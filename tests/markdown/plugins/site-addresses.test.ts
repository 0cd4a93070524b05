import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ContentIndex, ContentPage } from '../../../integrations/content/links/content-index.ts';
import { createCompiler } from '../../../integrations/markdown/compile.ts';

const page: ContentPage = {
  file: 'content/posts/other.md',
  section: 'posts',
  slug: 'other',
  lang: 'zh',
  translationKey: 'other',
  path: '/posts/other/',
  title: 'Other',
  id: 'other',
  hidden: false,
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'byline-'));
  await mkdir(join(folder, 'content/posts'), { recursive: true });
  await writeFile(join(folder, 'content/posts/other.md'), '---\ntitle: Other\n---\n\n## Part\n');
});
afterAll(() => rm(folder, { recursive: true }));

async function compiled(text: string, url: string, name = 'post.md') {
  const index: ContentIndex = { root: folder, url, pages: [page], known: ['/', '/dot.svg', '/cv.pdf'] };
  return createCompiler({ index })({ file: join(folder, 'content/posts', name), text });
}

describe('below a path, a text leads', () => {
  test.each([
    ['to a page', '[a](/posts/other/)', 'href="/blog/posts/other/"'],
    ['to a part of one', '[a](/posts/other/#part)', 'href="/blog/posts/other/#part"'],
    ['to a file beside it', '[a](./other.md)', 'href="/blog/posts/other/"'],
    ['to a name', '[[other]]', 'href="/blog/posts/other/"'],
    ['home', '[a](/)', 'href="/blog/"'],
    ['to a file', '[a](/cv.pdf)', 'href="/blog/cv.pdf"'],
    [
      'to a page by its whole address',
      '[a](https://name.example/blog/posts/other/)',
      'href="https://name.example/blog/posts/other/"',
    ],
    [
      'to another page of the host',
      '[a](https://name.example/posts/other/)',
      'href="https://name.example/posts/other/"',
    ],
    ['to another site', '[a](//other.example/x)', 'href="//other.example/x"'],
    ['by a definition', '[a][b]\n\n[b]: /cv.pdf', 'href="/blog/cv.pdf"'],
    ['to its own part', '## H\n\n[a](#h)', 'href="#h"'],
    ['by raw HTML', '<a href="/cv.pdf">a</a>', 'href="/blog/cv.pdf"'],
    ['to a picture', '![a](/dot.svg)', 'src="/blog/dot.svg"'],
    ['to a picture in HTML', '<img src="/dot.svg" alt="">', 'src="/blog/dot.svg"'],
    [
      'to pictures to choose from',
      '<img srcset="/dot.svg 1x, /dot.svg?2 2x" src="/dot.svg" alt="">',
      'srcset="/blog/dot.svg 1x, /blog/dot.svg?2 2x"',
    ],
    [
      'to a film',
      '<video src="/a.webm" poster="/dot.svg"></video>',
      'src="/blog/a.webm" poster="/blog/dot.svg"',
    ],
    ['by a form', '<form action="/api/x"></form>', 'action="/blog/api/x"'],
  ])('%s', async (_, text, expected) => {
    const { html, clean, remarks } = await compiled(text, 'https://name.example/blog/');
    expect(html).toContain(expected);
    if (!/<(video|form)/.test(text) && !text.includes('srcset'))
      expect(clean).toContain(expected.split(' ')[0]);
    expect(remarks).toEqual([]);
  });

  test.each([
    ['<a href="/cv.pdf">a</a>', 'href="/blog/cv.pdf"'],
    ['<Figure src="/dot.svg" alt="a" />', 'src="/blog/dot.svg"'],
    ['<Video src="/a.webm" title="a" />', 'src="/blog/a.webm"'],
  ])('in MDX by %s', async (text, expected) => {
    const { html } = await compiled(text, 'https://name.example/blog/', 'post.mdx');
    expect(html).toContain(expected);
  });
});

test.each([
  ['code', '```html\n<a href="/cv.pdf">\n```\n\n`<a href="/cv.pdf">`', 'blog'],
  ['what a site at the root of its host writes', '[a](/cv.pdf) <img src="/dot.svg" alt="">', 'blog'],
])('%s stays as it is', async (what, text, added) => {
  const url = what === 'code' ? 'https://name.example/blog/' : 'https://name.example/';
  expect((await compiled(text, url)).html).not.toContain(added);
});

test.each([
  ['[a](/blog/posts/other/)', 'there is no page “/blog/posts/other/”'],
  ['![a](/blog/dot.svg)', 'there is no picture “/blog/dot.svg”'],
])('%s is an error that says what to write', async (text, said) => {
  const { remarks } = await compiled(text, 'https://name.example/blog/');
  expect(remarks).toEqual([
    expect.objectContaining({
      text: said,
      hint: 'Leave “/blog” out: “/” is the root of the site.',
      isError: true,
    }),
  ]);
});
