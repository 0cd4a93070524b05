import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Channel, coverAddress, type FeedItem, type Publication } from '#domain';
import { loadFolder } from '../../integrations/load-folder.ts';
import type { Ledger } from '../../integrations/syndication/ledger.ts';
import { plan } from '../../integrations/syndication/plan.ts';
import type { Platform } from '../../integrations/syndication/platform.ts';
import { publish, type Result } from '../../integrations/syndication/publish.ts';
import { createSend } from '../../integrations/syndication/send.ts';
import { openChannels, secretVariable } from '../../integrations/syndication/settings.ts';
import { feedItem } from '../syndication/feed-item.ts';
import { ledgerInMemory } from '../syndication/ledger-in-memory.ts';
import type { StandIn, StartStandIn } from '../syndication/stand-in.ts';

const platforms = await loadFolder<Platform>(
  new URL('../../integrations/syndication/platforms/', import.meta.url),
);

/** A platform without `tests/servers/<id>-stand-in.ts` fails here: nothing goes out that was never tried. */
describe.each([...platforms])('platform %s', (id, platform) => {
  let server: StandIn;
  let ledger: Ledger;

  beforeEach(async () => {
    const started: { default: StartStandIn } = await import(`../servers/${id}-stand-in.ts`);
    server = await started.default();
    ledger = ledgerInMemory();
  });

  afterEach(() => server.close());

  async function run(items: readonly FeedItem[], secrets = server.secrets): Promise<Result[]> {
    const env = Object.fromEntries(
      Object.entries(secrets).map(([secret, value]) => [secretVariable('out', secret), value]),
    );
    const settings: Channel = { platform: id, form: 'full', url: server.url, account: server.account };
    const channels = openChannels({ out: settings }, { platforms, env, timeZone: 'UTC' });
    return publish(plan({ items, channels, ledger: ledger.lines(), site: 'https://site.example' }), {
      ledger,
      now: () => Date.UTC(2026, 10, 1),
      sleep: async () => {},
      whyAbsent: async () => undefined,
      sendFor: (values) => createSend(Object.values(values), { timeout: 5_000, backoff: () => 1 }),
    });
  }

  test('wants covers that can be drawn, each once', () => {
    const { covers = [] } = platform;
    const addresses = covers.map((size) => coverAddress('/og/a.png', size));
    expect(addresses).toEqual(
      addresses.map(() => expect.stringMatching(/^\/og\/a\.[1-9]\d{2,3}x[1-9]\d{2,3}\.png$/)),
    );
    expect(new Set(addresses).size).toBe(covers.length);
  });

  const outcomes = (results: readonly Result[]) => results.map(({ outcome, what }) => [outcome, what]);

  test('creates a copy, with the link home tagged', async () => {
    const [result] = await run([feedItem()]);
    expect(result).toMatchObject({
      outcome: 'done',
      what: 'created',
      url: expect.stringMatching(/^https?:/),
    });
    expect(server.copies()).toHaveLength(1);
    expect(server.copies()[0]).toMatchObject({ title: 'Hello & <world>' });
    expect(server.copies()[0]?.body).toContain('utm_source=out');
    expect(ledger.line('hello', 'out')).toMatchObject({
      state: 'published',
      remoteId: server.copies()[0]?.id,
    });
  });

  test('does nothing the second time', async () => {
    await run([feedItem()]);
    const before = ledger.lines();
    expect(outcomes(await run([feedItem()]))).toEqual([['unchanged', 'up to date']]);
    expect(ledger.lines()).toEqual(before);
  });

  test('brings a changed post up to date', async () => {
    await run([feedItem()]);
    const changed = feedItem({ title: 'Hello again', content_html: '<p>Changed: a[b[0]]&gt;1</p>' });
    expect(outcomes(await run([changed]))).toEqual([['done', 'updated']]);
    expect(server.copies()).toHaveLength(1);
    expect(server.copies()[0]).toMatchObject({ title: 'Hello again' });
    expect(server.copies()[0]?.body).toMatch(/^(<p>)?Changed: a\\?\[b\\?\[0\\?]\\?]\\?(>|&gt;)1/);
  });

  test('adopts a copy the ledger does not know of', async () => {
    await run([feedItem()]);
    ledger = ledgerInMemory();
    expect(outcomes(await run([feedItem()]))).toEqual([['done', 'updated']]);
    expect(server.copies()).toHaveLength(1);
  });

  test('takes no other post for its own, though that one links to it', async () => {
    const linking = feedItem({ id: 'other', url: 'https://site.example/posts/other/', title: 'Other' });
    await run([{ ...linking, content_html: '<p><a href="https://site.example/posts/hello/">Hello</a></p>' }]);
    expect(outcomes(await run([feedItem()]))).toEqual([['done', 'created']]);
    expect(server.copies()).toHaveLength(2);
  });

  test('finds a copy whose answer was lost, and sends no second one', async () => {
    server.spoil('answer-lost');
    expect(outcomes(await run([feedItem()]))).toEqual([['uncertain', expect.stringContaining('broke')]]);
    expect(ledger.line('hello', 'out')).toMatchObject({ state: 'uncertain' });
    expect(outcomes(await run([feedItem()]))).toEqual([['done', 'updated']]);
    expect(server.copies()).toHaveLength(1);
    expect(ledger.line('hello', 'out')).toMatchObject({
      state: 'published',
      remoteId: server.copies()[0]?.id,
    });
  });

  test('finds a copy that a run sent which died', async () => {
    await run([feedItem()]);
    const { remoteId: _, url: __, ...died } = ledger.line('hello', 'out') as Publication;
    await ledger.write({ ...died, state: 'intended' });
    expect(outcomes(await run([feedItem()]))).toEqual([['done', 'updated']]);
    expect(server.copies()).toHaveLength(1);
  });

  test('leaves a deleted copy deleted', async () => {
    await run([feedItem()]);
    const before = ledger.lines();
    server.remove(server.copies()[0]?.id ?? '');
    expect(outcomes(await run([feedItem()]))).toEqual([['unchanged', 'up to date']]);
    const changed = await run([feedItem({ title: 'Hello again' })]);
    expect(outcomes(changed)).toEqual([['refused', expect.stringContaining('deleted there')]]);
    expect(server.copies()).toEqual([]);
    expect(ledger.lines()).toEqual(before);
  });

  test('leaves a copy taken back', async () => {
    await run([feedItem()]);
    const before = ledger.lines();
    server.takeBack(server.copies()[0]?.id ?? '');
    const changed = await run([feedItem({ title: 'Hello again' })]);
    expect(outcomes(changed)).toEqual([['refused', expect.stringContaining('not public there')]]);
    expect(server.copies()).toEqual([]);
    expect(ledger.lines()).toEqual(before);
  });

  test('leaves a copy taken back, though the ledger does not know of it', async () => {
    await run([feedItem()]);
    ledger = ledgerInMemory();
    server.takeBack(server.copies()[0]?.id ?? '');
    expect(outcomes(await run([feedItem()]))).toEqual([
      ['refused', expect.stringContaining('not public there')],
    ]);
    expect(server.copies()).toEqual([]);
  });

  test('waits when the platform asks to, and leaves the posts after it for then', async () => {
    server.spoil('rate-limit');
    const second = feedItem({ id: 'second', url: 'https://site.example/posts/second/', title: 'Second' });
    const results = await run([feedItem(), { ...second, date_published: '2026-10-30T00:00:00Z' }]);
    expect(results.map(({ outcome }) => outcome)).toEqual(['later', 'later']);
    expect(results[0]?.at).toBeGreaterThan(Date.UTC(2026, 10, 1));
    expect(server.copies()).toEqual([]);
    expect(ledger.lines()).toEqual([]);
  });

  test('is refused with a wrong secret, and does not repeat it', async () => {
    const wrong = Object.fromEntries(
      Object.keys(server.secrets).map((secret) => [secret, `wrong&${secret}`]),
    );
    const [result] = await run([feedItem()], wrong);
    expect(result?.outcome).toBe('refused');
    for (const value of Object.values(wrong)) expect(result?.what).not.toContain(value);
    expect(result?.what).toContain('[secret]');
    expect(ledger.lines()).toEqual([]);
  });

  test('says what is missing before anything is sent', async () => {
    const [result] = await run([feedItem()], {});
    expect(result?.outcome).toBe('blocked');
    for (const [secret, howToGet] of Object.entries(platform.secrets))
      expect(result?.what).toContain(`${secretVariable('out', secret)} is not set in .env: ${howToGet}`);
  });
});
