import { appendFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Checkout, checkOut, type Outcome, settingsIn } from '../checkout.ts';
import { frozenAt } from '../page-cache/frozen-clock.ts';
import { treeOf } from '../tree-of.ts';

// A case is up to two builds of a site.
vi.setConfig({ testTimeout: 120_000 });

const noon = new Date().setUTCHours(4, 0, 0, 0);
const HOUR = 3_600_000;
const diagram = '\n```mermaid\ngraph LR; a-->b\n```\n';

let site: Checkout;
let cold: Checkout;
let clock = noon;

beforeAll(async () => {
  [site, cold] = await Promise.all([checkOut('thread'), checkOut('thread')]);
  await inBoth(addPosts);
  const { code, stderr } = await build();
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});
afterAll(() => Promise.all([site.remove(), cold.remove()]));

describe('where nothing but words has changed, the pages they are on are built, without Astro', () => {
  test.each<[what: string, change: Change, pages: (count: number) => boolean]>([
    ['nothing at all', async () => undefined, (count) => count === 0],
    ['a word', edit('posts/单元测试.md', '先看它红', '先看它变红'), some],
    ['the same post again', edit('posts/单元测试.md', '先看它变红', '先看到红'), some],
    ['an offer’s text', edit('offers/consulting.md', '再下结论', '再说结论'), some],
    ['a post with a picture', append('posts/pictured/index.md', '\nMore.\n'), some],
    ['a post in a page’s component', append('posts/wide.mdx', '\n<Wide>More</Wide>\n'), some],
    ['a heading another post leads to by its anchor', append('posts/pictured/index.md', '\n## More\n'), some],
    [
      'a frame, which the page’s policy has to allow',
      append('posts/wide.mdx', frame('https://video.example')),
      some,
    ],
    ['a draft nobody sees', append('posts/secret-plan/index.mdx', '\nMore.\n'), (count) => count === 0],
  ])('%s', async (_, change, pages) => {
    await inBoth(change);
    const { code, stdout, stderr } = await build();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(Number(/^(\d+) of \d+ pages rendered, nothing else/m.exec(stdout)?.[1])).toSatisfy(pages);
  });

  test('and the site is the one that is built from nothing', async () => {
    expect(treeOf(site.root)).toEqual(await builtFromNothing());
  });

  test('a phone is offered the picture in a smaller file, a feed the one there is', async () => {
    const dist = (path: string) => join(site.root, 'dist', path);
    const html = await readFile(dist('posts/pictured/index.html'), 'utf8');
    const [, small = '', whole = ''] = /srcset="(\S+) 480w, (\S+) 640w"/.exec(html) ?? [];
    const [narrow, wide] = await Promise.all([small, whole].map((path) => sharp(dist(path)).metadata()));
    expect([narrow?.width, wide?.width]).toEqual([480, 640]);
    expect(html).toMatch(/<img [^>]*sizes="[^"]*92vw"[^>]* width="640" height="480"/);
    const feed = await readFile(dist('rss.xml'), 'utf8');
    expect(feed).toContain(`https://fixture.example${whole}`);
    expect(feed).not.toMatch(/srcset|sizes=/);
  });

  test.each<[what: string, change: Change, back: Change, said: RegExp]>([
    [
      'a link that leads nowhere',
      append('posts/wide.mdx', '\n[nowhere](./nowhere.md)\n'),
      edit('posts/wide.mdx', '\n[nowhere](./nowhere.md)\n', ''),
      /content\/posts\/wide\.mdx:\d+\n.*nowhere\.md/,
    ],
    [
      'a testimonial without a word',
      edit('testimonials/one.md', 'Well done.', ''),
      append('testimonials/one.md', 'Well done.'),
      /content\/testimonials\/one\.md:\d+\n.*the testimonial has no text/,
    ],
  ])('%s is said with its place, and nothing is put into dist/', async (_, change, back, said) => {
    const before = treeOf(site.root);
    await change(site.root);
    const { code, stderr } = await build();
    expect(code).toBe(1);
    expect(stderr).toMatch(said);
    expect(treeOf(site.root)).toEqual(before);
    await back(site.root);
    expect((await build()).stdout).toContain('nothing else had changed');
  });
});

