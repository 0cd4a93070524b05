import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Checkout, checkOut, type Running } from './checkout.ts';
import { freePort } from './free-port.ts';

const PATIENCE = { timeout: 20_000, interval: 50 };

let checkout: Checkout;
let dev: Running;
let address: string;
const page = async (path: string) => (await fetch(address + path)).text();
const post = (text: string, head = '') =>
  `---\ntitle: T\ndescription: D\ndate: 2026-01-02\n${head}---\n\n${text}\n`;

beforeAll(async () => {
  checkout = await checkOut('thread');
  const port = await freePort();
  address = `http://localhost:${port}`;
  dev = await checkout.start(['dev', '--port', String(port)], /ready in/);
}, 60_000);
afterAll(async () => {
  await dev?.stop();
  await checkout?.remove();
});

describe('while one writes', () => {
  test('drafts show, marked', async () => {
    const text = await page('/posts/secret-plan/');
    expect(text).toContain('绝密草稿正文');
    expect(text).toContain('草稿，只在预览中可见');
  });

  test.each([
    ['offers', 'kind: consulting\nper: hour', '/services/'],
    ['projects', 'date: 2026-08-01', '/projects/'],
    ['testimonials', 'name: 某人\ndate: 2026-08-01', '/testimonials/'],
  ])('so do drafts of %s, on their cards', async (folder, matter, path) => {
    const named = folder === 'testimonials' ? '' : 'title: 悄悄\ndescription: D\n';
    await mkdir(join(checkout.root, 'content', folder), { recursive: true });
    await checkout.write(
      `content/${folder}/quiet.md`,
      `---\n${named}${matter}\ndraft: true\n---\n\n悄悄说。\n`,
    );
    await expect.poll(() => page(path), PATIENCE).toMatch(/class="draft">草稿，只在预览中可见/);
  });

  test('a saved post shows', async () => {
    await checkout.write('content/posts/单元测试.md', post('改过的正文。', 'offers: [course]\n'));
    await expect.poll(() => page('/posts/单元测试/'), PATIENCE).toContain('改过的正文。');
  });

  test('a new post shows, and links to it work', async () => {
    await checkout.write('content/posts/fresh.md', post('新写的。'));
    await expect.poll(() => page('/posts/fresh/'), PATIENCE).toContain('新写的。');
    await checkout.write('content/posts/单元测试.md', post('见 [[fresh]]。'));
    await expect.poll(() => page('/posts/单元测试/'), PATIENCE).toContain('<a href="/posts/fresh/">');
  });

  test('what is wrong is said with file and line, and the rest goes on', async () => {
    await checkout.write('content/posts/fresh.md', post('[没有](/posts/nowhere/)'));
    await expect
      .poll(() => dev.output(), PATIENCE)
      .toMatch(/content\/posts\/fresh\.md:7 there is no page “\/posts\/nowhere\/”/);
    expect(await page('/posts/timeouts/')).toContain('超时不等于没有发生');
  });

  test.each([
    [
      'a component there is none of',
      '<Asid>x</Asid>',
      '',
      /mend\.mdx:6 .*no component &lt;Asid&gt;.*Did you mean “Aside”/,
    ],
    ['a key nobody knows', 'x', 'featurd: true\n', /mend\.mdx:5 .*featurd: unknown key/],
    [
      'a key without what it needs',
      'x',
      'series: { name: S }\n',
      /mend\.mdx:5 .*series\.order is missing.*Add “order: …” below series/,
    ],
    [
      'an offer there is none of',
      'x',
      'offers: [cuorse]\n',
      /mend\.mdx:5 .*no offer “cuorse”.*Did you mean “course”/,
    ],
  ])('%s is said in the browser, in the page’s place, until it is mended', async (_, text, head, said) => {
    const write = (...[body, matter]: [string, string?]) =>
      checkout.write('content/posts/mend.mdx', post(body, matter).replace('---\n\n', '---\n'));
    await write(text, head);
    const seen = async () => {
      const answer = await fetch(`${address}/posts/mend/`);
      const html = (await answer.text())
        .replace(/<style>.*<\/style>/s, '')
        .replaceAll(/<(?!mark)[^>]+>/g, ' ');
      return `${answer.status} ${html.replaceAll(/\s+/g, ' ')}`;
    };
    await expect.poll(seen, PATIENCE).toMatch(said);
    expect(await seen()).toMatch(/^500 /);
    expect((await fetch(`${address}/`)).status).toBe(200);
    await write('写好了。');
    await expect.poll(seen, PATIENCE).toMatch(/^200 .*写好了。/);
    await rm(join(checkout.root, 'content/posts/mend.mdx'));
  });

  test('the terminal names the line of a key too', () =>
    expect(dev.output()).toContain('content/posts/mend.mdx:5 featurd: unknown key'));

  test('a folder that nobody reads is said, with the one that was meant', async () => {
    await mkdir(join(checkout.root, 'content/talk'), { recursive: true });
    await checkout.write('content/talk/mine.md', post('x'));
    await expect
      .poll(() => dev.output(), PATIENCE)
      .toMatch(/content\/talk\/ nobody reads this folder.*Did you mean content\/talks\/\?/);
    await rm(join(checkout.root, 'content/talk'), { recursive: true });
  });

  test('what is wrong with a text stands in its place where another page shows it', async () => {
    await mkdir(join(checkout.root, 'content/testimonials'), { recursive: true });
    await checkout.write(
      'content/testimonials/one.md',
      '---\nname: 某人\ndate: 2026-09-02\n---\n\n[x](/nowhere/)\n',
    );
    await expect
      .poll(() => page('/'), PATIENCE)
      .toContain('✗ content/testimonials/one.md:6 there is no page “/nowhere/”');
    expect(await page('/')).toContain('</html>');
    await rm(join(checkout.root, 'content/testimonials/one.md'));
  });

  test.each([
    ['a cover that is no picture', 'fake.md', 'x', 'cover: { src: ./pic.svg, alt: x }\n', 5],
    ['a picture in a text that is none', 'fake.md', '![x](./pic.svg)', '', 7],
    ['a picture in a component', 'fake.mdx', '<Figure src="./pic.svg" alt="x" />', '', 7],
    ['a picture in a program', 'fake.mdx', '![x](./pic.svg)\n\n{1 + 1}', '', 7],
  ])(
    '%s is said on its page, the others are there, and it shows once it is one',
    async (_, name, text, head, line) => {
      await checkout.write('content/posts/pic.svg', 'no picture');
      await checkout.write(`content/posts/${name}`, post(text, head));
      await expect.poll(() => page('/posts/fake/'), PATIENCE).toContain(`${name}:${line}`);
      expect(await page('/posts/fake/')).toContain('“./pic.svg” is not a picture');
      await expect.poll(async () => (await fetch(`${address}/posts/timeouts/`)).status, PATIENCE).toBe(200);
      await checkout.write(
        'content/posts/pic.svg',
        '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>',
      );
      await expect.poll(() => page('/posts/fake/'), PATIENCE).toContain('alt="x"');
      await checkout.write('content/posts/pic.svg', 'no picture again');
      await expect.poll(() => page('/posts/fake/'), PATIENCE).toContain('“./pic.svg” is not a picture');
      await expect.poll(async () => (await fetch(`${address}/posts/timeouts/`)).status, PATIENCE).toBe(200);
      await rm(join(checkout.root, `content/posts/${name}`));
      await expect.poll(async () => (await fetch(`${address}/posts/fake/`)).status, PATIENCE).toBe(404);
    },
  );

  test.each([
    ['a component', '<Waves>y</Waves>', /uses\.mdx:6.*no component &lt;Waves&gt;.*Did you mean “Wave”/s],
    [
      'a file',
      'import W from "../components/Waves.astro";\n\n<W>y</W>',
      /uses\.mdx:6.*no file “\.\.\/components\/Waves\.astro” to import/s,
    ],
  ])('%s that goes while a post uses it is named, until it is back', async (_, text, said) => {
    const file = join(checkout.root, 'content/components/Waves.astro');
    await mkdir(join(checkout.root, 'content/components'), { recursive: true });
    await checkout.write('content/components/Wave.astro', '<p>one wave</p>\n');
    await checkout.write('content/components/Waves.astro', '<p>waves <slot /></p>\n');
    await checkout.write('content/posts/uses.mdx', post(text).replace('---\n\n', '---\n'));
    await expect.poll(() => page('/posts/uses/'), PATIENCE).toMatch(/waves\s+y/);
    await rm(file);
    await expect.poll(() => page('/posts/uses/'), PATIENCE).toMatch(said);
    expect((await fetch(`${address}/feed.json`)).status).toBe(200);
    await checkout.write('content/components/Waves.astro', '<p>waves <slot /></p>\n');
    await expect.poll(() => page('/posts/uses/'), PATIENCE).toMatch(/waves\s+y/);
    await rm(join(checkout.root, 'content/posts/uses.mdx'));
  });

  test('an offer that goes while a post shows it is named, until it is back', async () => {
    const offer = '---\nkind: consulting\nper: hour\ntitle: 陪跑\ndescription: D\n---\n\n字。\n';
    await checkout.write('content/offers/run.md', offer);
    await checkout.write('content/posts/shows.mdx', post('<Offer id="run" />'));
    await expect.poll(() => page('/posts/shows/'), PATIENCE).toContain('陪跑');
    await rm(join(checkout.root, 'content/offers/run.md'));
    await expect.poll(() => page('/posts/shows/'), PATIENCE).toContain('there is no offer “run”');
    await checkout.write('content/offers/run.md', offer);
    await expect.poll(() => page('/posts/shows/'), PATIENCE).toContain('陪跑');
    await rm(join(checkout.root, 'content/posts/shows.mdx'));
    await rm(join(checkout.root, 'content/offers/run.md'));
  });

  test.each([
    [
      'Named',
      '<Named>x</Named>',
      'content/posts/Named.mdx:7 &#x3C;Named> fails while it is rendered: on purpose',
    ],
    [
      'Imported',
      'import F from "../components/Imported.astro";\n\n<F>x</F>',
      'the text of /posts/Imported/ fails while it is rendered: on purpose',
    ],
  ])('a component that fails is named where it would stand: %s', async (name, text, said) => {
    await mkdir(join(checkout.root, 'content/components'), { recursive: true });
    const failing = "---\nthrow new Error('on purpose');\n---\n";
    await checkout.write(`content/components/${name}.astro`, failing);
    await checkout.write(`content/posts/${name}.mdx`, post(text));
    await expect.poll(() => page(`/posts/${name}/`), PATIENCE).toContain(said);
    await expect
      .poll(() => page(`/posts/${name}/`), PATIENCE)
      .toMatch(/\(content\/components\/\w+\.astro:2\)[\s\S]*<\/html>/);
    expect((await fetch(`${address}/feed.json`)).status).toBe(200);
    await checkout.write(`content/components/${name}.astro`, '<p>mended</p>\n');
    await expect.poll(() => page(`/posts/${name}/`), PATIENCE).toContain('mended');
    await rm(join(checkout.root, `content/posts/${name}.mdx`));
  });

  test('the editor knows a file as soon as it is there', async () => {
    await checkout.write('content/posts/新文件.md', post('新的。'));
    const known = () => readFile(join(checkout.root, '.astro/collections/collections.json'), 'utf8');
    await expect.poll(known, PATIENCE).toContain('/content/posts/新文件.md": "posts"');
    await rm(join(checkout.root, 'content/posts/新文件.md'));
    await expect.poll(known, PATIENCE).not.toContain('新文件');
  });

  test('what is wrong with the settings is said of every page, and nothing else is, until it is mended', async () => {
    const sound = await readFile(join(checkout.root, 'content/site.ts'), 'utf8');
    const before = dev.output().length;
    await checkout.write('content/site.ts', sound.replace('"title"', '"titel"'));
    await expect
      .poll(() => page('/posts/timeouts/'), PATIENCE)
      .toMatch(/content\/site\.ts:5<.*titel: unknown key/s);
    expect(await page('/')).toContain('did you mean “title”?');
    await checkout.write('content/site.ts', sound);
    await expect.poll(async () => (await fetch(`${address}/`)).status, PATIENCE).toBe(200);
    const said = dev.output().slice(before);
    expect(said).toContain('✗ content/site.ts:5\n  titel: unknown key; did you mean “title”?');
    expect(said).not.toMatch(/stacktrace|src\/domain/);
  });

  test.each<[name: string, path: string, added: string, changed: string]>([
    ['a layout', 'layouts/Header.astro', '<p>own head</p>', '<p>another head</p>'],
    ['the end of posts', 'layouts/PostEnd.astro', '<p>own end</p>', '<p>another end</p>'],
    [
      'words',
      'strings/zh.ts',
      "export default { sections: { posts: 'Aufsätze' } };",
      "export default { sections: { posts: 'Schriften' } };",
    ],
  ])('%s of the owner’s shows when it is added, changed and gone', async (_, path, added, changed) => {
    const shown = (text: string) => /<p>(.*)<\/p>|posts: '(.*)'/.exec(text)?.slice(1).join('') ?? '';
    await mkdir(join(checkout.root, 'content', path, '..'), { recursive: true });
    const before = await page('/posts/timeouts/');
    for (const text of [added, changed]) {
      expect(before).not.toContain(shown(text));
      // Saved again until it shows: of two saves within a moment the watcher may tell one.
      const saved = () => checkout.write(`content/${path}`, `${text}\n`);
      const asked = () => saved().then(() => page('/posts/timeouts/'));
      await expect.poll(asked, { ...PATIENCE, interval: 1_000 }).toContain(shown(text));
    }
    await rm(join(checkout.root, 'content', path));
    await expect.poll(() => page('/posts/timeouts/'), PATIENCE).not.toContain(shown(changed));
  });

  test('words that fit nowhere are said with file and line, until they are mended', async () => {
    const write = (key: string) =>
      checkout.write(
        'content/strings/zh.ts',
        `export default {\n  sections: {\n    ${key}: '博客',\n  },\n};\n`,
      );
    await write('post');
    await expect
      .poll(() => page('/posts/timeouts/'), PATIENCE)
      .toMatch(/content\/strings\/zh\.ts:3<.*sections\.post: unknown key; did you mean “posts”\?/s);
    await write('posts');
    await expect.poll(() => page('/posts/timeouts/'), PATIENCE).toContain('博客');
    await rm(join(checkout.root, 'content/strings/zh.ts'));
    await expect.poll(() => page('/posts/timeouts/'), PATIENCE).not.toMatch(/博客|FailedToLoad/);
  });

  test('a text is looked at again when what it links to comes, loses a heading, gets a title, or goes', async () => {
    const target = (name: string, title: string, text: string) =>
      checkout.write(
        `content/posts/${name}.md`,
        `---\ntitle: ${title}\ndescription: D\ndate: 2026-01-02\n---\n\n${text}\n`,
      );
    const shown = () => page('/posts/leads-on/');
    await checkout.write('content/posts/leads-on.md', post('见 [[later]] 与 [此节](./later.md#甲)。'));
    await expect.poll(shown, PATIENCE).toMatch(/leads-on\.md:7.*later/s);
    await target('later', '后来', '## 甲\n\n文。');
    await expect.poll(shown, PATIENCE).toContain('<a href="/posts/later/">后来</a>');
    await target('later', '改名', '## 甲\n\n文。');
    await expect.poll(shown, PATIENCE).toContain('<a href="/posts/later/">改名</a>');
    await target('later', '改名', '## 乙\n\n文。');
    await expect.poll(shown, PATIENCE).toMatch(/leads-on\.md:7.*甲/s);
    await target('later', '改名', '## 甲\n\n文。');
    await expect.poll(shown, PATIENCE).toContain('<a href="/posts/later/">改名</a>');
    await rm(join(checkout.root, 'content/posts/later.md'));
    await expect.poll(shown, PATIENCE).toMatch(/leads-on\.md:7.*later/s);
    await rm(join(checkout.root, 'content/posts/leads-on.md'));
    await expect.poll(() => page('/'), PATIENCE).not.toContain('leads-on');
  }, 120_000);

  test('words in compiled texts are those that were saved last, and a mended mistake does not stay', async () => {
    const words = (text: string) => checkout.write('content/strings/zh.ts', text);
    const shown = () => page('/posts/noted/');
    await checkout.write('content/posts/noted.md', post('一句话。[^1]\n\n[^1]: 出处。'));
    await expect.poll(shown, PATIENCE).toContain('>脚注<');
    await words("export default { text: { footnotes: { title: '附注' } } };\n");
    await expect.poll(shown, PATIENCE).toContain('>附注<');
    await words("export default { text: { footnotes: { title: '附注 } } };\n");
    await expect.poll(shown, PATIENCE).toMatch(/content\/strings\/zh\.ts/);
    await words("export default { text: { footnotes: { title: '又注' } } };\n");
    await expect.poll(shown, PATIENCE).toContain('>又注<');
    await rm(join(checkout.root, 'content/strings/zh.ts'));
    await expect.poll(shown, PATIENCE).toContain('>脚注<');
  }, 120_000);

  test('words in the reader’s browser are those that were saved last', async () => {
    const script = () => page('/@id/__x00__byline:reader-words');
    expect(await script()).toContain('"copy":"复制"');
    await checkout.write('content/strings/zh.ts', "export default { reader: { copy: '抄一份' } };\n");
    await expect.poll(script, PATIENCE).toContain('抄一份');
    await expect.poll(() => page('/posts/timeouts/'), PATIENCE).toContain('<html');
    await rm(join(checkout.root, 'content/strings/zh.ts'));
    await expect.poll(script, PATIENCE).not.toContain('抄一份');
    await expect.poll(() => page('/posts/timeouts/'), PATIENCE).not.toContain('FailedToLoad');
  });

  test('a layout nothing shows is named, with the one that was meant', async () => {
    await checkout.write('content/layouts/Heder.astro', '<p>x</p>\n');
    const { code, stderr } = await checkout.byline(['check']);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /content\/layouts\/Heder\.astro.*nothing shows this layout.*Did you mean “Header”\?/s,
    );
    await rm(join(checkout.root, 'content/layouts/Heder.astro'));
  });

  test('a build beside it is none of its business', async () => {
    await expect.poll(async () => (await fetch(`${address}/posts/fresh/`)).status, PATIENCE).toBe(500);
    await checkout.write('content/posts/fresh.md', post('又写好了。'));
    expect(await checkout.byline(['build', '--quiet'])).toEqual({ code: 0, stdout: '', stderr: '' });
    await expect.poll(() => page('/posts/fresh/'), PATIENCE).toContain('又写好了。');
    expect(dev.output()).not.toMatch(/\[watch\].*dist/);
  }, 60_000);

  test('a share image is drawn from the page as it is', async () => {
    const image = await fetch(`${address}/og/posts/timeouts.png`);
    expect(image.headers.get('content-type')).toBe('image/png');
  });

  test.runIf(process.platform === 'linux')('threads do not pile up while files come and go', async () => {
    await expect.poll(() => threadsOf(dev.pid), PATIENCE).toBeGreaterThan(0);
    const before = threadsOf(dev.pid);
    const names = Array.from({ length: 8 }, (_, index) => `many-${index}`);
    for (const round of [1, 2, 3]) {
      const files = names.map((name) => `content/posts/${name}.md`);
      await Promise.all(files.map((file) => checkout.write(file, post(`第 ${round} 轮。`))));
      for (const name of names)
        await expect.poll(() => page(`/posts/${name}/`), PATIENCE).toContain(`第 ${round} 轮。`);
      await Promise.all(files.map((file) => rm(join(checkout.root, file))));
      for (const name of names)
        await expect.poll(async () => (await fetch(`${address}/posts/${name}/`)).status, PATIENCE).toBe(404);
    }
    await expect.poll(() => threadsOf(dev.pid), PATIENCE).toBeLessThanOrEqual(before);
  });

  test('it goes on watching when it starts anew, as it does when a variable is written', async () => {
    await checkout.write('.env', 'PUBLIC_A=1');
    await expect.poll(() => dev.output(), PATIENCE).toContain('server restarted');
    await checkout.write('content/posts/anew.md', post('重启以后写的。'));
    await expect.poll(() => page('/posts/anew/'), PATIENCE).toContain('重启以后写的。');
    await checkout.write('content/posts/anew.md', post('重启以后改的。'));
    await expect.poll(() => page('/posts/anew/'), PATIENCE).toContain('重启以后改的。');
  });

  test('a port in use is said, not changed in silence', async () => {
    const port = new URL(address).port;
    expect(await checkout.byline(['dev', '--port', port])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`port ${port} is in use`),
    });
  });

  test('nobody else is let in, and the address is printed', () =>
    expect(dev.output()).toMatch(/Local\s+http:\/\/localhost:\d+\/[\s\S]*Network\s+use --host to expose/));

  test('an address that this machine does not have is said', async () => {
    expect(await checkout.byline(['dev', '--port', '0', '--host', '203.0.113.1'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('this machine has no address 203.0.113.1'),
    });
  });

  test('it ends, and says why, when the folder it works in is deleted', async () => {
    await rm(join(checkout.root, '.astro'), { recursive: true, force: true, maxRetries: 5 });
    await expect.poll(() => dev.output(), PATIENCE).toContain('.astro/ was deleted');
    expect(await dev.stop()).toMatchObject({ code: 1 });
  });
});

/** How many threads of Node's a process has. */
function threadsOf(pid: number | undefined): number {
  const folder = `/proc/${pid}/task`;
  const names = readdirSync(folder).map((thread) =>
    readFileSync(join(folder, thread, 'comm'), 'utf8').trim(),
  );
  return names.filter((name) => name === 'WorkerThread').length;
}

test('other devices are let in with --host, at the addresses that are printed', async () => {
  const other = await checkOut('thread');
  const port = await freePort();
  const running = await other.start(['dev', '--port', String(port), '--host'], /ready in/);
  try {
    const printed = /Local\s+(http:\/\/localhost:\d+\/)[\s\S]*Network\s+(http:\/\/(?!127\.)[\d.]+:\d+\/)/;
    await expect.poll(() => running.output(), PATIENCE).toMatch(printed);
    const addresses = printed.exec(running.output())?.slice(1) ?? [];
    for (const url of addresses) expect([url, (await fetch(url)).status]).toEqual([url, 200]);
  } finally {
    await running.stop();
    await other.remove();
  }
});
