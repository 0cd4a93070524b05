import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defineSite } from '#domain';
import { readContent } from '../../integrations/content/index.ts';
import { settings } from '../checkout.ts';

const site = defineSite({ ...settings, channels: { dev: { platform: 'dev' } } });
const post = (...more: string[]) =>
  ['---', 'title: T', 'description: D', 'date: 2026-11-01', ...more, '---', ''].join('\n');
const offer = '---\nkind: consulting\ntitle: T\ndescription: D\n---\n';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'byline-content-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function read(files: Record<string, string>) {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, 'content', path)), { recursive: true });
    await writeFile(join(root, 'content', path), text);
  }
  return readContent(root, site);
}

async function problems(files: Record<string, string>): Promise<string[]> {
  const { problems } = await read(files);
  return problems.map(({ message, hint = '', place }) =>
    `${place?.file}:${place?.line} ${message} ${hint}`.trim(),
  );
}

test('an empty project has nothing wrong', async () => expect(await problems({})).toEqual([]));

test('a channel chooses its posts by names that there are', async () => {
  const channels = {
    dev: { platform: 'dev', tags: ['Node.js', 'pstgres'], series: ['Quues'], only: ['helo', 'draft'] },
  };
  const chosen = defineSite({ ...settings, channels });
  await read({
    'site.ts': `export default defineSite({\n  channels: {\n    dev: {\n      tags: [],\n      only: [],\n    },\n  },\n});\n`,
    'posts/hello.md': post('tags: [node.js, Postgres]', 'series: { name: Queues, order: 1 }'),
    'posts/draft.md': post('draft: true'),
  });
  const { problems: found } = await readContent(root, chosen);
  expect(found.map(({ message, hint, place }) => [place, message, hint])).toEqual([
    [
      { file: 'content/site.ts', line: 4 },
      'channels.dev.tags: no post has the tag “pstgres”',
      'Did you mean “Postgres”? Known: node.js, Postgres.',
    ],
    [
      { file: 'content/site.ts', line: 3 },
      'channels.dev.series: no post belongs to a series “Quues”',
      'Did you mean “Queues”? Known: Queues.',
    ],
    [
      { file: 'content/site.ts', line: 5 },
      'channels.dev.only: there is no post “helo”',
      expect.stringMatching(/^Did you mean “hello”\? /),
    ],
  ]);
});

test('a picture that a post names for one channel is looked for', async () => {
  expect(
    await problems({ 'posts/a.md': post("channels: { dev: { cover: { src: ./no.png, alt: '' } } }") }),
  ).toEqual([expect.stringMatching(/^content\/posts\/a\.md:5 .*no\.png/)]);
});

test('every problem is shown in one run', async () => {
  const found = await problems({
    'posts/a.md': post('tags: x'),
    'posts/b.md': post('offers: [refiew]'),
    'posts/c.md': 'no front matter',
    'posts/d.md': post('channels: { dve: false }'),
    'offers/review.md': offer,
  });
  expect(found).toEqual([
    'content/posts/a.md:5 tags: expected a list, received "x" Write “tags: ["x"]”.',
    expect.stringContaining('content/posts/c.md:1 there is no front matter'),
    expect.stringMatching(/^content\/posts\/b.md:5 .*no offer “refiew”.* Did you mean “review”\?/),
    expect.stringMatching(/^content\/posts\/d.md:5 .*no channel “dve”.* Did you mean “dev”\?/),
  ]);
});

test('a broken offer is not also missed by the posts that name it', async () => {
  const found = await problems({
    'posts/a.md': post('offers: [review]'),
    'offers/review.md': '---\nkind: gift\n---\n',
  });
  expect(found.filter((line) => line.startsWith('content/posts'))).toEqual([]);
  expect(found[0]).toContain(
    'kind: expected "ad", "course", "product", "membership", "consulting" or "training", received "gift"',
  );
});

test.each([
  [
    { 'posts/a.md': post('id: x'), 'posts/b.md': post('id: x') },
    'its id “x” is also that of content/posts/a.md',
  ],
  [
    { 'posts/a.md': post(), 'posts/a/index.mdx': post('id: y') },
    'its address “/posts/a/” is also that of content/posts/a.md',
  ],
  [
    { 'projects/a.en.md': post(), 'projects/a/index.en.md': post() },
    'its address “/en/projects/a/” is also that of content/projects/a.en.md',
  ],
  [
    { 'offers/a.md': offer, 'offers/a/index.md': offer },
    'its address “/services/a/” is also that of content/offers/a.md',
  ],
  [{ 'posts/a.md': post('lang: fr') }, 'lang: “fr” is not a language of the site (zh, en)'],
])('names given twice, languages there are none of: %#', async (files, said) => {
  expect(await problems(files)).toEqual(expect.arrayContaining([expect.stringContaining(said)]));
});

test.each([
  [
    { 'posts/a.md': post('redirects: [/old/]'), 'posts/a.mdx': post('redirects: [/old/]') },
    ['content/posts/a.mdx:undefined it is there twice: beside it stands content/posts/a.md'],
  ],
  [
    {
      'posts/a.md': post('id: x', 'series: { name: S, order: 1 }'),
      'posts/a/index.md': post('id: x', 'series: { name: S, order: 1 }'),
    },
    ['content/posts/a/index.md:2 its address “/posts/a/” is also that of content/posts/a.md'],
  ],
])('one mistake is said once: %#', async (files, said) =>
  expect(await problems(files)).toEqual(said.map((text) => expect.stringContaining(text))),
);

