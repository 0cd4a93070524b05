import { afterEach, beforeEach, expect, test } from 'vitest';
import { defineSite } from '#domain';
import { settings } from '../checkout.ts';
import { type Folder, openFolder, said } from './folder.ts';

let folder: Folder;
beforeEach(async () => {
  folder = await openFolder();
});
afterEach(() => folder.remove());

async function redirects(): Promise<string[]> {
  const text = await folder.read((await folder.files()).find((file) => file.endsWith('.md')) ?? '');
  return [...text.matchAll(/^ {2}- "?(\/[^"\n]*)"?$/gm)].map(([, path]) => path ?? '');
}

const hexoPost = 'title: 你好\ndate: 2019-03-04 23:30:00\ncategories: [后端]\nabbrlink: 7f3a\n---\n正文。\n';

test.each([
  ['', ['/2019/03/04/hello/']],
  ['permalink: :year/:i_month/:i_day/:title.html', ['/2019/3/4/hello.html']],
  ['permalink: :category/:name/', ['/后端/hello/']],
  ['permalink: p/:abbrlink.html', ['/p/7f3a.html']],
  ['permalink: posts/:title/', []],
  ['permalink: :post_title/\nroot: /blog/', ['/blog/你好/']],
  ['permalink: :hour:minute:second/', ['/233000/']],
  ['permalink: :hash/', []],
])('Hexo, %j', async (config, paths) => {
  await folder.give({
    '_config.yml': `timezone: Asia/Shanghai\n${config}\n`,
    'source/_posts/hello.md': hexoPost,
  });
  const report = await folder.import('hexo', { lang: 'zh' });
  expect(await redirects()).toEqual(paths);
  const wrong = said(report).filter((note) => note.includes('old address'));
  expect(wrong).toHaveLength(config.includes(':hash') ? 1 : 0);
});

test.each([
  ['', '', ['/web/2019/03/04/Hello.html']],
  ['permalink: pretty', '', ['/web/2019/03/04/Hello/']],
  ['permalink: none', '', ['/web/Hello.html']],
  ['permalink: ordinal', '', ['/web/2019/063/Hello.html']],
  ['permalink: weekdate', '', ['/web/2019/W10/Mon/Hello.html']],
  ['permalink: /:short_year/:i_month/:title/', '', ['/19/3/Hello/']],
  ['permalink: /posts/:title/', '', []],
  ['permalink: pretty\nbaseurl: /blog', '', ['/blog/web/2019/03/04/Hello/']],
  ['permalink: pretty', 'permalink: /mine/', ['/mine/']],
  ['permalink: pretty', 'redirect_from: [/a/, /b]', ['/web/2019/03/04/Hello/', '/a/', '/b']],
])('Jekyll, %j with %j', async (config, matter, paths) => {
  await folder.give({
    '_config.yml': `timezone: Asia/Shanghai\n${config}\n`,
    '_posts/2019-03-04-Hello.md': `---\ntitle: x\ncategories: Web\n${matter}\n---\n正文。\n`,
  });
  await folder.import('jekyll');
  expect(await redirects()).toEqual(paths);
});

test.each([
  ['', '', []],
  ['permalinks:\n  posts: /:year/:month/:slug/', 'slug: hi', ['/2019/03/hi/']],
  ['permalinks:\n  page:\n    posts: /:year/:contentbasename/', '', ['/2019/hello/']],
  ['permalinks:\n  posts: /:section/:title', '', ['/posts/你好-世界']],
  ['uglyURLs: true', '', ['/posts/hello.html']],
  ['baseURL: https://old.example/blog/', '', ['/blog/posts/hello/']],
  ['', 'url: /mine.html', ['/mine.html']],
  ['', 'aliases: [/a/, b]', ['/a/', '/posts/b']],
  ['defaultContentLanguage: zh\ndefaultContentLanguageInSubdir: true', '', ['/zh/posts/hello/']],
])('Hugo, %j with %j', async (config, matter, paths) => {
  await folder.give({
    'hugo.yaml': `title: x\n${config}\n`,
    'content/posts/hello.md': `---\ntitle: 你好 世界\ndate: 2019-03-04\n${matter}\n---\n正文。\n`,
  });
  await folder.import('hugo');
  expect(await redirects()).toEqual(paths);
});

test('one old path leads to one post', async () => {
  const post = '---\ntitle: x\ndate: 2019-03-04\nalias: /same/\n---\n正文。\n';
  await folder.give({
    '_config.yml': 'permalink: posts/:title/',
    'source/_posts/a.md': post,
    'source/_posts/b.md': post,
  });
  const report = await folder.import('hexo');
  expect(said(report, 'look')).toEqual([
    'source/_posts/b.md:1 its old address /same/ is also that of source/_posts/a.md, which keeps it',
  ]);
});

test.each([
  ['that lived there', '/blog', '/web/2019/03/04/Hello/'],
  ['that lived elsewhere', '/old', '/old/web/2019/03/04/Hello/'],
])('a blog %s comes to a site below a path', async (_, baseurl, redirect) => {
  await folder.give({
    '_config.yml': `timezone: Asia/Shanghai\npermalink: pretty\nbaseurl: ${baseurl}\n`,
    '_posts/2019-03-04-Hello.md':
      '---\ntitle: x\ncategories: Web\n---\n[二]({% post_url 2019-03-05-Second %})\n',
    '_posts/2019-03-05-Second.md': '---\ntitle: y\n---\n正文。\n',
  });
  await folder.import('jekyll', { site: defineSite({ ...settings, url: 'https://name.example/blog/' }) });
  const [file = ''] = (await folder.files()).filter((name) => /hello/i.test(name));
  const text = await folder.read(file);
  expect(text).toContain(`- ${redirect}\n`);
  expect(text).toMatch(/\[二\]\(\/posts\/second\/\)/i);
});
