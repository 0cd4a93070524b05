import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import startDev from '../servers/dev-stand-in.ts';
import startTelegram from '../servers/telegram-stand-in.ts';
import { type SmallSite, startSmallSite } from './small-site.ts';
import type { StandIn } from './stand-in.ts';

/** The commands as an author runs them, one after another: each stands on the one before. */
describe('the commands of syndication', { timeout: 120_000 }, () => {
  let site: SmallSite;
  let dev: StandIn;
  let telegram: StandIn;
  let secrets: Record<string, string>;

  beforeAll(async () => {
    [dev, telegram] = await Promise.all([startDev(), startTelegram()]);
    site = await startSmallSite({
      dev: { platform: 'dev', url: dev.url },
      news: { platform: 'telegram', url: telegram.url, account: telegram.account },
      juejin: { platform: 'juejin', languages: ['zh'] },
    });
    secrets = { DEV_API_KEY: dev.secrets['apiKey'] ?? '', NEWS_TOKEN: telegram.secrets['token'] ?? '' };
    await site.checkout.write('content/posts/hello.md', POST);
    await site.feed([site.item('hello')]);
  });

  afterAll(async () => {
    await Promise.all([site?.stop(), dev?.close(), telegram?.close()]);
  });

  const byline = (...words: string[]) => site.checkout.byline(words, secrets);
  const ledger = async () => {
    const text = await readFile(join(site.checkout.root, 'content/publications.jsonl'), 'utf8');
    return text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  };

  test('channels check logs in, and writes nothing', async () => {
    const { code, stdout } = await byline('channels', 'check');
    expect({ code, stdout }).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/✓ dev \(DEV\): logged in as lin/),
    });
    expect(stdout).toMatch(/title ≤ 128 characters, tags ≤ 4/);
    expect(dev.copies()).toEqual([]);
    const wrong = await site.checkout.byline(['channels', 'check', '--to', 'dev'], {
      DEV_API_KEY: 'wrong-key',
    });
    expect(wrong).toMatchObject({ code: 1, stdout: expect.stringContaining('✗ dev') });
    expect(wrong.stdout).not.toContain('wrong-key');
  });

  test('publish --dry-run says what would be done', async () => {
    const { code, stdout } = await byline('publish', '--dry-run');
    expect({ code, stdout }).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/create\s+hello {2}dev/),
    });
    await expect(ledger()).rejects.toThrow('ENOENT');
  });

  test('publish sends a post to the channels that are named, and keeps its id', async () => {
    const { code, stdout, stderr } = await byline('publish', 'hello', '--to', 'dev');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/done\s+1\/1 hello → dev: created https:\/\/dev\.to\//);
    expect(stdout).toMatch(/dev: 1 done/);
    expect(dev.copies()).toHaveLength(1);
    const written = await readFile(join(site.checkout.root, 'content/posts/hello.md'), 'utf8');
    expect(written).toBe(POST.replace('title:', 'id: hello\ntitle:'));
  });

  test('publish twice sends nothing twice', async () => {
    await byline('publish');
    const { code, stdout } = await byline('publish');
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'Nothing to do: every copy is up to date.\n' });
    expect([dev.copies().length, telegram.copies().length]).toEqual([1, 1]);
    expect(await ledger()).toMatchObject([
      { post: 'hello', channel: 'dev', state: 'published' },
      { post: 'hello', channel: 'news', state: 'published', url: 'https://t.me/lin/1' },
    ]);
  });

  test('status shows where it is', async () => {
    await site.feed([site.item('hello', { title: 'Edited' }), site.item('second', { language: 'zh' })]);
    const { stdout } = await byline('status');
    const [head, hello, second] = stdout.split('\n').map((line) => line.trim().split(/ {2,}/));
    expect(head).toEqual(['dev', 'news', 'juejin']);
    expect(hello).toEqual(['hello', 'edited since', 'edited since', '–']);
    expect(second).toEqual(['second', 'not sent', 'not sent', 'by hand']);
  });

  test('verify finds an edit that was made there; publish asks before it replaces it', async () => {
    expect(await byline('verify')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('hello → dev: as it was sent'),
    });
    dev.edit(dev.copies()[0]?.id ?? '', 'By hand.');
    expect(await byline('verify', '--to', 'dev')).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/changed\s+hello → dev/),
    });
    const asked = await byline('publish', 'hello', '--to', 'dev');
    expect(asked).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/changed\s+.*edited there by hand/),
    });
    expect(dev.copies()[0]?.body).toBe('By hand.');
    expect(await byline('publish', 'hello', '--to', 'dev', '--yes')).toMatchObject({ code: 0 });
    expect(dev.copies()[0]).toMatchObject({ title: 'Edited', body: expect.not.stringContaining('By hand.') });
  });

  test('kit makes a page for an author’s hands, and published keeps what they did', async () => {
    const made = await byline('kit', 'second', '--to', 'juejin');
    expect(made).toMatchObject({ code: 0, stdout: expect.stringContaining('second.juejin.html') });
    const page = await readFile(join(site.checkout.root, '.byline/kits/second.juejin.html'), 'utf8');
    expect(page).toContain('https://juejin.cn/editor/drafts/new');
    expect(page).toContain('utm_source=juejin');
    expect(await byline('published', 'second', 'https://juejin.cn/post/42', '--to', 'juejin')).toMatchObject({
      code: 0,
    });
    expect(await ledger()).toContainEqual(
      expect.objectContaining({
        post: 'second',
        channel: 'juejin',
        by: 'hand',
        id: '42',
        url: 'https://juejin.cn/post/42',
      }),
    );
    const _byline = { offers: [], channels: { dev: false, news: false } };
    await site.feed([
      site.item('hello', { title: 'Edited' }),
      site.item('second', { language: 'zh', title: 'New', _byline }),
    ]);
    expect(await byline('publish', 'second', '--to', 'juejin')).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('by hand'),
    });
    // It is told, and is no fault of a run that was not asked for it.
    expect(await byline('publish', 'second')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/by hand\s.* second → juejin: it was edited since/),
    });
  });

  test('preview shows an edition', async () => {
    expect(await byline('preview', 'hello', '--to', 'dev')).toMatchObject({ code: 0 });
    const page = await readFile(join(site.checkout.root, '.byline/previews/hello.dev.html'), 'utf8');
    expect(page).toContain('title: 6 / 128');
  });

  test('a renamed post is not sent twice: it is asked whether it is the old one', async () => {
    await site.feed([site.item('renamed')]);
    const { code, stdout } = await byline('publish', '--to', 'dev');
    expect(code).toBe(1);
    expect(stdout).toContain(
      '“hello” was published and is not in the site any more: is “renamed” its new name?',
    );
    expect(dev.copies()).toHaveLength(1);
  });

  test('unpublish takes it back, and adopt takes up what is there', async () => {
    expect(await byline('unpublish', 'hello', '--to', 'dev')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('hidden there'),
    });
    expect(dev.copies()).toEqual([]);
    await site.feed([site.item('hello', { title: 'Edited' })]);
    expect(await byline('publish', '--to', 'dev')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('you took it back'),
    });
    const adopted = await byline('adopt', 'hello', 'https://t.me/lin/1', '--to', 'news');
    expect(adopted).toMatchObject({ code: 0, stdout: expect.stringContaining('https://t.me/lin/1') });
  });

  test('says what is wrong in a sentence, with what to do', async () => {
    const cases: [string[], RegExp][] = [
      [['publish', 'helo'], /there is no post “helo”[\s\S]*Did you mean “hello”/],
      [['adopt', 'hello', '--to', 'dev'], /it is not said which post is the copy[\s\S]*--find/],
      [['published', 'hello', 'nowhere', '--to', 'juejin'], /“nowhere” is not an address of a page/],
      [['kit', 'hello', '--to', 'juejin'], /“hello” does not go to juejin/],
      [['unpublish', 'hello', '--copy', '7'], /it is not said where the copy is/],
    ];
    for (const [words, expected] of cases) {
      const { code, stderr } = await byline(...words);
      expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(expected) });
      expect(stderr).not.toMatch(/^\s+at /m);
    }
  });
});

const POST = `---
# What it is called, and when it was written.
title:   "Hello"   # not final
description: A first post.
date: 2026-10-20
tags: [ Node.js,C++ ]
---

Hello.
`;
