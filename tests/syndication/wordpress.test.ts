import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { XmlRpcClient } from '@foxglove/xmlrpc';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { channelSchema, type FeedItem } from '#domain';
import {
  createSend,
  loadPlatforms,
  openChannels,
  openLedger,
  plan,
  publish,
  type Result,
} from '../../integrations/syndication/index.ts';
import { startWordPress, type WordPress, whyNoWordPress } from '../servers/wordpress.ts';
import { feedItem } from './feed-item.ts';

const postSchema = z.object({ title: z.string(), post_status: z.string(), categories: z.array(z.string()) });

const reason = whyNoWordPress();

describe.skipIf(reason !== undefined)(
  `a real WordPress${reason === undefined ? '' : ` (skipped: ${reason})`}`,
  () => {
    let wordPress: WordPress;
    let folder: string;
    let item: FeedItem;

    beforeAll(async () => {
      wordPress = await startWordPress();
    }, 60_000);
    afterAll(() => wordPress?.stop());

    beforeEach(async ({ task }) => {
      folder = await mkdtemp(join(tmpdir(), 'byline-'));
      const url = `https://site.example/posts/${task.id}/`;
      item = feedItem({ id: task.id, url, content_html: '<p>慢接口 &amp; <code>a[0]</code></p>' });
    });
    afterEach(() => rm(folder, { recursive: true }));

    /** What a run says of the one post; the ledger is a file of the test's own. */
    async function run(changes: Partial<FeedItem> = {}, token = wordPress.password): Promise<Result> {
      const settings = { platform: 'cnblogs', format: 'html', url: wordPress.xmlRpc, account: '1' };
      const ledger = await openLedger(join(folder, 'publications.json'));
      const channels = openChannels(
        { blog: channelSchema.parse(settings) },
        {
          platforms: await loadPlatforms(),
          env: { BLOG_USER: wordPress.user, BLOG_TOKEN: token },
          timeZone: 'UTC',
        },
      );
      const items = [{ ...item, ...changes }];
      const steps = plan({ items, channels, ledger: ledger.lines(), site: 'https://site.example' });
      const [result] = await publish(steps, {
        ledger,
        now: Date.now,
        sleep: async () => {},
        whyAbsent: async () => undefined,
        sendFor: (secrets) => createSend(Object.values(secrets)),
      }).finally(() => ledger.close());
      if (result === undefined) throw new Error('nothing was planned');
      return result;
    }

    const call = (method: string, ...params: Parameters<XmlRpcClient['methodCall']>[1] & unknown[]) =>
      new XmlRpcClient(wordPress.xmlRpc).methodCall(method, params);
    const login = () => [wordPress.user, wordPress.password] as const;
    const copies = async () =>
      (await wordPress.posts()).filter(({ content }) => content.includes(`utm_campaign=${item.id}`));
    const read = async (id: string) => postSchema.parse(await call('metaWeblog.getPost', id, ...login()));

    test('shows what was sent, once', async () => {
      const created = await run();
      expect(created).toMatchObject({ outcome: 'done', what: 'created' });
      expect(await run()).toMatchObject({ outcome: 'unchanged' });
      expect(await copies()).toMatchObject([
        {
          status: 'publish',
          title: 'Hello & <world>',
          link: created.url,
          content: expect.stringMatching(/^<p>慢接口 &amp; <code>a\[0\]<\/code><\/p>/),
        },
      ]);
      const page = await fetch(created.url ?? '');
      expect(await page.text()).toContain(`utm_source=blog&amp;utm_medium=syndication`);
    });

    test('takes its copy for its own when the ledger was lost', async () => {
      await run();
      await rm(join(folder, 'publications.json'));
      expect(await run()).toMatchObject({ outcome: 'done', what: 'updated' });
      expect(await copies()).toHaveLength(1);
      expect(await run()).toMatchObject({ outcome: 'unchanged' });
    });

    test('shows an edit, and keeps the categories the copy was given there', async () => {
      await run();
      const [copy] = await copies();
      await call('wp.newCategory', '1', ...login(), { name: 'Networks & more' });
      const categories = ['Networks & more'];
      const given = { title: copy?.title ?? '', description: copy?.content ?? '', categories };
      await call('metaWeblog.editPost', copy?.id ?? '', ...login(), given, true);
      const edited = { title: 'Edited', content_html: '<p>Shorter.</p>' };
      expect(await run(edited)).toMatchObject({ outcome: 'done', what: 'updated' });
      expect(await copies()).toMatchObject([
        { id: copy?.id, title: 'Edited', content: expect.stringMatching(/^<p>Shorter\.<\/p>/) },
      ]);
      expect((await read(copy?.id ?? '')).categories).toEqual([
        expect.stringMatching(/^Networks (&|&amp;) more$/),
      ]);
    });

    test.each([
      ['trash', (id: string) => call('blogger.deletePost', '', id, ...login(), true)],
      ['draft', (id: string) => call('metaWeblog.editPost', id, ...login(), { title: 'Later' }, false)],
    ])('leaves a copy as its author put it: %s', async (status, takeBack) => {
      await run();
      const [copy] = await copies();
      const id = copy?.id ?? '';
      await takeBack(id);
      expect(await run({ title: 'Edited' })).toMatchObject({
        outcome: 'refused',
        what: expect.stringContaining(`“${status}”`),
      });
      const left = await read(id);
      expect(left.post_status).toBe(status);
      expect(left.title).not.toBe('Edited');
    });

    test('lets nobody in with a wrong password, and does not repeat it', async () => {
      const result = await run({}, 'wrong&password');
      expect(result.outcome).toBe('refused');
      expect(JSON.stringify(result)).not.toContain('wrong&password');
      expect(await copies()).toEqual([]);
    });
  },
);
