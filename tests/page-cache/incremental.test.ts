import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Checkout, checkOut, type Outcome } from '../checkout.ts';
import { treeOf } from '../tree-of.ts';
import { frozenAt } from './frozen-clock.ts';

// A case is up to two builds of a site.
vi.setConfig({ testTimeout: 120_000 });

/** Noon of today in the site's zone, so that no build of this test is of another day. */
const noon = new Date().setUTCHours(4, 0, 0, 0);
const HOUR = 3_600_000;

/** One is built on what it built before, the other from nothing. */
let again: Checkout;
let cold: Checkout;
let clock = noon;

beforeAll(async () => {
  [again, cold] = await Promise.all([checkOut('thread'), checkOut('thread')]);
  await inBoth(writePosts);
  await build(again);
});
afterAll(() => Promise.all([again.remove(), cold.remove()]));

describe('after a change, what is built on the last build is what is built from nothing', () => {
  test.each<[what: string, change: Change, rendered: (count: Count) => boolean]>([
    ['nothing', () => undefined, programsOnly],
    [
      'a word in a post',
      edit('content/posts/单元测试.md', '先看它红', '先看它变红'),
      ({ rendered, all }) => rendered > programs && rendered < all / 2,
    ],
    [
      'the bytes of a picture, and the size of another',
      async (root) => {
        await picture('content/posts/program/dot.png', '#0a0')(root);
        await picture('public/sign.png', '#00a', 80)(root);
      },
      someOrAll,
    ],
    ['the title of a neighbour', edit('content/posts/timeouts/index.mdx', '没有发生', '没有做完'), everyPage],
    ['an offer’s price', edit('content/offers/course.md', '199.00 CNY\nurl', '299.00 CNY\nurl'), everyPage],
    ['a word in an offer’s text', edit('content/offers/consulting.md', '再下结论', '再说结论'), someOrAll],
    ['the settings', edit('content/site.ts', '后端工程师', '写后端的人'), everyPage],
    ['a component of the author’s', edit('content/components/Wide.astro', 'wide', 'wider'), everyPage],
    ['a file such a component imports', edit('content/components/words.ts', '很宽', '更宽'), everyPage],
    ['a string', edit('src/strings/zh.ts', "feeds: '订阅'", "feeds: '关注'"), everyPage],
    [
      'a word of the owner’s',
      owners('strings/zh.ts', "export default { footer: { feeds: '跟着读' } };\n"),
      everyPage,
    ],
    ['another', owners('strings/zh.ts', "export default { footer: { feeds: '接着看' } };\n"), everyPage],
    ['a layout of the owner’s', owners('layouts/PostEnd.astro', '<p>End</p>\n'), everyPage],
    [
      'a component of the author’s that reads the library',
      owners('components/Wide.astro', listing),
      everyPage,
    ],
    [
      'a word in a text that such a component shows',
      edit('content/posts/pictured/index.md', 'Text.', 'Words.'),
      someOrAll,
    ],
    ['a style sheet', append('src/styles/site.css', '\n.wide { color: red; }\n'), everyPage],
    [
      'a script for readers',
      append('integrations/markdown/reader/reader.ts', '\nconsole.info("hi");\n'),
      everyPage,
    ],
    ['a new translation', post('单元测试.en.md', 'title: A test must be able to fail'), everyPage],
    [
      'an hour, after which a post is out',
      () => {
        clock += HOUR;
      },
      everyPage,
    ],
  ])('%s', async (_, change, rendered) => {
    await inBoth(change);
    const count = await build(again);
    expect(count).toSatisfy(rendered);
    // Where every page was rendered, none can be of before: the end of all changes is compared for those.
    if (count.rendered < count.all) await expectTheSame();
  });

  test('all of these together', expectTheSame);
});

describe('what is kept', () => {
  test('is made again, not served, when a file of it is broken', async () => {
    const folder = join(again.root, '.astro/cache/pages');
    for (const name of readdirSync(folder).slice(0, 5)) {
      const bytes = readFileSync(join(folder, name));
      writeFileSync(join(folder, name), bytes.subarray(0, bytes.length - 3));
    }
    const before = treeOf(again.root);
    const { rendered } = await build(again);
    expect(rendered).toBeGreaterThanOrEqual(5);
    expect(treeOf(again.root)).toEqual(before);
  });

  test('is not asked where the author’s code may differ from run to run', async () => {
    await inBoth((root) =>
      write(root, 'content/components/Clock.astro', '<time>{new Date().toISOString()}</time>\n'),
    );
    const { stdout } = await again.byline(['build'], frozenAt(clock));
    expect(stdout).toContain('every page is rendered: content/components/Clock.astro');
  });
});

