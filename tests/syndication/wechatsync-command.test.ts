import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../free-port.ts';
import { type ExtensionStandIn, startExtension } from '../servers/wechatsync-extension.ts';
import { type SmallSite, startSmallSite } from './small-site.ts';

/** The commands as an author runs them, with the extension in an open browser: each stands on the one before. */
describe('byline by way of Wechatsync', { timeout: 120_000 }, () => {
  let site: SmallSite;
  let browser: ExtensionStandIn;
  let env: Record<string, string>;

  beforeAll(async () => {
    const port = await freePort();
    env = { WECHATSYNC_TOKEN: 'a-token-of-the-author', WECHATSYNC_PORT: String(port) };
    site = await startSmallSite({
      dev: { platform: 'dev' },
      zhihu: { platform: 'zhihu' },
      juejin: { platform: 'juejin' },
      segmentfault: { platform: 'segmentfault' },
    });
    await site.checkout.write('content/posts/hello.md', POST);
    await site.feed([site.item('hello', { language: 'zh' })]);
    browser = startExtension({ address: `ws://localhost:${port}`, token: 'a-token-of-the-author' });
  });

  afterAll(async () => {
    browser?.stop();
    await site?.stop();
  });

  const byline = (...words: string[]) => site.checkout.byline(words, env);

  test('channels check says where its author is logged in', async () => {
    const { code, stdout } = await byline('channels', 'check', '--via', 'wechatsync');
    expect({ code, stdout }).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/✓ zhihu \(知乎\): logged in as lin\n/),
    });
    expect(stdout).toMatch(/✗ segmentfault \(SegmentFault.*\): you are not logged in/);
    expect(stdout).not.toContain('dev');
  });

  test('a dry run plans drafts, and asks nobody', async () => {
    const before = browser.asked().length;
    const { stdout } = await byline('publish', '--via', 'wechatsync', '--dry-run');
    expect(stdout).toMatch(/create\s+hello {2}zhihu/);
    expect(stdout).not.toMatch(/ dev/);
    expect(browser.asked()).toHaveLength(before);
  });

  test('one command makes the drafts, each with its address, and keeps the id of the post', async () => {
    const { code, stdout } = await byline('publish', '--via', 'wechatsync');
    expect({ code, stdout }).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/hello → zhihu: created as a draft https:\/\/zhihu\.example\/drafts\//),
    });
    expect(stdout).toMatch(/hello → juejin: created as a draft/);
    expect(stdout).toMatch(/setup\s+1\/1 hello → segmentfault: you are not logged in/);
    expect(browser.drafts().map(({ platform }) => platform)).toHaveLength(2);
    expect(await readFile(join(site.checkout.root, 'content/posts/hello.md'), 'utf8')).toContain('id: hello');
    expect((await byline('status')).stdout).toMatch(/hello\s+blocked\s+draft\s+draft\s+by hand/);
  });

  test('again, nothing is made twice; published, the draft is live', async () => {
    await byline('publish', '--via', 'wechatsync', '--to', 'zhihu,juejin');
    expect(browser.drafts()).toHaveLength(2);
    expect(
      await byline('published', 'hello', 'https://zhuanlan.zhihu.com/p/42', '--to', 'zhihu'),
    ).toMatchObject({ code: 0 });
    expect((await byline('status')).stdout).toMatch(/hello\s+blocked\s+live\s+draft/);
  });

  test('what cannot be is said in words', async () => {
    const wrong = await byline('publish', '--via', 'wechatsync', '--to', 'dev');
    expect(wrong).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/Wechatsync does not reach dev \(DEV\)/),
    });
    expect(await byline('publish', '--via', 'fax')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/“fax” is not a way to reach platforms/),
    });
    const bare = await site.checkout.byline(['publish', '--via', 'wechatsync', '--to', 'segmentfault']);
    expect(bare.stdout).toMatch(/WECHATSYNC_TOKEN is not set/);
  });
});

const POST = `---
title: 你好
description: 第一篇文章。
date: 2026-10-20
lang: zh
---

你好。
`;
