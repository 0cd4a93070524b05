import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FeedItem, feedPageSchema } from '#domain';
import { type Checkout, checkOut } from './checkout.ts';

let checkout: Checkout;
const read = (path: string) => readFile(join(checkout.root, 'dist', path), 'utf8');
const post = (head: string, text: string) =>
  `---\ntitle: T\ndescription: D\ndate: 2026-01-02\n${head}---\n\n${text}\n`;

beforeAll(async () => {
  checkout = await checkOut('thread');
  await mkdir(join(checkout.root, 'content/components'));
  await checkout.write(
    'content/components/Badge.astro',
    '---\nconst { text } = Astro.props;\n---\n<p class="badge"><b>{text}</b></p><slot />\n<style>\n  .badge { color: red; }\n</style>\n',
  );
  await checkout.write(
    'content/posts/parts.mdx',
    post(
      'tags: [C++, "C#", CI/CD, "100%"]\noffers: [consulting, course]\n',
      '<Badge text="新">\n\n**里面**\n\n</Badge>\n\n<Offer id="consulting" />\n\n公式 $x^2$。',
    ),
  );
  await checkout.write(
    'content/posts/module.mdx',
    post(
      'offers: [course]\n',
      "import Badge from '../components/Badge.astro';\n\n算一下：{1 + 2}\n\n<Badge text={'算' + 1}>出的</Badge>\n\n<Course id=\"course\" />\n\n[甲](./first.md) [[moved]]",
    ),
  );
  await checkout.write(
    'content/posts/later.md',
    post('publishAt: 2999-01-01T00:00+08:00\n', '到时候才看得到。'),
  );
  await checkout.write(
    'content/posts/moved.md',
    post('redirects: [/2019/01/旧文/, /old.html]\nseries: { name: 可靠, order: 2 }\n', '搬过家。'),
  );
  await checkout.write(
    'content/posts/first.md',
    post('series: { name: 可靠, order: 1 }\nnoindex: true\n', '第一篇。'),
  );
  await checkout.write(
    'content/posts/copy.md',
    post('canonical: https://elsewhere.example/original/\n', '转载。'),
  );
  await checkout.write(
    'content/posts/timeouts/pictured.md',
    post('cover: { src: ./sequence.svg, alt: 封面 }\n', '有封面。'),
  );
  expect(await checkout.byline(['build', '--quiet'])).toMatchObject({ code: 0, stderr: '' });
}, 180_000);
afterAll(() => checkout.remove());

describe('components', () => {
  test('ours and the author’s are filled in without an import', async () => {
    const page = await read('posts/parts/index.html');
    expect(page).toMatch(/<p class="badge"[^>]*><b[^>]*>新<\/b><\/p>\s*<p><strong>里面<\/strong><\/p>/);
    expect(page.replaceAll('<wbr>', '')).toContain('后端性能咨询');
    expect(page).not.toContain('byline-component');
  });

  test('a post with imports is a module, and a page like any other', async () => {
    const page = await read('posts/module/index.html');
    expect(page).toContain('算一下：3');
    expect(page).toMatch(/<b[^>]*>算1<\/b>/);
    expect(page).toMatch(/<a href="\/posts\/first\/"[^>]*>甲<\/a> <a href="\/posts\/moved\/"[^>]*>T<\/a>/);
  });

  test.each([
    ['parts', ['consulting', 'course']],
    ['module', ['course']],
  ])('an offer that stands in the text of %s is not shown again below it', async (slug, shown) => {
    const cards = (await read(`posts/${slug}/index.html`)).matchAll(
      /<article class="card offer" data-kind="(\w+)"/g,
    );
    expect([...cards].map(([, kind]) => kind).sort()).toEqual(shown);
  });

  test('they read well in the feed', async () => {
    expect((await item('parts')).content_html).toMatch(
      /^<p><b>新<\/b><\/p>\s*<p><strong>里面<\/strong><\/p>\s*<p>咨询：<a href="https:\/\/fixture\.example\/services\/consulting\/">后端性能咨询<\/a>——一周内找到慢的原因。<\/p>\s*<p>公式 \$x\^2\$。<\/p>$/,
    );
    expect((await item('module')).content_html).toContain('<p>算一下：3</p>');
  });
});

