import { join } from 'node:path';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { VFile } from 'vfile';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defineSite } from '#domain';
import { type ContentIndex, indexContent } from '../../../integrations/content/links/content-index.ts';
import { readContent } from '../../../integrations/content/read-content.ts';
import { resolveLinks } from '../../../integrations/markdown/links/resolve-links.ts';
import { settings } from '../../checkout.ts';
import { type Folder, folderOf, post } from '../../content/folder.ts';

const site = defineSite(settings);
const offer = '---\nkind: consulting\ntitle: Review\ndescription: D\n---\n';
const files = {
  'content/posts/here.md': post('## Mine\n'),
  'content/posts/here.en.md': post(),
  'content/posts/other.md': post('## 第一节\n\n## Part two\n', 'redirects: [/2019/old/]', 'tags: [Node.js]'),
  'content/posts/other.en.md': post('## Part two\n'),
  'content/posts/deep/folder/index.mdx': post('<p id="in-jsx">x</p>', 'id: deep-one'),
  'content/posts/中文 名.md': post().replace('title: T', 'title: 中文题目'),
  'content/posts/paired-en.md': post('', 'lang: en', 'translationKey: solo'),
  'content/posts/solo.md': post(),
  'content/posts/twin/index.mdx': post('## 小结\n'),
  'content/posts/twin/index.en.mdx': post('## Summary\n'),
  'content/posts/lonely.en.md': post(),
  'content/posts/broken.md': 'no front matter',
  'content/offers/review.md': offer,
  'public/files/a b.pdf': 'x',
  'public/logo.png': 'x',
  'content/posts/note.txt': 'x',
  'src/pages/[...lang]/index.astro': '',
  'src/pages/[...lang]/posts/index.astro': '',
  'src/pages/[...lang]/posts/[...slug].astro': '',
  'src/pages/robots.txt.ts': '',
};

let folder: Folder;
let index: ContentIndex;
beforeAll(async () => {
  folder = await folderOf(files);
  index = await indexContent(folder.root, await readContent(folder.root, site), site, () => false);
});
afterAll(() => folder.remove());

async function compile(markdown: string, file = 'content/posts/here.md') {
  const vfile = new VFile({ path: join(folder.root, file), value: markdown });
  const syntax = file.endsWith('.mdx') ? [remarkMdx] : [];
  const html = await unified()
    .use(remarkParse)
    .use(syntax)
    .use(remarkGfm)
    .use(resolveLinks, { index })
    .use(remarkRehype, { allowDangerousHtml: true, passThrough: ['mdxJsxTextElement', 'mdxJsxFlowElement'] })
    .run(unified().use(remarkParse).use(syntax).use(remarkGfm).parse(vfile), vfile);
  const text = unified().use(rehypeStringify, { allowDangerousHtml: true });
  return {
    html: file.endsWith('.mdx') ? JSON.stringify(html) : text.stringify(html as never),
    said: vfile.messages.map(({ line, reason, note, fatal }) => `${line} ${fatal} ${reason} ${note}`),
    dependencies: ((vfile.data['dependencies'] ?? []) as string[]).map((path) =>
      path.slice(folder.root.length + 1),
    ),
  };
}

async function href(markdown: string, file?: string): Promise<string> {
  const { html, said } = await compile(markdown, file);
  expect(said).toEqual([]);
  return decodeURI(/"?(?:href|url)"?[=:]"([^"]*)"/.exec(html)?.[1] ?? html);
}