test.each([
  ['annual: 9000.00 CNY', 'is per project'],
  ['per: hour\nannual: 9000.00 CNY', 'is per hour'],
])('a year at once goes with months: %j', async (matter, said) => {
  const found = await problems({ 'offers/a.md': offer.replace('---\n', `---\n${matter}\n`) });
  expect(found).toEqual([expect.stringMatching(`^content/offers/a.md:\\d annual: .* and this ${said}`)]);
});

describe('languages of file names', () => {
  const read = async (languages: [string, ...string[]], names: readonly string[], title = 'T') => {
    for (const name of names) {
      await mkdir(dirname(join(root, 'content', name)), { recursive: true });
      await writeFile(join(root, 'content', name), post('tags: []').replace('title: T', `title: ${title}`));
    }
    await writeFile(join(root, 'content/site.ts'), `export default {\n  languages: ['x'],\n};\n`);
    const { problems } = await readContent(root, { ...site, languages });
    return problems.map(({ message, hint, place }) => `${place?.file}:${place?.line} ${message} ${hint}`);
  };
  const pairs = ['posts/a.md', 'posts/a.en.md', 'posts/b/index.md', 'posts/b/index.en.md'];

  test('that are not the site’s are said once', async () => {
    expect(await read(['zh'], pairs)).toEqual([
      expect.stringMatching(
        /^content\/site\.ts:2 languages: content\/ has 2 files in “en”.* only “zh” Write languages: \['zh', 'en'\]/,
      ),
    ]);
  });

  test.each(['posts/hello.en.md', 'posts/hello/index.en.md'])(
    'one that is left over is said where it is: %s',
    async (name) => {
      expect(await read(['zh'], ['posts/a.md', name])).toEqual([
        `content/${name}:1 it is named for “en”, which is not in \`languages\` of content/site.ts Delete it, or write languages: ['zh', 'en']. If it is in “zh”, say so: lang: zh.`,
      ]);
    },
  );

  test('left over and beside nothing are said once as well', async () => {
    expect(await read(['zh'], ['posts/a.md', 'posts/b.en.md', 'posts/c.en.md'])).toEqual([
      expect.stringMatching(/^content\/site\.ts:2 languages: content\/ has 2 files in “en”/),
    ]);
  });

  test('may be an end of the name, where the front matter says the language', async () => {
    const named = ['posts/hello.fr.md', 'posts/bye.fr.md'].map((name) => [name, post('lang: zh')]);
    expect(await problems({ ...Object.fromEntries(named), 'posts/main.ts.md': post() })).toEqual([]);
  });

  test('that are the site’s first are said once, with the language of the others', async () => {
    expect(await read(['en'], pairs, '题目')).toEqual([
      expect.stringMatching(
        /^content\/site\.ts:2 languages: content\/ has 2 texts twice in “en”.*write languages: \['zh', 'en'\]/,
      ),
    ]);
  });

  test('that fit are fine, and a name with a point in it is one', async () => {
    expect(await read(['zh', 'en'], [...pairs, 'posts/v1.2.md', 'posts/node.js.md'])).toEqual([]);
  });
});

test('a translation shares the slug and has an id of its own', async () => {
  const { posts } = await read({
    'posts/a.mdx': post(),
    'posts/a.en.mdx': post(),
    'posts/_note.md': 'ignored',
  });
  expect(posts.map(({ noun }) => [noun.slug, noun.lang, noun.id])).toEqual([
    ['a', 'en', 'a.en'],
    ['a', 'zh', 'a'],
  ]);
});

test.each(['tags', 'search', 'en', 'projects/mine', 'studio/login'])(
  'a page of the author’s may not be called “%s”',
  async (slug) => {
    const page = '---\ntitle: T\ndescription: D\n---\n';
    expect(await problems({ [`pages/${slug}.md`]: page })).toEqual([
      `content/pages/${slug}.md:1 its address “/${slug}/” is one of the site’s own Give the file another name.`,
    ]);
  },
);

test.each([
  ['posts/a.md', post('cover: { src: ./none.png, alt: x }'), '5 there is no picture “./none.png”'],
  ['posts/a.md', post('cover: { src: ./a.md, alt: x }'), '5 “./a.md” is not a picture'],
  [
    'posts/a.md',
    post('cover: { src: /a.png, alt: x }'),
    '5 “/a.png” is not a path from the file it stands in',
  ],
  [
    'testimonials/a.md',
    '---\nname: N\ndate: 2026-11-01\nphoto: ./a.md\n---\nWords',
    '4 “./a.md” is not a picture',
  ],
])('a picture front matter names is one: %s %j', async (file, text, said) => {
  expect(await problems({ [file]: text })).toEqual([expect.stringContaining(`content/${file}:${said}`)]);
});

test('front matter in braces that never ends is called that', async () => {
  expect(await problems({ 'posts/a.md': '{\n"title": "T" }\n\ntext' })).toEqual([
    expect.stringContaining('content/posts/a.md:1 the front matter is never closed'),
  ]);
});
