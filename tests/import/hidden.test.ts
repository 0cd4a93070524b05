import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { printReport } from '../../integrations/import/index.ts';
import { type Folder, openFolder, said } from './folder.ts';

const SECRET = 'hunter2-开门';

let folder: Folder;
beforeEach(async () => {
  folder = await openFolder();
});
afterEach(() => folder.remove());

interface Seen {
  /** Whether the file of each post or page says it is a draft; null for one that was not imported. */
  readonly draft: boolean | null;
  readonly text: string;
  readonly notes: readonly string[];
}

/** Imports, and reads the one post there is; the secret must be in no file and no report. */
async function see(kind: string, path = ''): Promise<Seen> {
  const report = await folder.import(kind, { path });
  const written = await Promise.all((await folder.files()).map((file) => folder.read(file)));
  for (const text of [...written, JSON.stringify(report), printReport(report)])
    expect(text).not.toContain(SECRET);
  const file = report.posts.find((post) => /\.md$/.test(post.file))?.file;
  const text = file === undefined ? '' : await folder.read(file);
  const draft = file === undefined ? null : /^draft: true$/m.test(text);
  return { draft, text, notes: said(report) };
}

const post = (matter: string) => `---\ntitle: 甲\n${matter}\n---\n正文。\n`;
const hexo = { '_config.yml': 'title: x\n', 'source/keep.md': '' };

const front: readonly [matter: string, why: string][] = [
  ['draft: true', 'it was a draft'],
  ['draft: yes', 'it was a draft'],
  ['Draft: "true"', 'it was a draft'],
  ['isDraft: true', 'it was a draft'],
  ['layout: draft', 'its status was not public'],
  ['published: false', 'it was not published'],
  ['published: no', 'it was not published'],
  ['publish: false', 'it was not published'],
  ['dg-publish: false', 'it was not published'],
  ['hidden: true', 'it was hidden'],
  ['hide: true', 'it was hidden'],
  ['unlisted: true', 'it was hidden'],
  ['private: true', 'it was hidden'],
  ['bookHidden: true', 'it was hidden'],
  ['visible: false', 'it was hidden'],
  ['eleventyExcludeFromCollections: true', 'it was hidden'],
  ['permalink: false', 'it had no page'],
  ['headless: true', 'it had no page'],
  ['build: {render: never}', 'it had no page, or no list named it'],
  ['_build:\n  render: false', 'it had no page, or no list named it'],
  ['build: {list: local}', 'it had no page, or no list named it'],
  ['status: private', 'its status was not public'],
  ['visibility: 私密', 'its status was not public'],
  [`password: ${SECRET}`, 'it asked for a password'],
  [`Password: ["${SECRET}"]`, 'it asked for a password'],
  [`params: {password: "${SECRET}"}`, 'it asked for a password'],
  [`密码: ${SECRET}`, 'it asked for a password'],
  [`encrypt: {key: 1, password: "${SECRET}"}`, 'it was encrypted or locked'],
  ['encrypted: true', 'it was encrypted or locked'],
  ['protected: true', 'it was encrypted or locked'],
  ['membersOnly: true', 'only members could read it'],
  ['expiryDate: 2026-10-31', 'it had expired'],
  ['expirydate: 2026-10-31T23:00:00+08:00', 'it had expired'],
  ['unpublishdate: 2020-01-01', 'it had expired'],
  ['date: 2099-01-01', 'its date is to come'],
  ['date: 2026-11-01T08:00:01+08:00', 'its date is to come'],
  ['publishDate: 2099-01-01', 'its date is to come'],
];

