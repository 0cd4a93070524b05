import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Folder, openFolder, said, site } from './folder.ts';

let folder: Folder;
beforeEach(async () => {
  folder = await openFolder();
});
afterEach(() => folder.remove());

async function only(): Promise<string> {
  return folder.read((await folder.files()).find((file) => file.endsWith('.md')) ?? '');
}

async function redirects(): Promise<string[]> {
  return [...(await only()).matchAll(/^ {2}- "?(\/[^"\n]*)"?$/gm)].map(([, path]) => path ?? '');
}

const post = (matter: string) => `---\ntitle: T\ndate: 2019-03-04\n${matter}\n---\n字。\n`;

test.each<[kind: string, file: string, matter: string, config: Record<string, string>, paths: string[]]>([
  ['docusaurus', 'blog/2019-05-28-hello.md', '', {}, ['/blog/2019/05/28/hello/']],
  ['docusaurus', 'blog/2019-05-28-hello/index.mdx', '', {}, ['/blog/2019/05/28/hello/']],
  ['docusaurus', 'blog/2019/05/28/hello.md', '', {}, ['/blog/2019/05/28/hello/']],
  ['docusaurus', 'blog/2019-05-28-hello.md', 'slug: own', {}, ['/blog/own/']],
  ['docusaurus', 'blog/2019-05-28-hello.md', 'slug: /deep/own', {}, ['/blog/deep/own/']],
  [
    'docusaurus',
    'blog/2019-05-28-hello.md',
    'slug: own',
    {
      'docusaurus.config.js':
        "module.exports = {\n  baseUrl: '/site/',\n  blog: {\n    routeBasePath: '/',\n  },\n};\n",
    },
    ['/site/own/'],
  ],
  ['docusaurus', 'docs/01-a/02-b.md', '', {}, ['/docs/a/b/']],
  ['docusaurus', 'docs/a/b.md', 'slug: /c', {}, ['/docs/c/']],
  ['docusaurus', 'docs/a/b.md', 'id: c', {}, ['/docs/a/c/']],
  ['docusaurus', 'docs/a/README.md', '', {}, ['/docs/a/']],
  ['vuepress', 'docs/a.md', 'permalink: /pages/x1/', { 'docs/.vuepress/config.js': '' }, ['/pages/x1/']],
  ['vuepress', 'docs/01.a/02.b.md', '', { 'docs/.vuepress/config.js': '' }, ['/01.a/02.b.html']],
  [
    'vuepress',
    '_posts/2019-05-28-hello.md',
    '',
    { '.vuepress/config.js': 'base: "/x/"' },
    ['/x/2019/05/28/hello/'],
  ],
  [
    'vitepress',
    'docs/a/b.md',
    '',
    { 'docs/.vitepress/config.ts': "export default { base: '/s/' }" },
    ['/s/a/b.html'],
  ],
  ['vitepress', 'docs/a/index.md', '', { 'docs/.vitepress/config.ts': '' }, ['/a/']],
  ['astro', 'src/content/blog/Hello.md', '', {}, ['/blog/hello/']],
  ['astro', 'src/content/blog/2019/a.md', '', {}, ['/blog/2019/a/']],
  ['astro', 'src/content/blog/a.md', 'slug: own', {}, ['/blog/own/']],
  [
    'astro',
    'src/content/posts/a.md',
    '',
    { 'src/pages/articles/[...slug].astro': "await getCollection('posts')" },
    ['/articles/a/'],
  ],
  ['astro', 'src/pages/posts/a.md', '', {}, []],
  ['next', 'data/blog/a.mdx', '', { 'next.config.js': '' }, ['/blog/a/']],
  ['next', '_posts/a.md', '', { 'next.config.js': '' }, []],
  ['next', 'content/a.mdx', '', { 'app/(site)/writing/[slug]/page.tsx': '' }, ['/writing/a/']],
  ['next', 'app/blog/a/page.mdx', '', { 'next.config.js': '' }, ['/blog/a/']],
  [
    'next',
    'pages/blog/a.mdx',
    '',
    { 'next.config.js': "module.exports = { basePath: '/b' }" },
    ['/b/blog/a/'],
  ],
  [
    'jekyll',
    '_notes/Big Note.md',
    '',
    { '_config.yml': 'collections: {notes: {output: true}}' },
    ['/notes/Big%20Note.html'],
  ],
  [
    'jekyll',
    '_notes/a.md',
    '',
    { '_config.yml': 'permalink: pretty\ncollections: {notes: {output: true}}' },
    ['/notes/a/'],
  ],
  [
    'jekyll',
    '_notes/x/a.md',
    '',
    { '_config.yml': 'collections: {notes: {output: true, permalink: "/n/:path/"}}' },
    ['/n/x/a/'],
  ],
  [
    'jekyll',
    '_notes/a.md',
    'permalink: /own/',
    { '_config.yml': 'collections: {notes: {output: true}}' },
    ['/own/'],
  ],
  ['hexo', 'source/_posts/a.md', 'alias: /old/a/', { '_config.yml': '' }, ['/2019/03/04/a/', '/old/a/']],
  [
    'hexo',
    'source/_posts/a.md',
    'alias: [x, /y.html]',
    { '_config.yml': '' },
    ['/2019/03/04/a/', '/2019/03/04/x', '/y.html'],
  ],
])('%s: %s with %j', async (kind, file, matter, config, paths) => {
  await folder.give({
    ...(kind === 'astro' && { 'astro.config.mjs': 'x' }),
    ...config,
    [file]: post(matter),
  });
  await folder.import(kind, { lang: 'zh' });
  expect(await redirects()).toEqual(paths);
});

