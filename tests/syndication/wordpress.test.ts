import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { XmlRpcClient } from '@foxglove/xmlrpc';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Channel, channelSchema, type FeedItem } from '#domain';
import {
  adopt,
  createSend,
  loadPlatforms,
  type OpenChannel,
  openChannels,
  openJournal,
  openLedger,
  plan,
  publish,
  type Result,
  type Step,
  unpublish,
} from '../../integrations/syndication/index.ts';
import { type BadProxy, type IsWrite, startProxy } from '../servers/misbehaving-proxy.ts';
import { startWordPress, type WordPress, whyNoWordPress } from '../servers/wordpress.ts';
import { calmEffects } from './books-in-memory.ts';
import { feedItem } from './feed-item.ts';

const postSchema = z.object({ title: z.string(), post_status: z.string(), categories: z.array(z.string()) });

const reason = whyNoWordPress();
const platforms = await loadPlatforms();
const MINUTE = 60_000;

/** WordPress is spoken to in two ways. */
const ways: readonly Way[] = [
  {
    platform: 'metaweblog',
    address: ({ xmlRpc }) => xmlRpc,
    secrets: ({ user, password }) => ({ USER: user, TOKEN: password }),
    isWrite: ({ body }) => /metaWeblog\.(newPost|editPost)/.test(body.toString()),
  },
  {
    platform: 'wordpress',
    address: ({ url }) => url,
    secrets: ({ user, password }) => ({ USER: user, PASSWORD: password }),
    isWrite: ({ method, path }) => method === 'POST' && /wp\/v2\/posts/.test(path),
  },
];

