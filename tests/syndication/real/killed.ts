import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Channel } from '#domain';
import { secretVariable } from '../../../integrations/syndication/channels/settings.ts';
import { type BadProxy, startProxy } from '../../servers/misbehaving-proxy.ts';
import type { RealServer } from '../../servers/real-server.ts';
import { type SmallSite, startSmallSite } from '../small-site.ts';

/** Kills the command line at each request of a first send, and counts the posts after the next run. */
export function describeKilled(
  name: string,
  { platform, whyNot, start, steps, post: postStep, options }: Play,
): void {
  const title = `byline publish, killed at each step, and ${name}${whyNot === undefined ? '' : ` (skipped: ${whyNot})`}`;
  describe.skipIf(whyNot !== undefined)(title, { timeout: 180_000 }, () => {
    let server: KilledServer;
    let proxy: BadProxy;
    let site: SmallSite;
    let secrets: Record<string, string>;
    let count = 0;
    let post: string;

    beforeAll(async () => {
      server = await start();
      proxy = await startProxy(server.url, server.isWrite);
      const { account } = server;
      const channel = { platform, url: proxy.url, account, ...(options === undefined ? {} : { options }) };
      site = await startSmallSite({ blog: channel });
      secrets = Object.fromEntries(
        Object.entries(server.secrets).map(([secret, value]) => [secretVariable('blog', secret), value]),
      );
    }, 300_000);
    afterAll(() => Promise.all([proxy?.close(), site?.stop(), server?.stop()]));

    beforeEach(async () => {
      count += 1;
      post = `killed-${count}`;
      await site.feed([site.item(post, { title: `Killed ${count}`, tags: [] })]);
      await rm(join(site.checkout.root, 'content/publications.jsonl'), { force: true });
    });

    const publish = () => site.checkout.byline(['publish', post], secrets);
    const copies = async () =>
      (await server.posts()).filter(({ body }) => new RegExp(`utm_campaign=${post}(?!\\d)`).test(body));

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

    test.each(steps.map((what, index) => [what, index + 1] as const))(
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

    test.runIf(postStep !== undefined)(
      'before the post arrived: it is not sent again while a slow server may still be at it',
      async () => {
        await killAt(postStep ?? 0, 'before');
        const { code, stdout } = await publish();
        expect({ code, stdout }).toMatchObject({
          code: 1,
          stdout: expect.stringMatching(/later.*not before/),
        });
        expect(await copies()).toEqual([]);
      },
    );
  });
}

type KilledServer = Pick<RealServer, 'url' | 'account' | 'secrets' | 'isWrite' | 'posts' | 'stop'>;

interface Play {
  readonly platform: string;
  readonly whyNot: string | undefined;
  readonly start: () => Promise<KilledServer>;
  /** What a first send asks, in order. */
  readonly steps: readonly string[];
  /** Which of them is the post, from 1, where the platform knows no repeat. */
  readonly post?: number;
  readonly options?: Channel['options'];
}