describe('lists of the old site lead to ours', () => {
  test.each<[string, string, string, Record<string, string>, string[]]>([
    [
      'hexo',
      'source/_posts/a.md',
      'categories: [后端, C++]\ntags: [Go Lang]',
      { '_config.yml': 'category_map: {后端: backend}\narchive_dir: past' },
      [
        '/categories/C/ /tags/cpp/ 301',
        '/categories/backend/ /tags/%E5%90%8E%E7%AB%AF/ 301',
        '/categories/backend/C/ /tags/cpp/ 301',
        '/past/ /posts/ 301',
        '/past/2019/ /posts/ 301',
        '/past/2019/03/ /posts/ 301',
        '/rss2.xml /rss.xml 301',
        '/tags/C/ /tags/cpp/ 301',
        '/tags/Go-Lang/ /tags/go-lang/ 301',
        '/tags/backend/ /tags/%E5%90%8E%E7%AB%AF/ 301',
      ],
    ],
    [
      'hugo',
      'content/posts/a.md',
      'categories: [Web]\ntags: [go]',
      { 'hugo.toml': "baseURL = 'https://old.example/blog/'\n" },
      [
        '/blog/archives/ /posts/ 301',
        '/blog/categories/web/ /tags/web/ 301',
        '/blog/index.xml /rss.xml 301',
        '/blog/tags/go/ /tags/go/ 301',
        '/blog/tags/web/ /tags/web/ 301',
      ],
    ],
    [
      'jekyll',
      '_posts/2019-03-04-a.md',
      'tags: go',
      { '_config.yml': 'a: 1' },
      ['/archives/ /posts/ 301', '/feed.xml /atom.xml 301'],
    ],
    [
      'docusaurus',
      'blog/a.md',
      'tags: [go]',
      {},
      [
        '/blog/archive/ /posts/ 301',
        '/blog/atom.xml /atom.xml 301',
        '/blog/rss.xml /rss.xml 301',
        '/blog/tags/go/ /tags/go/ 301',
      ],
    ],
  ])('%s', async (kind, file, matter, config, lines) => {
    await folder.give({ ...config, [file]: post(matter) });
    await folder.import(kind, { lang: 'zh' });
    expect((await folder.read('public/_redirects')).trim().split('\n')).toEqual(lines);
  });

  test('beside those the author has, which stay', async () => {
    await folder.write('public/_redirects', '/mine /x 301\n');
    await folder.give({ '_config.yml': '', 'source/_posts/a.md': post('') });
    const report = await folder.import('hexo');
    expect(await folder.read('public/_redirects')).toBe('/mine /x 301\n');
    expect(await folder.read('content/imported-redirects-hexo.txt')).toContain('/archives/ /posts/ 301\n');
    expect(said(report)).toContain(
      'public/_redirects public/_redirects was there already and was kept; copy the lines of content/imported-redirects-hexo.txt into it, so that old lists lead here',
    );
  });

  test('drafts are in none', async () => {
    await folder.give({ '_config.yml': '', 'source/_posts/a.md': post('tags: [x]\npassword: p') });
    await folder.import('hexo');
    expect(await folder.files()).not.toContain('public/_redirects');
    await expect(folder.read('public/_redirects')).rejects.toThrow();
  });
});