describe('a link', () => {
  test.each([
    ['[x](./other.md)', '/posts/other/'],
    ['[x](other.md)', '/posts/other/'],
    ['[x](./other.mdx)', '/posts/other/'],
    ['[x](./other)', '/posts/other/'],
    ['[x](./other.en.md)', '/en/posts/other/'],
    ['[x](./other.md#第一节)', '/posts/other/#第一节'],
    ['[x](./other.md#%E7%AC%AC%E4%B8%80%E8%8A%82)', '/posts/other/#第一节'],
    ['[x](./other.md?a=1#part-two)', '/posts/other/?a=1#part-two'],
    ['[x](./deep/folder/)', '/posts/deep/folder/'],
    ['[x](./deep/folder/index.mdx#in-jsx)', '/posts/deep/folder/#in-jsx'],
    ['[x](<./中文 名.md>)', '/posts/中文 名/'],
    ['[x](./%E4%B8%AD%E6%96%87%20%E5%90%8D.md)', '/posts/中文 名/'],
    ['[x](../offers/review.md)', '/services/review/'],
    ['[x](../other/)', '/posts/other/'],
    ['[x](./broken.md)', '/posts/broken/'],
    ['[x](/posts/other)', '/posts/other/'],
    ['[x](/posts/other/)', '/posts/other/'],
    ['[x](/en/posts/other/#part-two)', '/en/posts/other/#part-two'],
    ['[x](/2019/old/)', '/2019/old/'],
    ['[x](/tags/node-js/)', '/tags/node-js/'],
    ['[x](/)', '/'],
    ['[x](/en/)', '/en/'],
    ['[x](/en/posts/)', '/en/posts/'],
    ['[x](/robots.txt)', '/robots.txt'],
    ['[x](/files/a%20b.pdf)', '/files/a b.pdf'],
    ['[x](#mine)\n\n## Mine', '#mine'],
    ['[x](#top)', '#top'],
    ['[x](#fn)\n\n<a id="fn"></a>', '#fn'],
    ['[x](https://fixture.example/posts/other/)', 'https://fixture.example/posts/other/'],
    ['[x](https://elsewhere.example/posts/none/)', 'https://elsewhere.example/posts/none/'],
    ['[x](mailto:a@b.example)', 'mailto:a@b.example'],
    ['[x](tel:110)', 'tel:110'],
    ['[x][y]\n\n[y]: ./other.md', '/posts/other/'],
    ['text <a class="q" href="./other.md">x</a>', '/posts/other/'],
    ['[[other]]', '/posts/other/'],
    ['[[Other|the text]]', '/posts/other/'],
    ['[[deep-one]]', '/posts/deep/folder/'],
    ['[[folder]]', '/posts/deep/folder/'],
    ['[[中文题目]]', '/posts/中文 名/'],
    ['[[offers/review]]', '/services/review/'],
    ['[[review]]', '/services/review/'],
    ['[[other#Part two]]', '/posts/other/#part-two'],
    ['[[other#part-two]]', '/posts/other/#part-two'],
    ['[[#Mine]]\n\n## Mine', '#mine'],
    ['| a |\n| - |\n| [[other\\|x]] |', '/posts/other/'],
  ])('%s leads to %s', async (markdown, address) => expect(await href(markdown)).toBe(address));

  test.each([
    ['[x](./other)', 'content/posts/here.en.md', '/en/posts/other/'],
    ['[x](./other/)', 'content/posts/here.en.md', '/en/posts/other/'],
    ['[[other]]', 'content/posts/here.en.md', '/en/posts/other/'],
    ['[[review]]', 'content/posts/here.en.md', '/services/review/'],
    ['[x](../../other.md)', 'content/posts/deep/folder/index.mdx', '/posts/other/'],
    ['[x](./solo/)', 'content/posts/other.en.md', '/en/posts/paired-en/'],
    ['[[solo]]', 'content/posts/other.en.md', '/en/posts/paired-en/'],
  ])('%s in %s leads to the same language: %s', async (markdown, file, address) => {
    expect((await compile(markdown, file)).html).toContain(address);
  });

  test.each([
    ['[x](./index.mdx)', 'content/posts/twin/index.en.mdx', '/posts/twin/'],
    ['[x](./index.mdx#小结)', 'content/posts/twin/index.en.mdx', '/posts/twin/#小结'],
    ['[x](./index.md)', 'content/posts/twin/index.en.mdx', '/posts/twin/'],
    ['[x](./index.en.mdx)', 'content/posts/twin/index.mdx', '/en/posts/twin/'],
    ['[x](./index.en)', 'content/posts/twin/index.mdx', '/en/posts/twin/'],
    ['[x](./other.md#第一节)', 'content/posts/here.en.md', '/posts/other/#第一节'],
    ['[x](./solo.md)', 'content/posts/other.en.md', '/posts/solo/'],
    ['[[other.en]]', 'content/posts/here.md', '/en/posts/other/'],
    ['[[other.en#Part two]]', 'content/posts/here.md', '/en/posts/other/#part-two'],
    ['[[lonely]]', 'content/posts/here.md', '/en/posts/lonely/'],
  ])('%s in %s names that page: %s', async (markdown, file, address) => {
    expect(await href(markdown, file)).toBe(address);
  });

  test('of MDX and of brackets is called by the title, or as the author says', async () => {
    expect((await compile('<a href="./other.md">x</a>', 'content/posts/here.mdx')).html).toContain(
      '"/posts/other/"',
    );
    expect((await compile('见 [[中文题目]]、[[other|别处]]。')).html).toMatch(/>中文题目<.*>别处</);
  });

  test.each([
    '`[[other]]`',
    '```\n[[other]]\n```',
    '\\[[other]]',
    '\\[\\[other]]',
    '[[]]',
    '[[[1]]]',
    '[[a]](x:y)',
  ])('%s is text', async (markdown) => {
    const { html, said } = await compile(markdown);
    expect([said, html.includes('/posts/')]).toEqual([[], false]);
  });
});

