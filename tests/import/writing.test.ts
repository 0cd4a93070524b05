import { rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { postSchema } from '#domain';
import { readFrontMatter } from '../../integrations/content/front-matter/front-matter.ts';
import { readContent } from '../../integrations/content/index.ts';
import { newSite } from '../../integrations/content/new/new-site.ts';
import { type Folder, openFolder, said, site } from './folder.ts';

let folder: Folder;
beforeEach(async () => {
  folder = await openFolder();
});
afterEach(() => folder.remove());

const outcomes = (report: { posts: readonly { outcome: string }[] }) =>
  report.posts.map(({ outcome }) => outcome);

const me = { name: '林', url: 'https://lin.dev', email: 'me@lin.dev', timeZone: 'Asia/Shanghai' };

describe('what is there already', () => {
  test('is brought up to date when only the source changed', async () => {
    await folder.give({ 'a.md': '# 甲\n\n旧。\n' });
    await folder.import('markdown');
    await folder.give({ 'a.md': '# 甲\n\n新。\n' });
    expect(outcomes(await folder.import('markdown'))).toEqual(['updated']);
    expect(await folder.read('content/posts/a.md')).toContain('新。');
  });

  test('is the author’s once it was touched', async () => {
    await folder.give({ 'a.md': '# 甲\n\n旧。\n' });
    await folder.import('markdown');
    await folder.write('content/posts/a.md', 'mine');
    expect(outcomes(await folder.import('markdown'))).toEqual(['yours']);
    expect(await folder.read('content/posts/a.md')).toBe('mine');
  });

  test('is kept, and told, when both changed', async () => {
    await folder.give({ 'a.md': '# 甲\n\n旧。\n' });
    await folder.import('markdown');
    await folder.write('content/posts/a.md', 'mine');
    await folder.give({ 'a.md': '# 甲\n\n新。\n' });
    const report = await folder.import('markdown');
    expect(outcomes(report)).toEqual(['conflict']);
    expect(said(report)).toEqual([
      'a.md content/posts/a.md is not as it was imported; it was kept, and this was not imported',
    ]);
    expect(await folder.read('content/posts/a.md')).toBe('mine');
  });

  test.each(['a.md', 'a.mdx', 'a/index.mdx'])('is never written over: content/posts/%s', async (name) => {
    await folder.write(`content/posts/${name}`, 'mine');
    await folder.give({ 'a.md': '# 甲\n\n字。\n' });
    expect(outcomes(await folder.import('markdown'))).toEqual(['conflict']);
    expect((await folder.files()).filter((file) => file.includes('/a'))).toEqual([`content/posts/${name}`]);
    expect(await folder.read(`content/posts/${name}`)).toBe('mine');
  });

  test('takes the place of what `byline begin` wrote, until its owner has', async () => {
    const begun = newSite({ ...me, languages: ['zh'] }, 0).find(({ path }) => path === 'posts/hello.mdx');
    await folder.write('content/posts/hello.md', begun?.text ?? '');
    await folder.give({ 'hello.md': '# 你好\n\n旧文。\n' });
    expect(outcomes(await folder.import('markdown'))).toEqual(['updated']);
    expect(await folder.read('content/posts/hello.md')).toContain('旧文。');
  });

  test('does not come back once it was deleted', async () => {
    await folder.give({ 'a.md': '# 甲\n\n字。\n', 'b.md': '# 乙\n\n字。\n' });
    await folder.import('markdown');
    await rm(join(folder.root, 'content/posts/a.md'));
    expect(outcomes(await folder.import('markdown'))).toEqual(['yours', 'unchanged']);
  });

  test('keeps its name when a file of the same name comes', async () => {
    await folder.give({ 'z/a.md': '# 甲\n\n字。\n' });
    await folder.import('markdown');
    await folder.give({ 'b/a.md': '# 乙\n\n字。\n' });
    await folder.import('markdown');
    expect(await folder.read('content/posts/a.md')).toContain('title: 甲');
    expect(await folder.read('content/posts/b-a.md')).toContain('title: 乙');
  });

  test('a record that cannot be read stops the import', async () => {
    await folder.write('content/imported.json', '{');
    await folder.give({ 'a.md': '# 甲\n' });
    await expect(folder.import('markdown')).rejects.toMatchObject({
      place: { file: 'content/imported.json' },
    });
  });
});

describe('nothing is read outside the folder', () => {
  test('by a picture’s path', async () => {
    await writeFile(join(folder.source, '../secret.png'), 'secret');
    await folder.give({
      'sub/a.md': '# 甲\n\n![](../../secret.png) <img src="../../secret.png"> ![](/../secret.png)\n',
    });
    const report = await folder.import('markdown');
    expect(await folder.files()).toEqual(['content/imported.json', 'content/posts/a.md']);
    expect(said(report)).toContain(
      'sub/a.md:3 leads outside the folder; nothing was read there: ../../secret.png',
    );
  });

  test('by a link, nor round and round', async () => {
    await writeFile(join(folder.source, '../secret.md'), '# secret\n');
    await writeFile(join(folder.source, '../secret.png'), 'secret');
    await symlink('../secret.md', join(folder.source, 'b.md'));
    await symlink('../secret.png', join(folder.source, 'c.png'));
    await symlink('.', join(folder.source, 'loop'));
    await folder.give({ 'a.md': '# 甲\n\n![](c.png)\n' });
    const report = await folder.import('markdown');
    expect(await folder.files()).toEqual(['content/imported.json', 'content/posts/a.md']);
    expect(said(report).sort()).toEqual([
      'a.md:3 picture not found: c.png',
      'b.md a link that leads outside the folder; it was not followed',
      'c.png a link that leads outside the folder; it was not followed',
      'loop a link that leads to a folder; it was not followed',
    ]);
  });

  test('and nothing is written outside content/', async () => {
    await folder.give({
      'content/posts/a.md': '---\ntitle: x\ndate: 2020-01-01\nslug: ../../../evil\n---\n字。\n',
    });
    const { posts } = await folder.import('hugo');
    expect(posts[0]?.file).toBe('content/posts/evil.md');
  });
});

describe('what cannot be read is named', () => {
  test.each<[string, string | Uint8Array, string | RegExp]>([
    ['an empty file', '', 'a.md the file is empty'],
    ['a binary file', new Uint8Array(200).map((_, index) => index % 7), 'a.md it is not a text'],
    ['front matter that is none', '---\ntitle: [a\n---\n字。\n', /^a.md:1 the front matter is not YAML/],
    ['TOML that is none', '+++\ntitle = \n+++\n字。\n', /^a.md:1 the front matter is not TOML/],
  ])('%s', async (_, text, note) => {
    await folder.give({ 'a.md': text });
    const report = await folder.import('markdown');
    expect(said(report, 'left-out')).toEqual([typeof note === 'string' ? note : expect.stringMatching(note)]);
    expect(await folder.files()).toEqual([]);
  });

  test('a folder that is not there, and one that is no blog', async () => {
    await expect(folder.import('markdown', { path: 'none' })).rejects.toThrow(/there is nothing at/);
    await expect(folder.import('hexo')).rejects.toThrow(/no Hexo blog/);
    await expect(folder.import('hexx')).rejects.toMatchObject({ hint: expect.stringContaining('hexo') });
    await expect(folder.import('markdown', { lang: 'fr' })).rejects.toThrow(/not a language/);
  });
});

const chinese = '# 标题\r\n\r\n这是一篇文章，讲的是数据库的事务与锁，以及为什么。\r\n';
const traditional = '# 標題\n\n這是一篇繁體中文的文章，講資料庫的交易與鎖。\n';

test.each([
  ['UTF-8', chinese, undefined],
  ['UTF-8 with a mark', `\uFEFF${chinese}`, undefined],
  ['GBK', iconv.encode(chinese, 'gbk'), 'GB18030'],
  ['Big5', iconv.encode(traditional, 'big5'), 'Big5'],
  ['UTF-16LE', iconv.encode(chinese, 'utf-16le', { addBOM: true }), 'UTF-16LE'],
  ['UTF-16BE', iconv.encode(chinese, 'utf-16be', { addBOM: true }), 'UTF-16BE'],
  ['UTF-16LE without a mark', iconv.encode(chinese, 'utf-16le'), 'UTF-16LE'],
])('%s becomes UTF-8 with plain line breaks', async (_, text, encoding) => {
  await folder.give({ 'a.md': text });
  const report = await folder.import('markdown');
  expect(await folder.read('content/posts/a.md')).toMatch(
    /^---\ntitle: (标题|標題)\ndescription: [这這]是一篇[^\r]*\n$/s,
  );
  expect(said(report)).toEqual(encoding === undefined ? [] : [`a.md read as ${encoding}, written as UTF-8`]);
});

test.each([
  ['title: 2019-01-02', 'title: "2019-01-02"'],
  ['title: "a: b # c"', 'title: "a: b # c"'],
  ['title: yes', 'title: "yes"'],
  ['title: @home', 'title: "@home"'],
  ['date: 2019/1/2 3:04', 'date: 2019-01-02T03:04:00+08:00'],
  ['date: 2019-01-02 03:04:05 +0000', 'date: 2019-01-02T03:04:05+00:00'],
  ['date: 2019年1月2日', 'date: 2019-01-02'],
  ['date: 1546398245', 'date: 2019-01-02T11:04:05+08:00'],
  ['tags: [2019, true, a, A]', 'tags:\n  - "2019"\n  - a\n'],
  ['published: false', 'draft: true'],
  ['lang: en-US', 'id: a.en'],
  ['series: [x]\nseries_order: 2', 'series:\n  name: x\n  order: 2'],
  ['canonical_url: https://a.example/b', 'canonical: https://a.example/b'],
  ['sticky: 100', 'pinned: true'],
])('front matter %j', async (matter, written) => {
  await folder.give({ 'a.md': `---\n${matter}\n---\n字。\n` });
  const { posts } = await folder.import('markdown');
  const text = await folder.read(posts[0]?.file ?? '');
  expect(text).toContain(written);
  expect(readFrontMatter('a.md', text, postSchema).problems).toEqual([]);
});

test.each([
  ['# 甲\n\n字。', '甲', '字。'],
  ['甲\n===\n\n字。', '甲', '字。'],
  ['## 甲\n\n字。', '甲', '字。'],
  ['前言。\n\n# 甲\n\n字。', '甲', '前言。'],
  ['前言。\n\n## 甲\n\n字。', 'a', '前言。'],
  ['```\n# 甲\n```\n\n字。', 'a', '字。'],
  ['# `甲` **注意：**后 [x](y)\n\n字。', '甲 注意：后 x', '字。'],
  [`# 甲\n\n${'很长的一句话没有句号'.repeat(20)}`, '甲', /^.{60,120}…$/],
  [`# 甲\n\n${'一句话。'.repeat(60)}`, '甲', /^(一句话。){30}$/],
  [`# 甲\n\n${'A sentence here. '.repeat(30)}`, '甲', /^(A sentence here\.( |$)){9}$/],
  ['# 甲\n\n![](https://x.example/a.png)\n\n```\ncode\n```', '甲', '甲'],
])('title and description of %j', async (body, title, description) => {
  await folder.give({ 'a.md': `${body}\n` });
  const { posts } = await folder.import('markdown');
  const found = readFrontMatter('a.md', await folder.read(posts[0]?.file ?? ''), postSchema);
  expect(found.data?.title).toBe(title);
  if (typeof description === 'string') expect(found.data?.description).toBe(description);
  else expect(found.data?.description).toMatch(description);
});

test('400 Chinese posts without front matter', async () => {
  const text = (index: number) =>
    `# 第${index}篇：“锁”与「事务」: 之${index}\n\n${'这一段讲数据库的事务与锁。为什么不在事务里调用外部接口？\n\n'.repeat(40)}\`\`\`js\n# no title\n\`\`\`\n`;
  await folder.give(
    Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`笔记 ${index}.md`, text(index)])),
  );
  const report = await folder.import('markdown');
  expect(outcomes(report).filter((outcome) => outcome === 'created')).toHaveLength(400);
  expect(said(report)).toEqual([]);
  const content = await readContent(folder.root, site);
  expect(content.problems).toEqual([]);
  expect(content.posts).toHaveLength(400);
  expect(content.posts.every(({ noun }) => noun.title.startsWith('第') && noun.lang === 'zh')).toBe(true);
});