describe('links of the old site', () => {
  const give = (text: string, others: Record<string, string> = {}) =>
    folder.give({
      '_config.yml': 'url: https://old.example',
      'source/_posts/other.md': `${post('categories: [前端]')}\n## Deep Link: Here\n\n字。\n`,
      'source/_posts/a.md': `---\ntitle: A\ndate: 2019-03-05\n---\n字。\n\n${text}\n`,
      ...others,
    });
  const text = async () => (await folder.read('content/posts/a.md')).split('字。\n\n')[1]?.trim();

  test.each([
    ['[x](/2019/03/04/other/#Deep-Link-Here)', '[x](/posts/other/#deep-link-here)'],
    ['[x](https://old.example/2019/03/04/other/#Deep%20Link:%20Here)', '[x](/posts/other/#deep-link-here)'],
    ['[x](#My-Part)\n\n## My Part', '[x](#my-part)\n\n## My Part'],
    ['<a href="/2019/03/04/other/#Deep-Link-Here">x</a>', '<a href="/posts/other/#deep-link-here">x</a>'],
    ['[x](/categories/前端/)', '[x](/tags/%E5%89%8D%E7%AB%AF/)'],
    ['[x][r]\n\n[r]: /2019/03/04/other/', '[x][r]\n\n[r]: /posts/other/'],
    ['if [[ -f x ]] then', 'if \\[[ -f x ]] then'],
    ['`[[ -f x ]]` [[1]](https://a.example)', '`[[ -f x ]]` [[1]](https://a.example)'],
  ])('live on: %s', async (written, expected) => {
    await give(written);
    const report = await folder.import('hexo', { lang: 'zh' });
    expect(await text()).toBe(expected);
    expect(said(report, 'look')).toEqual([]);
  });

  test.each([
    [
      '[词 **b**](/archives/2014/x/)',
      '词 **b**<!-- import: dead link: /archives/2014/x/ -->',
      'an old link leads nowhere; its words were kept',
    ],
    [
      '[x](pptr.example)',
      'x<!-- import: dead link: pptr.example -->',
      'an old link leads nowhere; its words were kept',
    ],
    [
      '[x](./gone.html "t")',
      'x<!-- import: dead link: ./gone.html -->',
      'an old link leads nowhere; its words were kept',
    ],
    [
      '[x][r] 与 [r]\n\n[r]: /gone/',
      'x<!-- import: dead link: /gone/ --> 与 r',
      'an old link leads nowhere; its words were kept',
    ],
    [
      '<a href="/gone/" class="c">x</a>',
      '<a class="c"><!-- import: dead link: /gone/ -->x</a>',
      'an old link leads nowhere; its words were kept',
    ],
    [
      '[x](/2019/03/04/other/#gone)',
      '[x](/posts/other/)',
      'an old link leads to a part of a page that is not there',
    ],
    [
      '[x](#gone)',
      'x<!-- import: dead link: #gone -->',
      'an old link leads to a part of a page that is not there',
    ],
    ['![图](/gone.png)', '图<!-- import: dead picture: /gone.png -->', 'picture not found'],
    ['![](gone.png) 后 **b**', '后 **b**<!-- import: dead picture: gone.png -->', 'picture not found'],
    ['<img src="gone.png" alt="图">', '图<!-- import: dead picture: gone.png -->', 'picture not found'],
  ])('that were dead are marked, and told once: %s', async (written, expected, what) => {
    await give(written);
    const report = await folder.import('hexo', { lang: 'zh' });
    expect(await text()).toBe(expected);
    const notes = said(report, 'look');
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatch(new RegExp(`^source/_posts/a\\.md:\\d+ ${what}: `));
  });

  test('a file that is no picture comes along, at its old address', async () => {
    await give('[论文](/files/a.pdf) [压缩包](b.zip)', {
      'source/files/a.pdf': 'pdf',
      'source/_posts/a/b.zip': 'zip',
    });
    const report = await folder.import('hexo', { lang: 'zh' });
    expect(await text()).toBe('[论文](/files/a.pdf) [压缩包](/files/a/b.zip)');
    expect(await folder.read('public/files/a.pdf')).toBe('pdf');
    expect(await folder.read('public/files/a/b.zip')).toBe('zip');
    expect(said(report, 'look')).toEqual([]);
  });
});