/** A component that shows a title and a text of the library. */
const listing = `---
import { posts } from '#library';
const shown = (await posts('zh')).filter(({ slug }) => slug === 'pictured');
const [text] = await Promise.all(shown.map((post) => post.render()));
---
<p class="wider">{shown.map(({ title }) => title)} {text && <text.Content />}</p>
`;

type Change = (root: string) => unknown;

/** How many pages there are, and how many had to be rendered. */
interface Count {
  readonly all: number;
  readonly rendered: number;
}

/** How many pages show the program, which says what time it is: its own, and the feeds. */
let programs = 0;

function programsOnly({ all, rendered }: Count): boolean {
  programs = rendered;
  return rendered > 0 && rendered < all / 4;
}

function everyPage({ all, rendered }: Count): boolean {
  return rendered === all;
}

function someOrAll({ rendered }: Count): boolean {
  return rendered > programs;
}

async function inBoth(change: Change): Promise<void> {
  await Promise.all([again, cold].map(({ root }) => change(root)));
}

async function build(site: Checkout): Promise<Count> {
  const outcome = await site.byline(['build'], frozenAt(clock));
  expect(outcome).toMatchObject({ code: 0, stderr: '' });
  return countOf(outcome);
}

async function expectTheSame(): Promise<void> {
  for (const part of ['pages', 'texts', 'modules', 'data-store.json'])
    rmSync(join(cold.root, '.astro/cache', part), { recursive: true, force: true });
  await build(cold);
  expect(treeOf(again.root)).toEqual(treeOf(cold.root));
}

function countOf({ stdout }: Outcome): Count {
  const said = /(?<rendered>\d+) of (?<all>\d+) pages rendered/.exec(stdout)?.groups;
  return { all: Number(said?.['all']), rendered: Number(said?.['rendered']) };
}

async function writePosts(root: string): Promise<void> {
  const outAt = new Date(noon + HOUR / 2).toISOString();
  write(root, 'content/components/words.ts', "export const words = '很宽';\n");
  write(
    root,
    'content/components/Wide.astro',
    '---\nimport { words } from \'./words.ts\';\n---\n<p class="wide" title={words}><slot /></p>\n',
  );
  post('later.md', 'title: Later', `publishAt: ${outAt}`)(root);
  post('wide.mdx', 'title: Wide')(root);
  append('content/posts/wide.mdx', '\n<Wide>Text</Wide>\n\n<Offer id="course" />\n')(root);
  post('program/index.mdx', 'title: A program')(root);
  append(
    'content/posts/program/index.mdx',
    '\n![A dot](./dot.png)\n\n![A sign](/sign.png)\n\nBuilt {new Date().toISOString()}.\n',
  )(root);
  await picture('content/posts/program/dot.png', '#a00')(root);
  await picture('public/sign.png', '#00a')(root);
  post('pictured/index.md', 'title: Pictured')(root);
  append('content/posts/pictured/index.md', '\n![A dot](./dot.png)\n')(root);
  await picture('content/posts/pictured/dot.png', '#00a')(root);
}

function owners(path: string, text: string): Change {
  return (root) => write(root, `content/${path}`, text);
}

function post(name: string, ...matter: string[]): Change {
  const lines = ['---', ...matter, 'description: D', 'date: 2026-08-01', 'lang: zh', '---', '', 'Text.', ''];
  const fitting = lines.filter((line) => !name.includes('.en.') || line !== 'lang: zh');
  return (root) => write(root, `content/posts/${name}`, fitting.join('\n'));
}

function picture(path: string, background: string, width = 40): Change {
  return async (root) => {
    const create = { width, height: 30, channels: 3, background } as const;
    write(root, path, await sharp({ create }).png().toBuffer());
  };
}

function edit(path: string, from: string, to: string): Change {
  return (root) => {
    const text = readFileSync(join(root, path), 'utf8');
    expect(text).toContain(from);
    write(root, path, text.replace(from, to));
  };
}

function append(path: string, more: string): Change {
  return (root) => write(root, path, readFileSync(join(root, path), 'utf8') + more);
}

function write(root: string, path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}
