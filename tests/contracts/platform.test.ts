import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Channel, coverAddress, type FeedItem, type Publication } from '#domain';
import { loadFolder } from '../../integrations/foundation/load-folder.ts';
import { checkChannels } from '../../integrations/syndication/channels/check-channels.ts';
import {
  type OpenChannel,
  openChannels,
  secretVariable,
} from '../../integrations/syndication/channels/settings.ts';
import { unpublish } from '../../integrations/syndication/copies/unpublish.ts';
import { verify } from '../../integrations/syndication/copies/verify.ts';
import { createSend } from '../../integrations/syndication/network/send.ts';
import { plan } from '../../integrations/syndication/plan/plan.ts';
import type { Platform } from '../../integrations/syndication/platform.ts';
import type { Effects } from '../../integrations/syndication/publish/effects.ts';
import { publish } from '../../integrations/syndication/publish/publish.ts';
import type { Result } from '../../integrations/syndication/publish/result.ts';
import { type BadProxy, startProxy } from '../servers/misbehaving-proxy.ts';
import { calmEffects, journalInMemory, ledgerInMemory } from '../syndication/books-in-memory.ts';
import { feedItem } from '../syndication/feed-item.ts';
import type { StandIn, StartStandIn } from '../syndication/stand-in.ts';

const platforms = await loadFolder<Platform>(
  new URL('../../integrations/syndication/platforms/', import.meta.url),
);
/** A newsletter goes by SMTP, which the proxy cannot spoil: `tests/syndication/newsletter.test.ts` has acts of its own. */
const writable = [...platforms].filter(([, { api, url }]) => api !== undefined && url !== 'smtp:');
const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 1);

describe.each([...platforms])('the declaration of %s', (_, platform) => {
  test('says how it is written to, by a program or by hand', () => {
    expect(platform.api ?? platform.kit).toBeDefined();
  });

  test('says how to get each secret, in a sentence', () => {
    for (const howToGet of Object.values(platform.secrets)) expect(howToGet.length).toBeGreaterThan(10);
  });

  test('wants covers that can be drawn, each once', () => {
    const { covers = [] } = platform;
    const addresses = covers.map((size) => coverAddress('/og/a.png', size));
    expect(addresses).toEqual(
      addresses.map(() => expect.stringMatching(/^\/og\/a\.[1-9]\d{2,3}x[1-9]\d{2,3}\.png$/)),
    );
    expect(new Set(addresses).size).toBe(covers.length);
  });

  test('has limits a post can keep', () => {
    for (const { most } of platform.limits) expect(most).toBeGreaterThan(0);
  });
});