test.each([
  ['[词](我的 笔记.md)', '[词](/posts/我的-笔记/)'],
  ['[词](<我的 笔记.md#节 一>)', '[词](/posts/我的-笔记/#节-一)'],
  ['[词](我的%20笔记.md)', '[词](/posts/我的-笔记/)'],
  ['[[我的 笔记|词]]', '[词](/posts/我的-笔记/)'],
  ['[[我的 笔记#节 一]]', '[我的 笔记 › 节 一](/posts/我的-笔记/#节-一)'],
  ['![[图 一.png]]', '![](./图-一.png)'],
])('names of files with spaces: %s', async (written, expected) => {
  await folder.give({
    '我的 笔记.md': '# 我的 笔记\n\n字。\n\n## 节 一\n',
    '图 一.png': 'a picture',
    'a.md': `# 甲\n\n字。\n\n${written}\n`,
  });
  await folder.import('markdown');
  const file = (await folder.files()).find((name) => /posts\/a(\/index)?\.md$/.test(name)) ?? '';
  expect(decodeURI((await folder.read(file)).split('字。\n\n')[1] ?? '').trim()).toBe(expected);
});

test('a picture of a bundle is found by its published path', async () => {
  await folder.give({
    'hugo.toml': "[permalinks]\nposts = '/:year/:slug/'\n",
    'content/posts/b/index.md': post('slug: own'),
    'content/posts/b/p.png': 'a picture',
    'content/posts/a.md': `${post('')}\n![图](/2019/own/p.png)\n`,
  });
  await folder.import('hugo', { lang: 'zh' });
  expect(await folder.files()).toContain('content/posts/a/p.png');
});

test('Hugo’s config/_default/languages.* says which languages there are, and where', async () => {
  await folder.give({
    'config/_default/hugo.toml': "defaultContentLanguage = 'zh'\n",
    'config/_default/languages.toml': "[zh]\nweight = 1\n[en]\ncontentDir = 'content/english'\n",
    'content/english/posts/a.md': post(''),
    'content/posts/b.md': post(''),
  });
  const { posts } = await folder.import('hugo');
  expect(posts.map(({ file }) => file).sort()).toEqual(['content/posts/a.en.md', 'content/posts/b.md']);
});

test('a site below a path: old lists lead there', async () => {
  await folder.give({ '_config.yml': 'root: /blog/', 'source/_posts/a.md': post('tags: [Go Lang]') });
  await folder.import('hexo', { site: { ...site, url: 'https://fixture.example/blog/' }, lang: 'zh' });
  const lines = (await folder.read('public/_redirects')).trim().split('\n');
  expect(lines).toContain('/blog/archives/ /blog/posts/ 301');
  expect(lines).toContain('/blog/tags/Go-Lang/ /blog/tags/go-lang/ 301');
  expect(lines).not.toContain('/blog/atom.xml /blog/atom.xml 301');
});
