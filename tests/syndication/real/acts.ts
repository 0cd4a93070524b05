import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Channel, FeedItem } from '#domain';
import { unpublish } from '../../../integrations/syndication/copies/unpublish.ts';
import { verify } from '../../../integrations/syndication/copies/verify.ts';
import type { RealServer } from '../../servers/real-server.ts';
import { feedItem } from '../feed-item.ts';
import { openRig, type Rig, yes } from '../platforms/rig.ts';

/**
 * Takes an adapter through what may happen to a post, on the platform's own software. Posts are counted there.
 *
 * @param more tests of this platform alone
 */
export function describeActs(
  name: string,
  { platform, whyNot, start, settings, can }: Play,
  more: (stage: Stage) => void = () => {},
): void {
  const title = `a real ${name}${whyNot === undefined ? '' : ` (skipped: ${whyNot})`}`;
  describe.skipIf(whyNot !== undefined)(title, { timeout: 120_000 }, () => {
    let server: RealServer;
    let item: FeedItem;
    let count = 0;

    beforeAll(async () => {
      server = await start();
    }, 300_000);
    afterAll(() => server?.stop());
    beforeEach(() => {
      count += 1;
      const id = `post-${count}`;
      item = feedItem({ id, url: `https://site.example/posts/${id}/`, title: `Hello & <world> ${count}` });
    });

    const open = () => openRig(platform, shared(server), settings, Date.now());
    const copies = async (of = item) =>
      (await server.posts()).filter(({ body }) => campaignIn(body, of.id) !== undefined);
    const onlyCopy = async () => {
      const all = await copies();
      expect(all).toHaveLength(1);
      return all[0]?.id ?? '';
    };
    const edited = () => ({
      ...item,
      title: `Edited ${count}`,
      content_html: '<p>Changed: a[b[0]]&gt;1</p>',
    });

    test('shows what was sent, once', async () => {
      const { run, books } = await open();
      const [result] = await run([item]);
      expect(result).toMatchObject({ outcome: 'done', what: expect.stringMatching(/^created/) });
      const id = await onlyCopy();
      expect(books.ledger.line(item.id, 'out')).toMatchObject({ state: 'published', id });
      expect(await run([item])).toMatchObject([{ outcome: 'unchanged' }]);
      await onlyCopy();
    });

    test('shows an edit, and is up to date then', async () => {
      const { run } = await open();
      await run([item]);
      expect(await run([edited()])).toMatchObject([{ outcome: 'done', what: 'updated' }]);
      const [copy] = await copies();
      expect(`${copy?.title} ${copy?.body}`).toContain(`Edited ${count}`);
      expect(await run([edited()])).toMatchObject([{ outcome: 'unchanged' }]);
      await onlyCopy();
    });

    test('takes its copy for its own when the ledger was lost', async () => {
      const { run, forget } = await open();
      await run([item]);
      forget();
      expect(await run([item])).toMatchObject([{ outcome: 'done', what: 'updated' }]);
      await onlyCopy();
    });

    test('a lost answer: one post', async () => {
      const { run, proxy, books } = await open();
      proxy.spoil('answer-lost');
      expect(await run([item])).toMatchObject([{ outcome: 'uncertain' }]);
      expect(await run([item])).toMatchObject([{ outcome: 'done' }]);
      expect(books.ledger.line(item.id, 'out')).toMatchObject({ id: await onlyCopy() });
      expect(await run([item])).toMatchObject([{ outcome: 'unchanged' }]);
    });

    test('a lost answer to an edit: the edit, once', async () => {
      const { run, proxy } = await open();
      await run([item]);
      proxy.spoil('answer-lost');
      expect(await run([edited()])).toMatchObject([{ outcome: 'uncertain' }]);
      const [again] = await run([edited()]);
      expect(again).toMatchObject({ outcome: 'done' });
      await onlyCopy();
    });

    test('a commit after the run gave up: one post', async () => {
      const { run, proxy, later } = await open();
      proxy.spoil('late-commit');
      expect(await run([item])).toMatchObject([{ outcome: 'uncertain' }]);
      later(1);
      await run([item]);
      await proxy.release();
      later(11);
      await run([item]);
      await onlyCopy();
      expect(await run([item])).toMatchObject([{ outcome: 'unchanged' }]);
    });

    test('what never arrived is sent again, once a slow server would be done', async () => {
      const { run, proxy, later } = await open();
      proxy.spoil('never-arrives');
      expect(await run([item])).toMatchObject([{ outcome: 'uncertain' }]);
      later(11);
      expect(await run([item])).toMatchObject([{ outcome: 'done' }]);
      await onlyCopy();
    });

    test.each(['limit-after-commit', 'busy-after-commit'] as const)('%s: one post', async (trouble) => {
      const { run, proxy } = await open();
      proxy.spoil(trouble);
      expect(await run([item])).toMatchObject([{ outcome: 'done' }]);
      await onlyCopy();
    });

    test('a request that is carried out twice: one post, or the younger one is named and can be taken back', async () => {
      const { run, proxy, channels, effects } = await open();
      proxy.spoil('repeats');
      const [result] = await run([item]);
      const [, younger] = await copies();
      if (younger === undefined) return expect(result).toMatchObject({ outcome: 'done' });
      expect(result).toMatchObject({
        outcome: 'twice',
        hint: expect.stringContaining(`--copy ${younger.id}`),
      });
      if (can?.delete === false) return;
      await unpublish(item.id, channels, effects({}), younger.id);
      await onlyCopy();
    });

    test('two clones that publish at once: every copy too many is named', async () => {
      const clones = await Promise.all([open(), open()]);
      const results = (await Promise.all(clones.map(({ run }) => run([item])))).flat();
      const tooMany = (await copies()).length - 1;
      const named = results.filter(({ outcome }) => outcome === 'twice').length;
      expect(named).toBeGreaterThanOrEqual(tooMany);
      expect(results.filter(({ outcome }) => outcome !== 'twice' && outcome !== 'done')).toEqual([]);
    });

    test('a copy that was deleted there stays deleted', async () => {
      const { run } = await open();
      await run([item]);
      await server.remove(await onlyCopy());
      expect(await run([edited()])).toMatchObject([{ outcome: 'gone' }]);
      expect(await run([edited()])).toMatchObject([{ outcome: 'unchanged' }]);
      expect(await copies()).toEqual([]);
    });

    test('asks before it replaces what was edited there by hand', async () => {
      const { run, channels, effects } = await open();
      await run([item]);
      await server.edit(await onlyCopy());
      expect(await run([edited()])).toMatchObject([{ outcome: 'changed' }]);
      expect((await copies())[0]?.body).toContain('By hand.');
      expect(await verify(channels, effects({}))).toMatchObject([{ state: 'changed' }]);
      expect(await run([edited()], yes)).toMatchObject([{ outcome: 'done' }]);
      expect((await copies())[0]?.body).not.toContain('By hand.');
    });

    test.runIf(can?.draft)('a copy that was made a draft there stays one', async () => {
      const { run, forget } = await open();
      await run([item]);
      await server.takeBack?.(await onlyCopy());
      expect(await run([edited()])).toMatchObject([{ outcome: 'refused' }]);
      forget();
      expect(await run([item])).toMatchObject([{ outcome: 'refused' }]);
      expect(await copies()).toEqual([]);
    });

    test('takes a copy back', async () => {
      const { run, channels, effects } = await open();
      await run([item]);
      const taken = await unpublish(item.id, channels, effects({}));
      if (can?.delete === false)
        return expect(taken).toMatchObject([
          { outcome: 'failed', what: expect.stringContaining('deletes nothing') },
        ]);
      expect(taken).toMatchObject([{ outcome: 'done' }]);
      expect(await copies()).toEqual([]);
      expect(await run([item])).toMatchObject([{ outcome: 'unchanged', what: 'you took it back' }]);
    });

    test('a wrong secret stops the channel after one request, and is shown to nobody', async () => {
      const secrets = Object.fromEntries(
        Object.keys(server.secrets).map((secret) => [secret, 'wrong&secret']),
      );
      const { run, proxy } = await openRig(platform, { ...shared(server), secrets }, settings, Date.now());
      const results = await run([item, { ...edited(), id: `${item.id}-b`, url: `${item.url}b/` }]);
      expect(results).toMatchObject([{ outcome: 'setup' }, { outcome: 'setup' }]);
      expect(JSON.stringify(results)).not.toContain('wrong&secret');
      expect(proxy.log()).toHaveLength(1);
      expect(await copies()).toEqual([]);
    });

    more({ server: () => server, item: () => item, open, copies, onlyCopy, edited });
  });
}

/** The same server without its end: tests share it. */
function shared({ url, account, secrets, isWrite }: RealServer) {
  return { url, account, secrets, ...(isWrite === undefined ? {} : { isWrite }) };
}

/** The tag of a post's link home, wherever it stands in a body. */
function campaignIn(body: string, post: string): string | undefined {
  return new RegExp(`utm_campaign=${post}(?![\\w-])`).exec(body)?.[0];
}

interface Play {
  readonly platform: string;
  /** Why the server cannot run here. */
  readonly whyNot: string | undefined;
  readonly start: () => Promise<RealServer>;
  readonly settings?: Partial<Channel>;
  readonly can?: {
    /** @default true */
    readonly delete?: boolean;
    readonly draft?: boolean;
  };
}

/** What a platform's own tests work with. */
export interface Stage {
  readonly server: () => RealServer;
  /** The post of this test. */
  readonly item: () => FeedItem;
  /** A channel with books of its own: a clone of the site. */
  readonly open: () => Promise<Rig<ReturnType<typeof shared>>>;
  readonly copies: (of?: FeedItem) => ReturnType<RealServer['posts']>;
  /** The id of the one copy there is. */
  readonly onlyCopy: () => Promise<string>;
  readonly edited: () => FeedItem;
}