describe.skipIf(reason !== undefined)(
  `a real WordPress${reason === undefined ? '' : ` (skipped: ${reason})`}`,
  { timeout: 120_000 },
  () => {
    let wordPress: WordPress;

    beforeAll(async () => {
      wordPress = await startWordPress();
    }, 60_000);
    afterAll(() => wordPress?.stop());

    describe.each(ways)('by $platform', (way) => {
      let folder: string;
      let item: FeedItem;
      let proxy: BadProxy;
      let now: number;

      beforeEach(async ({ task }) => {
        folder = await mkdtemp(join(tmpdir(), 'byline-'));
        const id = `${way.platform}-${task.id}`;
        const url = `https://site.example/posts/${id}/`;
        item = feedItem({ id, url, content_html: '<p>慢接口 &amp; <code>a[0]</code></p>' });
        proxy = await startProxy(way.address(wordPress), way.isWrite);
        now = Date.UTC(2026, 10, 1);
      });
      afterEach(async () => {
        await proxy.close();
        await rm(folder, { recursive: true });
      });

      /** One clone of the site's repository: its own ledger and journal. */
      const cloneIn = (name: string) => ({
        ledger: join(folder, name, 'publications.jsonl'),
        journal: join(folder, name, 'publishing.jsonl'),
      });
      const ours = () => cloneIn('ours');

      function channelsOf(ids: readonly string[], secrets = way.secrets(wordPress)): OpenChannel[] {
        const settings: Channel = channelSchema.parse({ platform: way.platform, url: proxy.url });
        const env = ids.flatMap((id) =>
          Object.entries(secrets).map(([name, value]) => [`${id.toUpperCase()}_${name}`, value]),
        );
        const named = Object.fromEntries(ids.map((id) => [id, settings]));
        return openChannels(named, { platforms, env: Object.fromEntries(env), timeZone: 'UTC' });
      }

      async function withBooks<Done>(
        { changes = [item], clone = ours(), ids = ['blog'], secrets, says = false }: Asked,
        work: (run: {
          steps: Step[];
          channels: OpenChannel[];
          effects: ReturnType<typeof calmEffects>;
        }) => Promise<Done>,
      ): Promise<Done> {
        const ledger = await openLedger(clone.ledger);
        const journal = await openJournal(clone.journal, () => now);
        const channels = channelsOf(ids, secrets);
        const known = {
          ledger: ledger.lines(),
          intents: journal.intents(),
          held: { until: journal.heldUntil },
          now,
        };
        const effects = calmEffects(
          { ledger, journal },
          {
            now: () => now,
            consent: async () => says,
            sendFor: ({ platform, secrets: values }) =>
              createSend(Object.values(values), { judge: platform.api?.judge, timeout: 20_000 }),
          },
        );
        try {
          return await work({ steps: plan({ items: changes, channels, ...known }), channels, effects });
        } finally {
          await journal.close();
          await ledger.close();
        }
      }

      const run = (asked: Asked = {}): Promise<Result[]> =>
        withBooks(asked, ({ steps, effects }) => publish(steps, effects));
      const edited = (changes: Partial<FeedItem> = {}) => ({
        changes: [{ ...item, title: 'Edited', ...changes }],
      });
      const call = (method: string, ...params: Parameters<XmlRpcClient['methodCall']>[1] & unknown[]) =>
        new XmlRpcClient(wordPress.xmlRpc).methodCall(method, params);
      const login = () => [wordPress.user, wordPress.password] as const;
      const copies = async (of = item) =>
        (await wordPress.posts()).filter(({ content }) => content.includes(`utm_campaign=${of.id}"`));
      const read = async (id: string) => postSchema.parse(await call('metaWeblog.getPost', id, ...login()));
      const write = (title: string, description: string) =>
        call('metaWeblog.newPost', '1', ...login(), { title, description }, true);

      test('shows what was sent, once', async () => {
        const [created] = await run();
        expect(created).toMatchObject({ outcome: 'done', what: 'created' });
        expect(await run()).toMatchObject([{ outcome: 'unchanged' }]);
        const [copy, ...more] = await copies();
        expect(more).toEqual([]);
        expect(copy).toMatchObject({
          status: 'publish',
          title: 'Hello & <world>',
          link: created?.url,
          content: expect.stringMatching(/^<p>慢接口 &amp; <code>a\[0\]<\/code><\/p>/),
        });
        const page = await fetch(created?.url ?? '');
        expect(await page.text()).toContain(`utm_source=blog&amp;utm_medium=syndication`);
      });

      test('takes its copy for its own when the ledger was lost', async () => {
        await run();
        await rm(join(folder, 'ours'), { recursive: true });
        expect(await run()).toMatchObject([{ outcome: 'done', what: 'updated' }]);
        expect(await copies()).toHaveLength(1);
        expect(await run()).toMatchObject([{ outcome: 'unchanged' }]);
      });

      test('never overwrites a post of the author’s that quotes it, though the ledger was lost', async () => {
        await run();
        const [copy] = await copies();
        const link = /https:\/\/[^"]+/.exec(copy?.content.split('Originally')[1] ?? '')?.[0] ?? '';
        const quoting = `<p>As I wrote in <a href="${link}">my post</a>, waiting is not an answer.</p>`;
        await write('What I got wrong', `${quoting}<p>More of it another time.</p>`);
        await rm(join(folder, 'ours'), { recursive: true });
        expect(await run(edited({ title: item.title, content_html: '<p>New.</p>' }))).toMatchObject([
          { outcome: 'done', what: 'updated' },
        ]);
        const titles = (await copies()).map(({ title, content }) => [
          title,
          content.startsWith('<p>New.</p>'),
        ]);
        expect(titles).toEqual([
          [item.title, true],
          ['What I got wrong', false],
        ]);
      });

      test('asks its author where it cannot tell, and takes what it is given', async () => {
        const link = `https://site.example/posts/${item.id}/?utm_source=blog&amp;utm_medium=syndication&amp;utm_campaign=${item.id}`;
        const id = String(
          await write('Put there by hand', `<p>Mine.</p><p>Source: <a href="${link}">it</a></p>`),
        );
        const [asked] = await run();
        expect(asked).toMatchObject({
          outcome: 'blocked',
          what: expect.stringContaining('Put there by hand'),
        });
        await withBooks({}, ({ steps, effects }) => {
          const [step] = steps;
          return step === undefined ? expect.fail('no step') : adopt(step, undefined, effects);
        });
        expect(await run()).toMatchObject([{ outcome: 'done', what: 'updated' }]);
        expect(await copies()).toMatchObject([{ id, title: item.title }]);
      });

      test('shows an edit, and keeps the categories the copy was given there', async () => {
        await run();
        const [copy] = await copies();
        await call('wp.newCategory', '1', ...login(), { name: 'Networks & more' });
        await call('wp.editPost', '1', ...login(), copy?.id ?? '', {
          terms_names: { category: ['Networks & more'] },
        });
        expect(await run(edited({ content_html: '<p>Shorter.</p>' }))).toMatchObject([
          { outcome: 'done', what: 'updated' },
        ]);
        expect(await copies()).toMatchObject([
          { id: copy?.id, title: 'Edited', content: expect.stringMatching(/^<p>Shorter\.<\/p>/) },
        ]);
        expect((await read(copy?.id ?? '')).categories).toEqual([
          expect.stringMatching(/^Networks (&|&amp;) more$/),
        ]);
      });

      test('asks before it replaces what was edited there by hand', async () => {
        await run();
        const [copy] = await copies();
        const byHand = { title: copy?.title ?? '', description: `<p>By hand.</p>${copy?.content}` };
        await call('metaWeblog.editPost', copy?.id ?? '', ...login(), byHand, true);
        expect(await run(edited())).toMatchObject([{ outcome: 'changed' }]);
        expect(await copies()).toMatchObject([
          { title: item.title, content: expect.stringContaining('By hand.') },
        ]);
        expect(await run(edited())).toMatchObject([{ outcome: 'changed' }]);
        expect(await run({ ...edited(), says: true })).toMatchObject([{ outcome: 'done' }]);
        expect(await copies()).toMatchObject([
          { title: 'Edited', content: expect.not.stringContaining('By hand.') },
        ]);
      });

      test('a copy in the trash stays there', async () => {
        await run();
        const id = (await copies())[0]?.id ?? '';
        await call('blogger.deletePost', '', id, ...login(), true);
        expect(await run(edited())).toMatchObject([{ outcome: 'gone' }]);
        expect(await run(edited())).toMatchObject([{ outcome: 'unchanged' }]);
        expect((await read(id)).post_status).toBe('trash');
      });

      test('a copy that was made a draft stays one', async () => {
        await run();
        const id = (await copies())[0]?.id ?? '';
        await call('wp.editPost', '1', ...login(), id, { post_status: 'draft' });
        expect(await run(edited())).toMatchObject([
          { outcome: 'refused', what: expect.stringContaining('draft') },
        ]);
        const left = await read(id);
        expect([left.post_status, left.title]).toEqual(['draft', 'Hello & <world>']);
      });

      test('takes a copy back', async () => {
        await run();
        const taken = await withBooks({}, ({ channels, effects }) => unpublish(item.id, channels, effects));
        expect(taken).toMatchObject([{ outcome: 'done' }]);
        expect((await copies()).filter(({ status }) => status === 'publish')).toEqual([]);
        expect(await run()).toMatchObject([{ outcome: 'unchanged', what: 'you took it back' }]);
      });

      test('lets nobody in with a wrong password: one request for many posts, and never the password', async () => {
        const secrets = Object.fromEntries(
          Object.keys(way.secrets(wordPress)).map((name) => [name, 'wrong&password']),
        );
        const changes = [1, 2, 3].map((n) => ({ ...item, id: `${item.id}-${n}`, url: `${item.url}${n}/` }));
        const results = await run({ changes, secrets });
        expect(results.map(({ outcome }) => outcome)).toEqual(['setup', 'setup', 'setup']);
        expect(JSON.stringify(results)).not.toContain('wrong&password');
        expect(proxy.log()).toHaveLength(1);
      });

      describe('behind a proxy that misbehaves', () => {
        test('a lost answer: one post', async () => {
          proxy.spoil('answer-lost');
          expect(await run()).toMatchObject([{ outcome: 'uncertain' }]);
          expect(await run()).toMatchObject([{ outcome: 'done', what: 'found: it had arrived' }]);
          expect(await copies()).toHaveLength(1);
          expect(await run()).toMatchObject([{ outcome: 'unchanged' }]);
        });

        test('a commit after the run gave up: one post', async () => {
          proxy.spoil('late-commit');
          expect(await run()).toMatchObject([{ outcome: 'uncertain' }]);
          const sent = now;
          now += MINUTE;
          expect(await run()).toMatchObject([{ outcome: 'later', at: sent + 10 * MINUTE }]);
          await proxy.release();
          now += MINUTE;
          expect(await run()).toMatchObject([{ outcome: 'done', what: 'found: it had arrived' }]);
          expect(await copies()).toHaveLength(1);
        });

        test('what never arrived is sent again, once a slow server would be done', async () => {
          proxy.spoil('never-arrives');
          expect(await run()).toMatchObject([{ outcome: 'uncertain' }]);
          now += 11 * MINUTE;
          expect(await run()).toMatchObject([{ outcome: 'done', what: 'created' }]);
          expect(await copies()).toHaveLength(1);
        });

        test.each(['limit-after-commit', 'busy-after-commit'] as const)('%s: one post', async (trouble) => {
          proxy.spoil(trouble);
          expect(await run()).toMatchObject([{ outcome: 'done' }]);
          expect(await copies()).toHaveLength(1);
        });

        test('“not before” is kept from run to run', async () => {
          proxy.spoil('refuses-to-wait');
          expect(await run()).toMatchObject([{ outcome: 'later', at: now + 60 * MINUTE }]);
          const asked = proxy.log().length;
          now += 59 * MINUTE;
          expect(await run()).toMatchObject([{ outcome: 'later' }]);
          expect(proxy.log()).toHaveLength(asked);
          now += 2 * MINUTE;
          expect(await run()).toMatchObject([{ outcome: 'done' }]);
        });

        test('a request that is carried out twice: the younger copy is named, and can be taken back', async () => {
          proxy.spoil('repeats');
          const [result] = await run();
          const both = await copies();
          expect(both).toHaveLength(2);
          const younger = both[1]?.id ?? '';
          expect(result).toMatchObject({
            outcome: 'twice',
            hint: expect.stringContaining(`--copy ${younger}`),
          });
          await withBooks({}, ({ channels, effects }) => unpublish(item.id, channels, effects, younger));
          expect((await copies()).filter(({ status }) => status === 'publish')).toMatchObject([
            { id: both[0]?.id },
          ]);
          expect(await run()).toMatchObject([{ outcome: 'unchanged' }]);
        });

        test('two clones that publish at once: the younger copy is named', async () => {
          const both = await Promise.all(['one', 'two'].map((name) => run({ clone: cloneIn(name) })));
          const count = (await copies()).length;
          const outcomes = both.flat().map(({ outcome }) => outcome);
          expect(outcomes.filter((outcome) => outcome === 'twice').length).toBeGreaterThanOrEqual(count - 1);
        });
      });

      test('two channels of one account: neither takes the other’s copy, and they keep one pace', async () => {
        const ids = ['one', 'two'];
        await run({ ids });
        expect(await copies()).toHaveLength(2);
        await rm(join(folder, 'ours'), { recursive: true });
        await run({ ids, ...edited({ title: item.title, content_html: '<p>New.</p>' }) });
        const sources = (await copies()).map(({ content }) => /utm_source=(\w+)/.exec(content)?.[1]);
        expect(sources).toEqual(['one', 'two']);
        expect(new Set(channelsOf(ids).map(({ account }) => account)).size).toBe(1);
      });

      test('a post that was renamed without an id is not sent as another', async () => {
        await run();
        const renamed = { ...item, id: `${item.id}-renamed`, url: `${item.url}renamed/` };
        expect(await run({ changes: [renamed] })).toMatchObject([
          { outcome: 'blocked', what: expect.stringContaining(item.id) },
        ]);
        expect(await copies(renamed)).toEqual([]);
        expect(await copies()).toHaveLength(1);
      });

      test.runIf(way.platform === 'wordpress')(
        'pictures are in the library, once each, and the cover is the featured image',
        async () => {
          const picture = `https://site.example/${item.id}.png`;
          const changes = [{ ...item, content_html: `<p>See <img src="${picture}" alt="A &amp; B"></p>` }];
          await run({ changes });
          const [copy] = await copies();
          const address = /<img[^>]+src="(?<src>[^"]+)"/.exec(copy?.content ?? '')?.groups?.['src'] ?? '';
          expect(address).toMatch(`${wordPress.url}/wp-content/uploads/`);
          const shown = await fetch(address);
          expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/png']);
          const post = await (await fetch(`${wordPress.url}/wp-json/wp/v2/posts/${copy?.id}`)).json();
          expect(post).toMatchObject({
            featured_media: expect.any(Number),
            excerpt: { rendered: '<p>A first post.</p>\n' },
          });
          const before = proxy.log().length;
          await run({
            changes: [
              { ...changes[0], ...item, title: 'Edited', content_html: changes[0]?.content_html ?? '' },
            ],
          });
          expect(
            proxy
              .log()
              .slice(before)
              .filter(({ path }) => path.includes('/media')),
          ).toEqual([]);
        },
      );

      test('many posts: what is there is listed once', async () => {
        const changes = [1, 2].map((n) => ({
          ...item,
          id: `${item.id}-${n}`,
          url: `${item.url}${n}/`,
          title: `${n}`,
        }));
        await run({ changes });
        const lists = proxy.log().filter(({ path }) => /posts\?.*search=/.test(path)).length;
        expect(lists).toBeLessThanOrEqual(changes.length);
        await rm(join(folder, 'ours'), { recursive: true });
        expect(await run({ changes })).toMatchObject([{ outcome: 'done' }, { outcome: 'done' }]);
        expect(await copies({ ...item, id: `${item.id}-1` })).toHaveLength(1);
      });
    });
  },
);

interface Way {
  readonly platform: string;
  readonly address: (wordPress: WordPress) => string;
  readonly secrets: (wordPress: WordPress) => Record<string, string>;
  readonly isWrite: IsWrite;
}

interface Asked {
  readonly changes?: readonly FeedItem[];
  readonly clone?: { readonly ledger: string; readonly journal: string };
  readonly ids?: readonly string[];
  readonly secrets?: Record<string, string>;
  /** What the author answers to every question. */
  readonly says?: boolean;
}