describe('it takes a whole build when', () => {
  test.each<[what: string, change: Change]>([
    ['a title changes', edit('posts/单元测试.md', 'title: ', 'title: 新')],
    ['a picture changes', (root) => picture(root, '#0a0')],
    ['a text shows another picture', append('posts/wide.mdx', '\n![A dot](./pictured/dot.png)\n')],
    ['a text shows the first diagram', append('posts/wide.mdx', diagram)],
    ['a text becomes a program', append('posts/wide.mdx', '\nexport const sum = 1 + 2;\n\n{sum}\n')],
    ['a layout of the owner’s comes', owners('layouts/PostEnd.astro', '<p>End</p>\n')],
    ['it changes', owners('layouts/PostEnd.astro', '<p>The end</p>\n')],
    ['a word of the owner’s comes', owners('strings/zh.ts', "export default { nav: '去处' };\n")],
    ['dist/ is not as it was left', (root) => appendFile(join(root, 'dist/robots.txt'), '# mine\n')],
    [
      'a post comes out',
      async () => {
        clock += HOUR;
      },
    ],
  ])('%s', async (what, change) => {
    await (what.startsWith('dist/') ? change(site.root) : inBoth(change));
    const { code, stdout, stderr } = await build();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/\d+ of \d+ pages rendered(, the others had not changed)?$/m);
  });

  test('and the site is the one that is built from nothing', async () => {
    expect(treeOf(site.root)).toEqual(await builtFromNothing());
  });

  test('what was kept of a text is gone', async () => {
    await rm(join(site.root, '.astro/cache/texts'), { recursive: true });
    await append('posts/单元测试.md', '\nMore.\n')(site.root);
    const { code, stdout } = await build();
    expect(code).toBe(0);
    expect(stdout).toContain('the others had not changed');
  });

  test('two begin at once, and the second has nothing left to do', async () => {
    await append('posts/wide.mdx', '\nAt once.\n')(site.root);
    await edit('posts/单元测试.md', 'title: ', 'title: 又')(site.root);
    const both = await Promise.all([build(), build()]);
    expect(both.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
      both.map(() => ({ code: 0, stderr: '' })),
    );
    const said = both.map(({ stdout }) => stdout).join('');
    expect(said).toContain('another build is under way');
    expect(said).toContain('0 of');
  });

  test('a page fails, and says which, and the build ends', async () => {
    const sound = await readFile(join(site.root, 'content/posts/wide.mdx'), 'utf8');
    await append('posts/wide.mdx', '\n{sum.of.nothing}\n')(site.root);
    const { code, stderr } = await build();
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /content\/posts\/wide\.mdx\n.*fails while it is rendered: Cannot read properties of undefined/,
    );
    await writeFile(join(site.root, 'content/posts/wide.mdx'), sound);
  });

  test('the last build did not end, and what it kept of other pages is there', async () => {
    const { rendered, all } =
      /(?<rendered>\d+) of (?<all>\d+) pages rendered(, the others had not changed)?$/m.exec(
        (await build()).stdout,
      )?.groups ?? {};
    expect(Number(rendered)).toBeLessThan(Number(all) / 2);
  });

  test('but for what a build that was killed had put aside: that is put back', async () => {
    await rename(join(site.root, 'dist'), join(site.root, '.astro/dist-last-1'));
    expect((await build()).stdout).toMatch(/^0 of \d+ pages rendered, nothing else/m);
  });
});

