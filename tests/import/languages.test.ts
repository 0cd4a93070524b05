import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Folder, openFolder } from './folder.ts';

let folder: Folder;
beforeEach(async () => {
  folder = await openFolder();
});
afterEach(() => folder.remove());

const code = '```js\nconst answer = await fetch(url);\nreturn answer.json();\n```\n';
const english = 'A post about locks and what they are for.\n';

describe('a Hexo post that says no language', () => {
  test.each([
    ['zh-CN', `字。\n\nconsole log and so on\n`, 'a.md', false],
    ['zh-CN', english, 'a.md', false],
    ['[en, zh-CN]', english, 'a.en.md', false],
    ['en', english, 'a.en.md', false],
    ['en', '默认的设置没有人改过，文章却是中文的。\n', 'a.md', true],
    ['fr', english, 'a.en.md', true],
    ['default', '中文的文章。\n', 'a.md', true],
  ])('language: %s, %j', async (language, text, file, isGuessed) => {
    await folder.give({
      '_config.yml': `language: ${language}\n`,
      'source/_posts/a.md': `---\ntitle: T\ndate: 2020-01-01\n---\n\n${text}`,
    });
    const { posts, notes } = await folder.import('hexo');
    expect(posts.map((post) => post.file)).toEqual([`content/posts/${file}`]);
    expect(notes.some(({ what }) => /by its letters/.test(what))).toBe(isGuessed);
  });

  test('is in the language that was asked for', async () => {
    await folder.give({
      '_config.yml': 'language: zh-CN\n',
      'source/_posts/a.md': `---\ntitle: T\n---\n字。\n`,
    });
    const { posts } = await folder.import('hexo', { lang: 'en' });
    expect(posts.map(({ file }) => file)).toEqual(['content/posts/a.en.md']);
  });
});

describe('the guess leaves out', () => {
  test.each([
    ['blocks of code', code],
    ['blocks that never end', code.replace(/```\n$/, '')],
    ['Liquid’s blocks', `{% highlight ruby %}\nputs one two three four five\n{% endhighlight %}\n`],
    ['Liquid’s tags', '{% include figure image_path="a" caption="one two three four five" %}\n'],
    ['what Liquid puts in', '{{ site.baseurl | append: "one two three four five" }}\n'],
    ['code in a line', '`one two three four five six`\n'],
    ['indented code', '\n    one two three four five six\n'],
    ['code in HTML', '<pre><code>one two three four five six</code></pre>\n'],
    ['addresses', 'https://one.example/two/three/four/five/six/seven\n'],
    [
      'where links lead',
      '[一](https://one.example/two/three/four "five six")\n\n[a]: https://a.example/one/two/three/four\n',
    ],
  ])('%s', async (_, text) => {
    await folder.give({ 'a.md': `甲乙\n\n${text}` });
    const { posts, notes } = await folder.import('markdown');
    expect(posts.map(({ file }) => file)).toEqual(['content/posts/a.md']);
    expect(notes).toEqual([
      {
        level: 'told',
        file: 'a.md',
        what: 'it does not say its language; by its letters it was taken for zh (--lang says it for all)',
      },
    ]);
  });
});

test.each([
  ['甲。\n\n<!-- more -->\n\n乙。', '甲。'],
  ['甲。\n<!--more-->\n乙。', '甲。'],
  ['甲。<!-- more -->乙。', '甲。'],
  ['<p>甲。</p>\n<!-- more -->\n<p>乙。</p>', '甲。'],
  ['<!-- more -->\n\n乙。', '乙。'],
])('of %j the description is what stands before the rest', async (body, description) => {
  await folder.give({ 'a.md': `---\ntitle: T\n---\n${body}\n` });
  await folder.import('markdown');
  expect(await folder.read('content/posts/a.md')).toContain(`description: ${description}\n`);
});