describe.each([
  ['hexo', 'source/_posts/a.md'],
  ['hugo', 'content/posts/a.md'],
  ['jekyll', '_posts/2020-01-01-a.md'],
  ['markdown', 'a.md'],
  ['astro', 'src/content/blog/a.mdx'],
  ['docusaurus', 'blog/a.md'],
])('%s', (kind, file) => {
  test.each(front)('%s comes in as a draft', async (matter, why) => {
    await folder.give({ ...(kind === 'hexo' && hexo), [file]: post(matter) });
    const { draft, notes } = await see(kind);
    expect(draft).toBe(true);
    expect(notes).toContain(`${file}:1 not shown to everyone on the old site (${why}): it is a draft here`);
  });

  test.each([
    'draft: false',
    'published: true',
    'hidden: false',
    'password: ""',
    'password:',
    'hide: [toc]',
    'status: done',
    'build: {list: always}',
    'expiryDate: 2099-01-01',
    'date: 2026-10-31',
    'layout: post',
    'hiddenFromHomePage: true',
  ])('%s does not', async (matter) => {
    await folder.give({ ...(kind === 'hexo' && hexo), [file]: post(matter) });
    const { draft, notes } = await see(kind);
    expect(draft).toBe(false);
    expect(notes.filter((note) => /draft|password/.test(note))).toEqual([]);
  });

  test.each([
    'noindex: true',
    'robotsNoIndex: true',
    'robots: noindex, follow',
    'sitemap: false',
    'sitemap: {disable: true}',
    'seo: {noindex: true}',
    'meta: [{name: robots, content: noindex}]',
  ])('%s is kept from search engines', async (matter) => {
    await folder.give({ ...(kind === 'hexo' && hexo), [file]: post(matter) });
    const { draft, text } = await see(kind);
    expect([draft, /^noindex: true$/m.test(text)]).toEqual([false, true]);
  });

  test.each([`api_key: ${SECRET}`, `a: {b: [{accessToken: "${SECRET}"}]}`, `c: '{"password":"${SECRET}"}'`])(
    'the secret in %s is written nowhere',
    async (matter) => {
      await folder.give({ ...(kind === 'hexo' && hexo), [file]: post(matter) });
      const { draft, notes } = await see(kind);
      expect(draft).toBe(false);
      expect(notes).toContainEqual(
        expect.stringMatching(/^\S+:1 a secret was left out, and is written nowhere: (api_key|a\.b\.|c)/),
      );
    },
  );

  test.each([
    `---\ntitle: [a\npassword: *${SECRET}\n---\n字。\n`,
    `---\ntitle: a\n"password": ${SECRET}: "x\n---\n字。\n`,
    `;;;\n"title": "a", "password": ${SECRET}\n;;;\n字。\n`,
    `+++\npassword = ${SECRET}\n+++\n字。\n`,
  ])('nor is one in front matter that cannot be read: %j', async (text) => {
    await folder.give({ ...(kind === 'hexo' && hexo), [file]: text });
    await see(kind);
  });
});

test('a file that only a hidden post links to is not published', async () => {
  await folder.give({
    ...hexo,
    'source/files/a.pdf': 'pdf',
    'source/_posts/a.md': `${post('hidden: true')}\n[x](/files/a.pdf)\n`,
  });
  await see('hexo');
  await expect(folder.read('public/files/a.pdf')).rejects.toThrow();
});

test('a secret in front matter that MDX exports', async () => {
  await folder.give({
    'next.config.js': '',
    'pages/blog/a.mdx': `export const meta = { title: 'T', password: '${SECRET}' };\n\n字。\n`,
  });
  expect((await see('next')).draft).toBe(true);
});

test('a date to come is when the draft may go out', async () => {
  await folder.give({ 'content/posts/a.md': post('date: 2099-01-01T09:00:00+08:00') });
  expect((await see('hugo')).text).toContain('draft: true\n');
  expect((await see('hugo')).text).toContain('publishAt: 2099-01-01T09:00:00+08:00\n');
});