test('a file that does not say its language is compiled again when the site’s first language is another', async () => {
  const own = await checkOut('thread', settingsIn('zh'));
  try {
    for (const folder of ['posts', 'offers', 'projects'])
      await rm(join(own.root, 'content', folder), { recursive: true });
    await writeFile(join(own.root, 'content/site.ts'), siteIn('zh'));
    await mkdir(join(own.root, 'content/posts'));
    const matter = 'title: Hello\ndescription: D\ndate: 2026-08-01';
    await writeFile(join(own.root, 'content/posts/hello.md'), `---\n${matter}\n---\n\n## Part\n\nText.\n`);
    await own.byline(['build']);
    expect(await readFile(join(own.root, 'dist/posts/hello/index.html'), 'utf8')).toContain('本节链接');
    await writeFile(join(own.root, 'content/site.ts'), siteIn('en'));
    await own.byline(['build']);
    expect(await readFile(join(own.root, 'dist/posts/hello/index.html'), 'utf8')).not.toContain('本节链接');
  } finally {
    await own.remove();
  }
});

function siteIn(lang: string): string {
  return `import { defineSite } from '#domain';\n\nexport default defineSite(${JSON.stringify(settingsIn(lang))});\n`;
}

type Change = (root: string) => Promise<unknown>;

function some(count: number): boolean {
  return count > 0 && count < 30;
}

function build(): Promise<Outcome> {
  return site.byline(['build'], frozenAt(clock));
}

async function builtFromNothing(): Promise<Record<string, string>> {
  await rm(join(cold.root, '.astro'), { recursive: true, force: true });
  const { code, stderr } = await cold.byline(['build'], frozenAt(clock));
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return treeOf(cold.root);
}

async function inBoth(change: Change): Promise<void> {
  await Promise.all([site, cold].map(({ root }) => change(root)));
}

async function addPosts(root: string): Promise<void> {
  await mkdir(join(root, 'content/components'));
  await writeFile(join(root, 'content/components/Wide.astro'), '<p class="wide"><slot /></p>\n');
  await writePost(root, 'later.md', 'Later', `publishAt: ${new Date(noon + HOUR / 2).toISOString()}`);
  await writePost(root, 'wide.mdx', 'Wide');
  await append('posts/wide.mdx', '\n<Wide>Text</Wide>\n\n<Offer id="course" />\n')(root);
  await writePost(root, 'pictured/index.md', 'Pictured');
  await picture(root, '#00a');
  await append('posts/pictured/index.md', '\n![A dot](./dot.png)\n\n## Dots\n\nText.\n')(root);
  await writePost(root, 'leading.md', 'Leading');
  await append('posts/leading.md', '\n[Dots](./pictured/index.md#dots)\n')(root);
  await mkdir(join(root, 'content/testimonials'));
  const testimonial = '---\nname: N\ndate: 2026-08-01\nlang: zh\n---\n\nWell done.';
  await writeFile(join(root, 'content/testimonials/one.md'), testimonial);
}

async function writePost(root: string, name: string, title: string, ...more: string[]): Promise<void> {
  const matter = [`title: ${title}`, ...more, 'description: D', 'date: 2026-08-01', 'lang: zh'];
  const file = join(root, 'content/posts', name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `---\n${matter.join('\n')}\n---\n\nText.\n`);
}

async function picture(root: string, background: string): Promise<void> {
  const create = { width: 640, height: 480, channels: 3, background } as const;
  await writeFile(join(root, 'content/posts/pictured/dot.png'), await sharp({ create }).png().toBuffer());
}

/** A change of a file below `content/`. */
function edit(path: string, from: string, to: string): Change {
  return async (root) => {
    const file = join(root, 'content', path);
    const text = await readFile(file, 'utf8');
    expect(text).toContain(from);
    await writeFile(file, text.replace(from, to));
  };
}

function owners(path: string, text: string): Change {
  return async (root) => {
    await mkdir(join(root, 'content', path, '..'), { recursive: true });
    await writeFile(join(root, 'content', path), text);
  };
}

function append(path: string, more: string): Change {
  return (root) => appendFile(join(root, 'content', path), more);
}

function frame(origin: string): string {
  return `\n<iframe src="${origin}/1" title="A frame"></iframe>\n`;
}
