import { afterEach, expect, test } from 'vitest';
import { readContent } from '../../integrations/content/index.ts';
import { type Folder, openFolder, said, site } from './folder.ts';

let folder: Folder;
afterEach(() => folder.remove());

const blogs: [fixture: string, kind: string, path: string][] = [
  ['hexo', 'hexo', ''],
  ['jekyll', 'jekyll', ''],
  ['hugo', 'hugo', ''],
  ['wordpress', 'wordpress', 'export.xml'],
  ['plain', 'markdown', ''],
  ['astro', 'astro', ''],
  ['next', 'next', ''],
  ['docusaurus', 'docusaurus', ''],
  ['vitepress', 'vitepress', ''],
  ['vuepress', 'vuepress', ''],
];

test.each(blogs)('%s as files', async (fixture, kind, path) => {
  folder = await openFolder(fixture);
  const report = await folder.import(kind, { path });
  const texts = (await folder.files()).filter((file) => /\.(md|txt)$/.test(file));
  const written = await Promise.all(texts.map(async (file) => `===== ${file}\n${await folder.read(file)}`));
  const pictures = (await folder.files()).filter((file) => file.endsWith('.png'));
  const tree = `${[...written, ...pictures.map((file) => `===== ${file}`)].join('\n')}\n`;
  await expect(tree).toMatchFileSnapshot(`./expected/${fixture}.txt`);
  await expect(`${said(report).join('\n')}\n`).toMatchFileSnapshot(`./expected/${fixture}-notes.txt`);
});

test.each(blogs)('%s is content without a problem', async (fixture, kind, path) => {
  folder = await openFolder(fixture);
  const { posts } = await folder.import(kind, { path });
  const content = await readContent(folder.root, site);
  expect(content.problems).toEqual([]);
  expect(content.posts).toHaveLength(posts.filter(({ file }) => /content\/posts\/.*\.md$/.test(file)).length);
});

test.each(blogs)('%s, a second time, changes nothing', async (fixture, kind, path) => {
  folder = await openFolder(fixture);
  const first = await folder.import(kind, { path });
  expect(first.posts.map(({ outcome }) => outcome)).not.toContain('unchanged');
  const before = await folder.times();
  const second = await folder.import(kind, { path });
  expect(new Set(second.posts.map(({ outcome }) => outcome))).toEqual(new Set(['unchanged']));
  expect(await folder.times()).toEqual(before);
  expect(said(second)).toEqual(said(first));
});

test.each(blogs)('%s, a dry run, writes nothing and says the same', async (fixture, kind, path) => {
  folder = await openFolder(fixture);
  const dry = await folder.import(kind, { path, dryRun: true });
  expect(await folder.files()).toEqual([]);
  expect(dry).toEqual({ ...(await folder.import(kind, { path })), dryRun: true });
});

test('pictures of a WordPress that were downloaded are taken in', async () => {
  folder = await openFolder('wordpress');
  await folder.import('wordpress', { path: 'export.xml' });
  expect(await folder.read('content/imported-pictures.txt')).toBe(
    'https://old.example/wp-content/uploads/2016/01/a.png\n',
  );
  await folder.give({ 'wp-content/uploads/2016/01/a.png': 'a picture' });
  const report = await folder.import('wordpress', { path: 'export.xml' });
  expect(report.posts.find(({ file }) => file.includes('old-post'))).toMatchObject({
    file: 'content/posts/old-post/index.md',
    outcome: 'updated',
  });
  expect(await folder.read('content/posts/old-post/index.md')).toContain('<img src="./a.png"');
  expect(await folder.files()).not.toContain('content/posts/old-post.md');
});

test.each([
  [
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel/></rss>',
    /declares/,
  ],
  ['<rss><channel><item></channel></rss>', /not sound XML/],
  ['<html></html>', /no WordPress export/],
])('an export that is none: %s', async (xml, message) => {
  folder = await openFolder();
  await folder.give({ 'a.xml': xml });
  await expect(folder.import('wordpress', { path: 'a.xml' })).rejects.toThrow(message);
});
