import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type BadProxy, startProxy } from '../servers/misbehaving-proxy.ts';
import { startWordPress, type WordPress, whyNoWordPress } from '../servers/wordpress.ts';
import { type SmallSite, startSmallSite } from './small-site.ts';

const reason = whyNoWordPress();

/** What a first send asks a MetaWeblog server, in order. */
const STEPS = [
  'whose blog it is',
  'what is there',
  'the post itself',
  'what is there now',
  'what became of it',
];

describe.skipIf(reason !== undefined)(
  `byline publish, killed at each step, and a real WordPress${reason === undefined ? '' : ` (skipped: ${reason})`}`,
  { timeout: 180_000 },
  () => {
    let wordPress: WordPress;
    let proxy: BadProxy;
    let site: SmallSite;
    let secrets: Record<string, string>;
    let count = 0;
    let post: string;

    beforeAll(async () => {
      wordPress = await startWordPress();
      proxy = await startProxy(wordPress.xmlRpc, ({ body }) => /newPost|editPost/.test(body.toString()));
      site = await startSmallSite({ blog: { platform: 'metaweblog', url: proxy.url } });
      secrets = { BLOG_USER: wordPress.user, BLOG_TOKEN: wordPress.password };
    }, 120_000);
    afterAll(() => Promise.all([proxy?.close(), site?.stop(), wordPress?.stop()]));

    beforeEach(async () => {
      count += 1;
      post = `killed-${count}`;
      await site.feed([site.item(post, { title: `Killed ${count}` })]);
      await rm(join(site.checkout.root, 'content/publications.jsonl'), { force: true });
    });

    const publish = () => site.checkout.byline(['publish', post], secrets);
    const copies = async () =>
      (await wordPress.posts()).filter(({ content }) => content.includes(`utm_campaign=${post}"`));

    /** Kills the run at the n-th request, without a word of warning. */
    async function killAt(step: number, when: 'before' | 'after'): Promise<void> {
      const reached = proxy.stopAt(step, when);
      const running = await site.checkout.start(['publish', post], /create/, secrets);
      await reached;
      process.kill(running.pid ?? 0, 'SIGKILL');
      await running.stop();
      // A lock whose owner is dead opens by itself, half a minute later.
      await rm(join(site.checkout.root, 'content/publications.jsonl.lock'), { recursive: true, force: true });
    }

    test.each(STEPS.map((what, index) => [what, index + 1] as const))(
      'after it asked for %s: one post',
      async (_, step) => {
        await killAt(step, 'after');
        const { code, stdout } = await publish();
        expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringMatching(/done/) });
        expect(await copies()).toHaveLength(1);
        const ledger = await readFile(join(site.checkout.root, 'content/publications.jsonl'), 'utf8');
        expect(JSON.parse(ledger)).toMatchObject({ post, state: 'published', id: (await copies())[0]?.id });
        expect(await publish()).toMatchObject({ code: 0, stdout: expect.stringMatching(/nothing to do/i) });
      },
    );

    test('before the post arrived: it is not sent again while a slow server may still be at it', async () => {
      await killAt(3, 'before');
      const { code, stdout } = await publish();
      expect({ code, stdout }).toMatchObject({ code: 1, stdout: expect.stringMatching(/later.*not before/) });
      expect(await copies()).toEqual([]);
    });
  },
);