test.each<[string, string, Record<string, string>, string | null]>([
  ['hexo', 'source/_drafts/a.md', hexo, 'it was a draft'],
  [
    'hexo',
    'source/_posts/a.md',
    { '_config.yml': `encrypt:\n  tags:\n    - {name: 密, password: "${SECRET}"}\n` },
    'one of its tags asked for a password',
  ],
  ['hexo', 'source/_posts/a.md', { '_config.yml': 'hide_posts:\n  filter: quiet\n' }, 'it was hidden'],
  ['hexo', 'source/_posts/_a.md', hexo, null],
  ['hexo', 'source/_discarded/a.md', hexo, null],
  ['hexo', 'source/_posts/a.md', { '_config.yml': 'exclude: [_posts/a.md]\n' }, null],
  ['jekyll', '_drafts/a.md', { '_config.yml': 'title: x\n' }, 'it was a draft'],
  ['jekyll', 'x/_drafts/a.md', { '_config.yml': 'title: x\n' }, 'it was a draft'],
  ['jekyll', '_posts/no-day.md', {}, 'its name begins with no day'],
  [
    'jekyll',
    '_notes/a.md',
    { '_config.yml': 'collections: {notes: {output: false}}\n' },
    'its collection had no pages',
  ],
  ['jekyll', '_notes/a.md', { '_config.yml': 'collections: [notes]\n' }, 'its collection had no pages'],
  ['jekyll', '_notes/a.md', { '_config.yml': 'title: x\n' }, null],
  ['jekyll', 'old/a.md', { '_config.yml': 'exclude: [old/]\n' }, null],
  [
    'jekyll',
    '_posts/2020-01-01-a.md',
    { '_config.yml': 'defaults:\n- scope: {path: ""}\n  values: {published: false}\n' },
    'it was not published',
  ],
  [
    'hugo',
    'content/posts/a.md',
    { 'content/posts/_index.md': '---\ncascade: {build: {render: never}}\n---\n' },
    'it had no page, or no list named it',
  ],
  [
    'hugo',
    'content/posts/a.md',
    { 'content/_index.md': '---\ncascade:\n- target: {path: /posts/**}\n  draft: true\n---\n' },
    'it was a draft',
  ],
  ['hugo', 'content/posts/a.md', { 'hugo.toml': '[[cascade]]\ndraft = true\n' }, 'it was a draft'],
  ['hugo', 'content/posts/b/a.md', { 'content/posts/b/index.md': post('') }, 'it was a part of another page'],
  [
    'hugo',
    'content/posts/a.en.md',
    { 'hugo.toml': "disableLanguages = ['en']\n" },
    'its language was switched off',
  ],
  ['hugo', 'content/posts/a.md', { 'hugo.toml': "ignoreFiles = ['/a\\.md$']\n" }, null],
])('%s: %s with %j', async (kind, file, others, why) => {
  await folder.give({ ...others, [file]: post('tags: [密]\nquiet: true') });
  const { draft, notes } = await see(kind);
  expect(draft).toBe(why === null ? null : true);
  const said =
    why === null
      ? `${file} `
      : `${file}:1 not shown to everyone on the old site (${why}): it is a draft here`;
  expect(notes.filter((note) => note.startsWith(said))).not.toEqual([]);
});

test('what a cascade, a collection or a bundle leaves public stays public', async () => {
  await folder.give({
    'content/_index.md': '---\ncascade:\n- target: {path: /notes/**}\n  draft: true\n---\n',
    'content/posts/a/index.md': post('draft: false'),
  });
  expect((await see('hugo')).draft).toBe(false);
});

test.each([
  ['hugo', 'content/posts/a.md', `{{< hugo-encryptor "${SECRET}" >}}\n机密。\n{{< /hugo-encryptor >}}`],
  [
    'hugo',
    'content/posts/a.md',
    `{{% fixit-encryptor "${SECRET}" "提示" %}}\n机密。\n{{% /fixit-encryptor %}}`,
  ],
  ['hugo', 'content/posts/a.md', `{{< locked pass="x" password="${SECRET}" >}}`],
  ['hexo', 'source/_posts/a.md', `{% encrypt ${SECRET} %}\n机密。\n{% endencrypt %}`],
  ['hexo', 'source/_posts/a.md', `{% hideToggle 看, password=${SECRET} %}\n机密。\n{% endhideToggle %}`],
])('%s: a part of a post behind a password: %s, %s', async (kind, file, body) => {
  await folder.give({ ...(kind === 'hexo' && hexo), [file]: `${post('draft: false')}\n${body}\n` });
  const { draft, notes } = await see(kind);
  expect(draft).toBe(true);
  expect(notes).toContain(
    `${file}:1 not shown to everyone on the old site (a tag in it asked for a password): it is a draft here`,
  );
});