/** A platform with an API and without `tests/servers/<id>-stand-in.ts` fails here: nothing goes out that was never tried. */
describe.each(writable)('platform %s', (id, platform) => {
  const { api } = platform;
  /** What is uncertain there waits for its author: the platform can neither be asked nor knows a repeat. */
  const isBlind = api?.find === undefined && !api?.keyed;
  let server: StandIn;
  let proxy: BadProxy;
  let books: Pick<Effects, 'ledger' | 'journal'>;
  let now: number;
  /** What the channel says beside where it is. */
  let settings: Partial<Channel>;

  beforeEach(async () => {
    const started: { default: StartStandIn } = await import(`../servers/${id}-stand-in.ts`);
    server = await started.default();
    proxy = await startProxy(server.url, server.isWrite);
    books = { ledger: ledgerInMemory(), journal: journalInMemory() };
    now = START;
    settings = {};
  });

  afterEach(async () => {
    await proxy.close();
    await server.close();
  });

  function channelsWith(secrets: Readonly<Record<string, string>>): OpenChannel[] {
    const env = Object.fromEntries(
      Object.entries(secrets).map(([secret, value]) => [secretVariable('out', secret), value]),
    );
    const place = { platform: id, url: proxy.url, account: server.account };
    const out: Channel = { form: 'full', ...place, ...settings };
    return openChannels({ out }, { platforms, env, timeZone: 'UTC' });
  }

  function effects(changes: Partial<Effects> = {}): Effects {
    return calmEffects(books, {
      now: () => now,
      sleep: async (duration) => {
        now += duration;
      },
      consent: async ({ about }) => about === 'cost',
      sendFor: ({ secrets }) =>
        createSend(Object.values(secrets), { timeout: 5_000, backoff: () => 1, judge: api?.judge }),
      ...changes,
    });
  }

  async function run(
    items: readonly FeedItem[],
    secrets = server.secrets,
    changes: Partial<Effects> = {},
  ): Promise<Result[]> {
    const { ledger, journal } = books;
    const held = { until: journal.heldUntil, reason: journal.reasonOfHold };
    const known = { ledger: ledger.lines(), intents: journal.intents(), held, now };
    return publish(plan({ items, channels: channelsWith(secrets), ...known }), effects(changes));
  }

  const outcomes = (results: readonly Result[]) => results.map(({ outcome, what }) => [outcome, what]);
  const line = (): Publication | undefined => books.ledger.line('hello', 'out');
  const later = (minutes: number): void => {
    now += minutes * MINUTE;
  };
  const edited = feedItem({ title: 'Hello again', content_html: '<p>Changed: a[b[0]]&gt;1</p>' });

  test('has a stand-in that can do what the acts ask of it', () => {
    expect(Object.keys(server.secrets).toSorted()).toEqual(Object.keys(platform.secrets).toSorted());
    if (api?.login !== undefined) expect(server.expire).toBeDefined();
    if (api?.draftable) expect([server.drafts, server.release]).not.toContain(undefined);
  });

  test('creates a copy, with the link home tagged', async () => {
    const [result] = await run([feedItem()]);
    expect(result).toMatchObject({ outcome: 'done', what: expect.stringMatching(/^created/) });
    if (result?.url !== undefined) expect(result.url).toMatch(/^https?:/);
    const [copy] = server.copies();
    expect(server.copies()).toHaveLength(1);
    if (copy?.title !== undefined) expect(copy.title).toBe('Hello & <world>');
    expect(copy?.body).toContain('utm_source=out');
    expect(line()?.state).toMatch(/^(published|draft)$/);
    expect([copy?.id, undefined]).toContain(line()?.id);
    expect(books.journal.intents()).toEqual([]);
  });

  test('does nothing the second time', async () => {
    await run([feedItem()]);
    const before = books.ledger.lines();
    const requests = proxy.log().length;
    expect(outcomes(await run([feedItem()]))).toEqual([['unchanged', 'up to date']]);
    expect(books.ledger.lines()).toEqual(before);
    expect(proxy.log()).toHaveLength(requests);
  });

  test('brings a changed post up to date, or leaves it to its author', async () => {
    await run([feedItem()]);
    const [result] = await run([edited]);
    expect(server.copies()).toHaveLength(1);
    if (api?.update === undefined) return expect(result?.outcome).toBe('by-hand');
    expect(result).toMatchObject({
      outcome: 'done',
      what: expect.stringMatching(/^updated/),
    });
    const [copy] = server.copies();
    if (copy?.title === undefined) expect(copy?.body).toContain('Hello again');
    else expect(copy.title).toBe('Hello again');
    expect(await run([edited])).toMatchObject([{ outcome: 'unchanged' }]);
  });

  test.runIf(api?.find)('takes its copy for its own when the ledger is lost', async () => {
    await run([feedItem()]);
    books = { ledger: ledgerInMemory(), journal: journalInMemory() };
    const [result] = await run([feedItem()]);
    // A key that was lost with the ledger finds nothing; then the platform's own key keeps it from being sent twice.
    expect(result?.outcome).toMatch(/^(done|by-hand)$/);
    expect(server.copies()).toHaveLength(1);
  });

  test.runIf(api?.find)('takes no other post for its own, though that one links to it', async () => {
    const linking = feedItem({ id: 'other', url: 'https://site.example/posts/other/', title: 'Other' });
    const other = {
      ...linking,
      content_html: '<p><a href="https://site.example/posts/hello/">Hello</a></p>',
    };
    await run([other]);
    expect(await run([other, feedItem()])).toMatchObject([
      { post: 'other', outcome: 'unchanged' },
      { post: 'hello', outcome: 'done', what: expect.stringMatching(/^created/) },
    ]);
    expect(server.copies()).toHaveLength(2);
  });

  test('sends nothing twice when an answer is lost', async () => {
    proxy.spoil('answer-lost');
    expect(outcomes(await run([feedItem()]))).toEqual([['uncertain', expect.stringContaining('broke')]]);
    expect(line()).toMatchObject({ state: 'uncertain' });
    const [again] = await run([feedItem()]);
    expect(server.copies()).toHaveLength(1);
    if (isBlind) return expect(again?.outcome).toBe('uncertain');
    expect(again?.outcome).toBe('done');
    expect(line()).toMatchObject({
      state: expect.stringMatching(/^(published|draft)$/),
      id: server.copies()[0]?.id,
    });
    expect(await run([feedItem()])).toMatchObject([{ outcome: 'unchanged' }]);
  });

  test('sends nothing twice when a slow server carries a request out after the run', async () => {
    proxy.spoil('late-commit');
    expect(await run([feedItem()])).toMatchObject([{ outcome: 'uncertain' }]);
    later(1);
    const [second] = await run([feedItem()]);
    if (api?.find !== undefined && !api.keyed)
      expect(second).toMatchObject({ outcome: 'later', at: START + (platform.settles ?? 10 * MINUTE) });
    await proxy.release();
    later(11);
    await run([feedItem()]);
    expect(server.copies()).toHaveLength(1);
  });

  test.runIf(api?.find)('sends again what never arrived, once a slow server would be done', async () => {
    proxy.spoil('never-arrives');
    await run([feedItem()]);
    later(11);
    expect(await run([feedItem()])).toMatchObject([{ outcome: 'done' }]);
    expect(server.copies()).toHaveLength(1);
  });

  test.runIf(api?.find).each(['limit-after-commit', 'busy-after-commit'] as const)(
    'looks before it writes a second time: %s',
    async (trouble) => {
      proxy.spoil(trouble);
      expect(await run([feedItem()])).toMatchObject([{ outcome: 'done' }]);
      expect(server.copies()).toHaveLength(1);
    },
  );

  test('finds what a run sent that died', async () => {
    await run([feedItem()]);
    const { key = '', source = '', recipe = '' } = line() ?? {};
    const [channel] = channelsWith(server.secrets);
    books = { ledger: ledgerInMemory(), journal: journalInMemory() };
    const sent = { title: feedItem().title, source, recipe, key, at: now };
    await books.journal.begin({
      post: 'hello',
      channel: 'out',
      account: channel?.account ?? '',
      act: 'create',
      ...sent,
    });
    const [result] = await run([feedItem()]);
    expect(result?.outcome).toBe(isBlind ? 'uncertain' : 'done');
    expect(server.copies()).toHaveLength(1);
  });

  test.runIf(api?.update && api.look)('leaves a deleted copy deleted', async () => {
    await run([feedItem()]);
    server.remove(server.copies()[0]?.id ?? '');
    expect(await run([feedItem()])).toMatchObject([{ outcome: 'unchanged' }]);
    expect(outcomes(await run([edited]))).toEqual([['gone', expect.stringContaining('deleted there')]]);
    expect(await run([edited])).toMatchObject([{ outcome: 'unchanged' }]);
    expect(server.copies()).toEqual([]);
  });

  test.runIf(api?.update && api.look)('asks before it replaces an edit that was made there', async () => {
    await run([feedItem()]);
    const [copy] = server.copies();
    server.edit(copy?.id ?? '', `${copy?.body} By hand.`);
    expect(await run([edited])).toMatchObject([
      { outcome: 'changed', hint: expect.stringContaining('--yes') },
    ]);
    expect(server.copies()[0]?.body).toContain('By hand.');
    expect(await run([edited])).toMatchObject([{ outcome: 'changed' }]);
    expect(await run([edited], server.secrets, { consent: async () => true })).toMatchObject([
      { outcome: 'done' },
    ]);
    expect(server.copies()[0]?.body).not.toContain('By hand.');
  });

  test.runIf(api?.look)('sees what became of a copy', async () => {
    await run([feedItem()]);
    const look = () => verify(channelsWith(server.secrets), effects());
    const [copy] = server.copies();
    expect(await look()).toMatchObject([{ post: 'hello', state: expect.stringMatching(/^(live|draft)$/) }]);
    server.edit(copy?.id ?? '', `${copy?.body} By hand.`);
    expect(await look()).toMatchObject([{ state: expect.stringMatching(/^(changed|draft)$/) }]);
    server.remove(copy?.id ?? '');
    expect(await look()).toMatchObject([{ state: 'gone' }]);
    expect(line()).toMatchObject({ state: 'gone' });
  });

  test('leaves a copy taken back, though the ledger does not know of it', async () => {
    if (server.takeBack === undefined || api?.find === undefined) return;
    await run([feedItem()]);
    server.takeBack(server.copies()[0]?.id ?? '');
    const changed = await run([edited]);
    expect(outcomes(changed)).toEqual([['refused', expect.stringContaining('not public there')]]);
    books = { ledger: ledgerInMemory(), journal: journalInMemory() };
    expect(outcomes(await run([feedItem()]))).toEqual([
      ['refused', expect.stringContaining('not public there')],
    ]);
    expect(server.copies()).toEqual([]);
  });

  test.runIf(api?.draftable)('makes a draft where the channel asks for one, and leaves it one', async () => {
    settings = { draft: true };
    expect(outcomes(await run([feedItem()]))).toEqual([['done', 'created as a draft']]);
    expect([server.copies(), server.drafts?.().length]).toEqual([[], 1]);
    expect(line()).toMatchObject({ state: 'draft' });
    expect(outcomes(await run([edited]))).toEqual([['done', 'updated as a draft']]);
    expect([server.copies(), server.drafts?.()]).toEqual([
      [],
      [expect.objectContaining({ title: 'Hello again' })],
    ]);
    server.release?.(line()?.id ?? '');
    expect(await verify(channelsWith(server.secrets), effects())).toMatchObject([{ state: 'live' }]);
    expect(line()).toMatchObject({ state: 'published' });
    expect(outcomes(await run([feedItem()]))).toEqual([['done', 'updated']]);
    expect([server.copies().length, server.drafts?.()]).toEqual([1, []]);
  });

  test.runIf(api?.draftable && api.find)('finds its draft when the answer is lost', async () => {
    settings = { draft: true };
    proxy.spoil('answer-lost');
    expect(await run([feedItem()])).toMatchObject([{ outcome: 'uncertain' }]);
    expect(await run([feedItem()])).toMatchObject([{ outcome: 'done' }]);
    expect([server.copies(), server.drafts?.().length]).toEqual([[], 1]);
    expect(line()).toMatchObject({ state: 'draft' });
  });

  test('gives a copy the address its author chose, or says that it cannot', async () => {
    const item = feedItem();
    item._byline.channels['out'] = { slug: 'chosen' };
    const [result] = await run([item]);
    if (platform.slugs) return expect(server.copies()).toMatchObject([{ slug: 'chosen' }]);
    expect(result).toMatchObject({
      outcome: 'blocked',
      what: expect.stringMatching(/^slug: .*channels\.out\.slug/),
    });
    expect(proxy.log()).toEqual([]);
  });

  test('takes a copy back', async () => {
    await run([feedItem()]);
    const taken = await unpublish('hello', channelsWith(server.secrets), effects());
    if (api?.remove === undefined) return expect(taken).toMatchObject([{ outcome: 'by-hand' }]);
    expect(taken).toMatchObject([{ outcome: 'done' }]);
    expect(server.copies()).toEqual([]);
    expect(await run([feedItem()])).toMatchObject([{ outcome: 'unchanged', what: 'you took it back' }]);
  });

  test.runIf(api?.find)('from two clones at once: one copy, or the younger one is named', async () => {
    const clones = ['one', 'two'].map(() => {
      books = { ledger: ledgerInMemory(), journal: journalInMemory() };
      return run([feedItem()]);
    });
    const results = (await Promise.all(clones)).flat();
    if (server.copies().length > 1)
      expect(results).toContainEqual(
        expect.objectContaining({
          outcome: 'twice',
          hint: expect.stringContaining('byline unpublish hello --to out --copy'),
        }),
      );
    expect(server.copies().length).toBeLessThanOrEqual(api?.keyed === 'address' ? 1 : 2);
  });

  test('says that a post was refused, goes on with the next, and tries again in the next run', async () => {
    proxy.spoil('refuses');
    const second = feedItem({ id: 'second', url: 'https://site.example/posts/second/', title: 'Second' });
    const items = [{ ...feedItem(), date_published: '2026-10-01T00:00:00Z' }, second];
    expect(await run(items)).toMatchObject([
      { post: 'hello', outcome: 'refused', what: expect.stringContaining('not like this') },
      { post: 'second', outcome: 'done' },
    ]);
    expect([server.copies().length, line(), books.journal.intents()]).toEqual([1, undefined, []]);
    expect(await run(items)).toMatchObject([{ outcome: 'done' }, { outcome: 'unchanged' }]);
    expect(server.copies()).toHaveLength(2);
  });

  test('shows no secret in what it keeps and says', async () => {
    proxy.spoil('refuses');
    const said = [...(await run([feedItem()])), ...(await run([feedItem()])), ...(await run([edited]))];
    const kept = [books.ledger.lines(), books.journal.intents(), channelsWith(server.secrets)[0]?.account];
    for (const value of Object.values(server.secrets))
      expect(JSON.stringify([said, kept])).not.toContain(value);
  });

  test('waits when the platform asks to, and leaves the posts after it for then', async () => {
    proxy.spoil('refuses-to-wait');
    const second = feedItem({ id: 'second', url: 'https://site.example/posts/second/', title: 'Second' });
    const items = [feedItem(), { ...second, date_published: '2026-10-30T00:00:00Z' }];
    const first = await run(items);
    // Nobody can tell whether a 503 came before or after such a platform took the post.
    if (isBlind) return expect(first.map(({ outcome }) => outcome)).toEqual(['uncertain', 'done']);
    expect(first.map(({ outcome }) => outcome)).toEqual(['later', 'later']);
    expect(first[0]?.at).toBe(now + 60 * MINUTE);
    const requests = proxy.log().length;
    later(30);
    expect(await run(items)).toMatchObject([
      { outcome: 'later', at: START + 60 * MINUTE },
      { outcome: 'later' },
    ]);
    expect(proxy.log()).toHaveLength(requests);
    later(31);
    expect(await run(items)).toMatchObject([{ outcome: 'done' }, { outcome: 'done' }]);
    expect(server.copies()).toHaveLength(2);
  });

  test('understands how the platform itself asks to wait', async () => {
    server.limit();
    const [result] = await run([feedItem()]);
    expect(result?.outcome).toMatch(/^(later|done)$/);
    expect(server.copies()).toHaveLength(result?.outcome === 'done' ? 1 : 0);
    later(120);
    await run([feedItem()]);
    expect(server.copies()).toHaveLength(1);
  });

  test('stops after one request with a wrong secret, and shows it to nobody', async () => {
    if (Object.keys(server.secrets).length === 0) return;
    const wrong = Object.fromEntries(
      Object.keys(server.secrets).map((secret) => [secret, `wrong&${secret}`]),
    );
    const items = [1, 2, 3].map((n) =>
      feedItem({ id: `p${n}`, url: `https://site.example/posts/p${n}/`, title: `Post ${n}` }),
    );
    const results = await run(items, wrong);
    expect(results.map(({ outcome }) => outcome)).toEqual(['setup', 'setup', 'setup']);
    expect(proxy.log()).toHaveLength(1);
    for (const value of Object.values(wrong)) expect(JSON.stringify(results)).not.toContain(value);
    expect(books.ledger.lines()).toEqual([]);
  });

  test('logs in again when a session has expired, and sends the same once', async () => {
    if (server.expire === undefined) return;
    await run([feedItem()]);
    server.expire();
    const second = feedItem({ id: 'second', url: 'https://site.example/posts/second/', title: 'Second' });
    expect(await run([feedItem(), second])).toMatchObject([{ outcome: 'unchanged' }, { outcome: 'done' }]);
    expect(server.copies()).toHaveLength(2);
  });

  test('sends nothing when a picture of the text cannot be had', async () => {
    const item = feedItem({ content_html: '<p><img src="https://site.example/a.png" alt="A"></p>' });
    const isAbsent = (url: string) => url.endsWith('/a.png');
    const results = await run([item], server.secrets, {
      whyAbsent: async (url) => (isAbsent(url) ? `${url} answers 404` : undefined),
      readPicture: async () => new TextEncoder().encode('no picture'),
    });
    const body = platform.render[0].form;
    if (body === 'text' && platform.pictures === undefined) return expect(results[0]?.outcome).toBe('done');
    expect(results[0]?.outcome).toMatch(/^(later|refused)$/);
    expect(server.copies()).toEqual([]);
  });

  test('says what is missing before anything is sent', async () => {
    if (Object.keys(platform.secrets).length === 0) return;
    const [result] = await run([feedItem()], {});
    expect(result?.outcome).toBe('blocked');
    for (const [secret, howToGet] of Object.entries(platform.secrets))
      expect(result?.what).toContain(`${secretVariable('out', secret)} is not set in .env: ${howToGet}`);
    expect(proxy.log()).toEqual([]);
  });

  test('holds a post that is over a limit back before anything is sent', async () => {
    // A short post leaves out what does not fit, down to its title and the link.
    const isShort = platform.render[0].form === 'text';
    for (const { part, most, unit } of platform.limits) {
      const long = 'x'.repeat(most + 1);
      const item = feedItem({
        ...(part === 'title' ? { title: long } : {}),
        ...(part === 'description' ? { summary: long } : {}),
        ...(part === 'tags' ? { tags: Array.from({ length: most + 1 }, (_, n) => `t${n}`) } : {}),
        ...(part === 'body' && isShort ? { title: long } : {}),
        ...(part === 'body' && !isShort ? { content_html: `<p>${long}</p>` } : {}),
      });
      const [result] = await run([item]);
      expect(result?.outcome, `${part} ${unit}`).toMatch(/^(blocked|refused)$/);
      expect(result?.what).toContain(`${most} at most`);
    }
    expect(proxy.log().filter(({ writes }) => writes)).toEqual([]);
  });

  test('can be checked without a write', async () => {
    const [checked] = await checkChannels(channelsWith(server.secrets), effects());
    expect(checked).toMatchObject({ isReady: true });
    expect(server.copies()).toEqual([]);
    if (Object.keys(server.secrets).length === 0) return;
    const wrong = Object.fromEntries(
      Object.keys(server.secrets).map((secret) => [secret, `wrong&${secret}`]),
    );
    const [failed] = await checkChannels(channelsWith(wrong), effects());
    if (api?.who !== undefined) expect(failed).toMatchObject({ isReady: false });
  });
});
