import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Checkout, checkOut } from './checkout.ts';

let checkout: Checkout;
beforeAll(async () => {
  checkout = await checkOut('thread');
  await mkdir(join(checkout.root, 'content/posts'), { recursive: true });
  await checkout.write('public/dot.svg', '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>');
});
afterAll(() => checkout.remove());

const head = '---\ntitle: T\ndescription: D\ndate: 2026-11-01\n---\n\n';
const broken = `${head}[x](./none.md)\n\n![](/dot.svg)\n`;

describe('byline check', () => {
  test('passes a sound checkout', async () => {
    expect(await checkout.byline(['check'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^✓ posts 4 .*nothing to mend/),
    });
  });

  test('names the file, the line and what to do, and exits with 1', async () => {
    await checkout.write('content/posts/broken.md', broken);
    const { code, stderr, stdout } = await checkout.byline(['check']);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(
      [
        'content/posts/broken.md',
        '  ✗ 7: there is no file “./none.md”',
        '      The path is relative to the file it stands in; capitals count.',
        '  ! 9: the picture has no description',
      ].join('\n'),
    );
    expect(stderr).toContain('1 error, 1 warning');
  });

  test('names letters that no font of the share images has', async () => {
    await checkout.write(
      'content/posts/broken.md',
      '---\ntitle: 慢𠮷快㐂\ndescription: D\ndate: 2026-11-01\n---\n\nx\n',
    );
    const { code, stderr } = await checkout.byline(['check']);
    expect(code).toBe(0);
    expect(stderr).toContain(
      'content/posts/broken.md\n  ! 2: title: the share image leaves out 𠮷 㐂: no font has it',
    );
  });

  test('says it as JSON', async () => {
    await checkout.write('content/posts/broken.md', broken);
    const { code, stdout } = await checkout.byline(['check', '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toContainEqual({
      level: 'error',
      rule: 'dead-link',
      file: 'content/posts/broken.md',
      line: 7,
      message: 'there is no file “./none.md”',
      hint: 'The path is relative to the file it stands in; capitals count.',
    });
  });

  test('says what the build would say of a text, and shares what it compiled', async () => {
    await checkout.write('content/posts/broken.md', broken.replace('[x](./none.md)', 'sound'));
    await checkout.write('content/posts/gone.mdx', `${head}<Gone />\n`);
    const { code, stderr } = await checkout.byline(['check']);
    expect(code).toBe(1);
    expect(stderr).toContain('content/posts/gone.mdx\n  ✗ 7: there is no component <Gone>\n');
    expect(stderr).toMatch(/^posts 6 .*: 1 error, 1 warning\.$/m);
    await rm(join(checkout.root, 'content/posts/gone.mdx'));
    const kept = await readdir(join(checkout.root, '.astro/cache/texts'));
    await mkdir(join(checkout.root, 'content/talk'));
    await checkout.write('content/talk/a.md', head);
    const built = await checkout.byline(['build']);
    await rm(join(checkout.root, 'content/talk'), { recursive: true });
    expect(built.code).toBe(0);
    expect(built.stdout + built.stderr).toMatch(/content\/talk\/ nobody reads this folder.*content\/talks\//);
    expect((await readdir(join(checkout.root, '.astro/cache/texts'))).sort()).toEqual(kept.sort());
  });

  test('counts what could not be read, and says so of an empty folder', async () => {
    const empty = await checkOut('thread');
    const content = join(empty.root, 'content');
    for (const name of await readdir(content))
      if (name !== 'site.ts') await rm(join(content, name), { recursive: true });
    const nothing = await empty.byline(['check']);
    await mkdir(join(content, 'posts'));
    await empty.write('content/posts/a.md', 'x');
    const one = await empty.byline(['check']);
    await empty.remove();
    expect(nothing).toMatchObject({ code: 0, stdout: expect.stringMatching(/^There is nothing in content/) });
    expect(one.stderr).toMatch(/^posts 1: 1 error\.$/m);
  });

  test('lets warnings pass', async () => {
    await checkout.write('content/posts/broken.md', broken.replace('[x](./none.md)', ''));
    const { code, stderr } = await checkout.byline(['check']);
    expect([code, stderr.includes('1 warning')]).toEqual([0, true]);
  });
});

describe('byline new', () => {
  test('makes a file that passes, once', async () => {
    const made = await checkout.byline(['new', 'post', '新的一篇', '--lang', 'en']);
    expect(made).toMatchObject({ code: 0, stdout: 'content/posts/新的一篇.en.mdx\n' });
    expect(await checkout.byline(['check'])).toMatchObject({ code: 0 });
    const again = await checkout.byline(['new', 'post', '新的一篇', '--lang', 'en']);
    expect(again).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('is called the same'),
    });
  });

  test.each([
    [['new', 'poem', 'x'], /“poem” is not a thing to begin\n.*Known: post, offer, project/],
    [['new', 'post', 'x', '--lang', 'fr'], /“fr” is not a language of the site/],
    [
      ['new', 'offer', 'x', '--kind', 'gift'],
      /“gift” is not a kind of .*\n.*Known: consulting, training, course, product/,
    ],
  ])('refuses %j', async (words, said) => {
    expect(await checkout.byline(words)).toMatchObject({ code: 1, stderr: expect.stringMatching(said) });
  });
});
