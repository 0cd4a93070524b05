import { existsSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { Problem } from '#domain';
import { answerFault, readLanguages } from '../integrations/content/new/new-site.ts';
import { type Checkout, checkOutUnowned } from './checkout.ts';

let checkout: Checkout;
const textOf = (path: string) => readFile(join(checkout.root, path), 'utf8');
const me = ['--name', '张三', '--url', 'https://zhang.san.dev', '--email', 'me@san.dev'];

afterEach(() => checkout.remove());

describe('before the site has an owner', () => {
  test('the sample is built, and every command says so in a line', async () => {
    checkout = await checkOutUnowned();
    const built = await checkout.byline(['build', '--quiet']);
    expect(built).toMatchObject({ code: 0 });
    expect(built.stderr).toContain('This is the sample author’s site, from sample/.');
    expect(await textOf('dist/index.html')).toContain('林衍');
    expect(existsSync(join(checkout.root, 'dist/avatar.svg'))).toBe(true);
    expect(existsSync(join(checkout.root, 'dist/README.md'))).toBe(false);
    const checked = await checkout.byline(['check']);
    expect(checked.stdout).toMatch(/posts \d+ · offers \d+ .*nothing to mend/);
    expect(checked.stderr).toContain('npx byline begin');
  }, 60_000);

  test('what writes, or speaks in an owner’s name, says how to begin', async () => {
    checkout = await checkOutUnowned();
    for (const words of [['new', 'post', '你好'], ['import', 'markdown', '.'], ['publish']]) {
      const { code, stderr } = await checkout.byline(words);
      expect([code, stderr]).toEqual([1, expect.stringContaining('there is no content/site.ts yet')]);
      expect(stderr).toContain('npx byline begin');
    }
    expect(await readdir(join(checkout.root, 'content'))).toEqual(['README.md']);
  }, 60_000);
});

describe('byline begin', () => {
  const about = 'content/pages/about.md';
  const hello = 'content/posts/hello.mdx';
  test.each([
    ['zh', '张三', [about, hello]],
    ['en', "O'Neil \\ “Z” $x `y`", [about, hello]],
    ['zh,en', 'San Zhang', ['content/pages/about.en.md', about, 'content/posts/hello.en.mdx', hello]],
  ])(
    'makes a site in %s for %s that builds, with nothing of the sample author’s',
    async (lang, name, files) => {
      checkout = await checkOutUnowned();
      const begun = await checkout.byline(['begin', ...me.with(1, name), '--lang', lang]);
      expect(begun).toMatchObject({ code: 0 });
      expect(begun.stdout.trim().split('\n').sort()).toEqual([...files, 'content/site.ts']);
      const built = await checkout.byline(['build', '--quiet']);
      expect(built).toMatchObject({ code: 0 });
      expect(built.stderr).not.toContain('sample');
      const pages = (await readdir(join(checkout.root, 'dist'), { recursive: true })).filter((file) =>
        file.endsWith('.html'),
      );
      for (const page of pages)
        expect(await textOf(`dist/${page}`)).not.toMatch(/林衍|Lin Yan|byline\.example/);
      expect(JSON.parse(await textOf('dist/feed.json')).title).toBe(name);
      expect(existsSync(join(checkout.root, 'dist/en'))).toBe(lang === 'zh,en');
    },
    60_000,
  );

  test('refuses answers that do not fit, and writes nothing', async () => {
    checkout = await checkOutUnowned();
    const refused: [words: string[], said: string][] = [
      [[], '--name, --url, --lang, --email are missing'],
      [[...me], '--lang is missing'],
      [[...me.with(5, 'nobody'), '--lang', 'zh'], '--email: expected an e-mail address'],
      [[...me, '--lang', 'zh,xx'], 'the engine has no words in “xx”'],
    ];
    for (const [words, said] of refused) {
      const { code, stderr } = await checkout.byline(['begin', ...words]);
      expect([code, stderr]).toEqual([1, expect.stringContaining(said)]);
    }
    expect(await readdir(join(checkout.root, 'content'))).toEqual(['README.md']);
  }, 60_000);

  test.each([
    ['name', ' ', 'expected your name'],
    ['url', 'san.dev', undefined],
    ['url', 'san dev', 'expected an address such as https://example.com'],
    ['url', 'https://san.dev/blog/', undefined],
    ['email', 'me@', 'expected an e-mail address such as me@example.com'],
    ['email', 'me@san.dev', undefined],
  ] as const)('an answer to %s: %j', (question, answer, fault) =>
    expect(answerFault(question, answer)).toBe(fault),
  );

  test.each([
    ['zh', ['zh']],
    ['en, zh', ['en', 'zh']],
    ['zh，en,zh', ['zh', 'en']],
  ])('languages %j', (text, languages) => expect(readLanguages(text, ['zh', 'en'])).toEqual(languages));

  test.each([[','], ['fr'], ['']])('languages %j are refused', (text) =>
    expect(() => readLanguages(text, ['zh', 'en'])).toThrow(Problem),
  );

  test('writes over nothing that is there', async () => {
    checkout = await checkOutUnowned();
    await checkout.byline(['begin', ...me, '--lang', 'zh']);
    const second = await checkout.byline(['begin', ...me, '--lang', 'en']);
    expect(second).toMatchObject({ code: 1, stdout: '' });
    expect(second.stderr).toContain('the site has an owner already');
    await rm(join(checkout.root, 'content/site.ts'));
    await writeFile(join(checkout.root, 'content/posts/hello.mdx'), 'mine');
    await checkout.byline(['begin', ...me, '--lang', 'zh']);
    expect(await textOf('content/posts/hello.mdx')).toBe('mine');
  });

  test('an address that is still the sample author’s is named by check and build', async () => {
    checkout = await checkOutUnowned();
    await checkout.byline(['begin', ...me.with(3, 'https://byline.example'), '--lang', 'zh']);
    const said = 'url: “https://byline.example/” is the sample author’s';
    const [checked, built] = [await checkout.byline(['check']), await checkout.byline(['build', '--quiet'])];
    expect(checked.stderr).toMatch(
      /content\/site\.ts\n {2}! 5: url: “https:\/\/byline\.example\/” is the sample/,
    );
    expect(built.stderr).toContain(said);
    expect(checked.stderr).toMatch(/content\/pages\/about\.md\n {2}! 4: description is still/);
    expect(checked.stderr).toMatch(/content\/posts\/hello\.mdx\n {2}! 3: description is still/);
  }, 60_000);
});