describe('a dead link', () => {
  test.each([
    ['\n\n[x](./othr.md)', '3 true there is no file “./othr.md” Did you mean “other.md”?'],
    [
      '[x](./nothing.md)',
      '1 true there is no file “./nothing.md” The path is relative to the file it stands in; capitals count.',
    ],
    [
      '[x](./note.txt)',
      '1 true “./note.txt” is not a page: files beside a text are not published Put it in public/ and link to it as “/name”.',
    ],
    ['[x](/posts/othr/)', '1 true there is no page “/posts/othr/” Did you mean “/posts/other/”?'],
    [
      '[x](https://fixture.example/posts/othr/)',
      '1 true there is no page “/posts/othr/” Did you mean “/posts/other/”?',
    ],
    ['[x](/services/reviw/)', '1 true there is no page “/services/reviw/” Did you mean “/services/review/”?'],
    [
      '[x](./other.md#part-too)',
      '1 true content/posts/other.md has no part “#part-too” Did you mean “#part-two”?',
    ],
    [
      '[x](/posts/other/#nothing-like-it)',
      '1 true content/posts/other.md has no part “#nothing-like-it” Known: #第一节, #part-two.',
    ],
    ['[x](#mein)\n\n## Mine', '1 true this text has no part “#mein” Did you mean “#mine”?'],
    ['[[othr]]', '1 true there is no page “othr” Did you mean “[[other]]”?'],
    [
      'one\n\ntwo\n[[nothing-like-it]]',
      '4 true there is no page “nothing-like-it” It takes a slug, an id or a title; \\[[…]] is text.',
    ],
    ['[[other#Nix]]', '1 true content/posts/other.md has no part “#nix” Known: #第一节, #part-two.'],
    ['![x](/lgo.png)', '1 true there is no picture “/lgo.png” Did you mean “/logo.png”?'],
    ['<a href="./othr.md">x</a>', '1 true there is no file “./othr.md” Did you mean “other.md”?'],
  ])('%j', async (markdown, said) => expect((await compile(markdown)).said).toEqual([said]));
});

test('a text depends on what its links lead to, or would', async () => {
  const links = '[[other]] [[other#part-two]] [x](./nope.md) [y](/posts/gone/) [z](https://a.example)';
  const { dependencies } = await compile(links);
  expect(dependencies).toEqual([
    'content/posts/other.md?front-matter',
    'content/posts/other.md',
    'content/posts/nope.md',
    'content/posts/gone.md',
    'content/posts/gone.mdx',
  ]);
});

test('the index is plain data', () => expect(structuredClone(index)).toEqual(index));