const item = (inside: string) => `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><wp:base_blog_url>https://old.example</wp:base_blog_url><item><title>甲</title>
<wp:post_id>3</wp:post_id><wp:post_type>post</wp:post_type><wp:post_name>a</wp:post_name>
<wp:post_date>2020-01-01 00:00:00</wp:post_date>${inside}</item></channel></rss>`;
const status = (word: string) => `<wp:status>${word}</wp:status>`;
const meta = (key: string, value: string) =>
  `<wp:postmeta><wp:meta_key>${key}</wp:meta_key><wp:meta_value><![CDATA[${value}]]></wp:meta_value></wp:postmeta>`;
const content = (html: string) => `<content:encoded><![CDATA[${html}]]></content:encoded>`;

test.each([
  ['draft', status('draft'), 'it was a draft'],
  ['pending', status('pending'), 'it waited for review'],
  ['private', status('private'), 'it was private'],
  ['future', status('future'), 'it was scheduled'],
  [
    'a password',
    `${status('publish')}<wp:post_password>${SECRET}</wp:post_password>`,
    'it asked for a password',
  ],
  [
    'for members',
    `${status('publish')}${meta('_members_access_role', 'editor')}`,
    'only members could read it',
  ],
  [
    'a shortcode',
    `${status('publish')}${content(`[passster password="${SECRET}"]机密[/passster]`)}`,
    'a tag in it asked for a password',
  ],
])('wordpress: %s comes in as a draft', async (_, inside, why) => {
  await folder.give({ 'a.xml': item(inside) });
  const { draft, notes } = await see('wordpress', 'a.xml');
  expect(draft).toBe(true);
  expect(notes).toContainEqual(expect.stringContaining(`(${why}): it is a draft here`));
});

test.each([meta('plugin_settings', `a:1:{s:8:"password";s:7:"${SECRET}";}`), meta('_my_api_key', SECRET)])(
  'wordpress: a secret among what plugins keep: %s',
  async (inside) => {
    await folder.give({ 'a.xml': item(`${status('publish')}${inside}`) });
    expect((await see('wordpress', 'a.xml')).draft).toBe(false);
  },
);

test.each([
  meta('_yoast_wpseo_meta-robots-noindex', '1'),
  meta('rank_math_robots', 'a:1:{i:0;s:7:"noindex";}'),
])('wordpress: kept from search engines: %s', async (inside) => {
  await folder.give({ 'a.xml': item(`${status('publish')}${inside}`) });
  expect((await see('wordpress', 'a.xml')).text).toContain('noindex: true');
});

test('a secret in the record of an earlier import is taken out, and said', async () => {
  await folder.give({ 'a.md': post('draft: false') });
  await folder.import('markdown');
  const record = JSON.parse(await folder.read('content/imported.json'));
  record['../blog']['a.md'].kept = { password: SECRET, x: 1 };
  await folder.write('content/imported.json', JSON.stringify(record));
  const { notes } = await see('markdown');
  expect(notes).toContainEqual(
    expect.stringMatching(/^content\/posts\/a.md an earlier import wrote a secret .*: password\./),
  );
});

test('a hidden post the author has changed is theirs, and that is said', async () => {
  await folder.give({ 'a.md': post('draft: false') });
  await folder.import('markdown');
  await folder.write('content/posts/a.md', 'mine');
  await folder.give({ 'a.md': post(`password: ${SECRET}`) });
  expect((await see('markdown')).notes).toContain(
    'a.md:1 not shown to everyone on the old site (it asked for a password): content/posts/a.md was kept as it is: see whether it is a draft',
  );
});