describe('what a post may say of itself', () => {
  test('one that is scheduled is nowhere yet', async () => {
    const files = await readdir(join(checkout.root, 'dist'), { recursive: true, withFileTypes: true });
    const texts = files.filter((entry) => entry.isFile() && /\.(html|json|xml)$/.test(entry.name));
    for (const entry of texts)
      expect(await readFile(join(entry.parentPath, entry.name), 'utf8')).not.toContain('到时候才看得到');
    expect(existsSync(join(checkout.root, 'dist/posts/later'))).toBe(false);
  });

  test('old addresses lead to it', async () => {
    for (const path of ['2019/01/旧文/index.html', 'old.html/index.html']) {
      expect(await read(path)).toContain('url=/posts/moved/');
    }
  });

  test('a series is listed in order, with the post one is on', async () => {
    expect(await read('posts/moved/index.html')).toMatch(
      /系列：可靠[\s\S]*\/posts\/first\/[\s\S]*aria-current="page"/,
    );
  });

  test('search engines are kept away, or sent to the original', async () => {
    expect(await read('posts/first/index.html')).toContain('<meta name="robots" content="noindex">');
    expect(await read('posts/copy/index.html')).toContain(
      '<link rel="canonical" href="https://elsewhere.example/original/">',
    );
    const sitemap = await read('sitemap.xml');
    expect(sitemap).not.toMatch(/posts\/(first|copy)\//);
  });

  test('a cover is a picture of Astro’s', async () => {
    expect(await read('posts/timeouts/pictured/index.html')).toMatch(
      /<img [^>]*src="\/_astro\/sequence\.[^"]+"[^>]*alt="封面"/,
    );
  });

  test('tags have addresses every file system can hold', async () => {
    const page = await read('posts/parts/index.html');
    for (const slug of ['cpp', 'csharp', 'ci-cd', '100']) {
      expect(page).toContain(`href="/tags/${slug}/"`);
      expect(await read(`tags/${slug}/index.html`)).toContain('/posts/parts/');
    }
  });
});

describe('what leads nowhere', () => {
  test('stops the build, all of it named in one run, and leaves the site that was', async () => {
    const before = await read('index.html');
    await checkout.write(
      'content/posts/wrong.mdx',
      post('', '[没有](/posts/nowhere/)\n\n<Course id="cuorse" />\n\n[[nobody]]'),
    );
    const { code, stderr } = await checkout.byline(['build', '--quiet']);
    expect(code).toBe(1);
    expect(stderr).toContain('content/posts/wrong.mdx:7\n  there is no page “/posts/nowhere/”');
    expect(stderr).toContain(
      'content/posts/wrong.mdx:9\n  there is no offer “cuorse” in content/offers/\n  Did you mean “course”?',
    );
    expect(stderr).toContain('content/posts/wrong.mdx:11\n  there is no page “nobody”');
    expect(await read('index.html')).toBe(before);
    await rm(join(checkout.root, 'content/posts/wrong.mdx'));
  });
});

describe('a second build', () => {
  const texts = () => join(checkout.root, '.astro/cache/texts');

  test('compiles only what changed', async () => {
    const before = new Set(await readdir(texts()));
    await writeFile(
      join(checkout.root, 'content/posts/first.md'),
      post('series: { name: 可靠, order: 1 }\n', '第一篇，改过。'),
    );
    expect(await checkout.byline(['build', '--quiet'])).toMatchObject({ code: 0 });
    expect((await readdir(texts())).filter((name) => !before.has(name))).toHaveLength(1);
    expect(await read('posts/first/index.html')).toContain('第一篇，改过。');
  });

  test('may run beside a third', async () => {
    await checkout.write(
      'content/posts/first.md',
      post('series: { name: 可靠, order: 1 }\n', '第一篇，又改过。'),
    );
    const both = await Promise.all([1, 2].map(() => checkout.byline(['build', '--quiet'])));
    expect(both).toEqual([1, 2].map(() => ({ code: 0, stdout: '', stderr: '' })));
    expect(await read('posts/first/index.html')).toContain('第一篇，又改过。');
  });

  test('makes a broken entry again', async () => {
    for (const name of await readdir(texts())) await writeFile(join(texts(), name), 'half a fi');
    expect(await checkout.byline(['build', '--quiet'])).toMatchObject({ code: 0, stderr: '' });
    expect(await read('posts/first/index.html')).toContain('第一篇，又改过。');
  });
});

async function item(id: string): Promise<FeedItem> {
  const found = feedPageSchema
    .parse(JSON.parse(await read('feed.json')))
    .items.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no ${id} in the feed`);
  return found;
}
