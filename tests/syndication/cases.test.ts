import { Hono } from 'hono';
import { afterEach, describe, expect, test } from 'vitest';
import { type Channel, channelSchema, type FeedItem } from '#domain';
import { secretVariable } from '../../integrations/syndication/channels/settings.ts';
import {
  createSend,
  loadPlatforms,
  openChannels,
  plan,
  publish,
  type Result,
} from '../../integrations/syndication/index.ts';
import type { Effects } from '../../integrations/syndication/publish/effects.ts';
import startBluesky from '../servers/bluesky-stand-in.ts';
import startDev from '../servers/dev-stand-in.ts';
import startHashnode from '../servers/hashnode-stand-in.ts';
import { type App, listen } from '../servers/listen.ts';
import startMastodon from '../servers/mastodon-stand-in.ts';
import { startProxy } from '../servers/misbehaving-proxy.ts';
import startTelegram from '../servers/telegram-stand-in.ts';
import { calmEffects, journalInMemory, ledgerInMemory } from './books-in-memory.ts';
import { feedItem } from './feed-item.ts';
import type { StandIn } from './stand-in.ts';

/** What users of other tools reported: each case against the stand-in of its platform. */

const platforms = await loadPlatforms();
const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** Starts a server that is closed after the test. */
async function started<Server extends { close(): Promise<void> }>(server: Promise<Server>): Promise<Server> {
  const opened = await server;
  closing.push(() => opened.close());
  return opened;
}

/** An author with a ledger and a journal of their own, who publishes to channels called `out`, `second` and `third`. */
function author(...places: Place[]) {
  const books = { ledger: ledgerInMemory(), journal: journalInMemory() };
  const named = new Map(places.map((place, index) => [NAMES[index] ?? `channel-${index}`, place]));
  const env = Object.fromEntries(
    [...named].flatMap(([id, { secrets }]) =>
      Object.entries(secrets).map(([name, value]) => [secretVariable(id, name), value]),
    ),
  );
  const settings = Object.fromEntries([...named].map(([id, place]) => [id, settingsOf(place)]));
  const channels = openChannels(settings, { platforms, env, timeZone: 'UTC' });
  let now = Date.UTC(2026, 10, 1);
  const sendFor: Effects['sendFor'] = ({ secrets, platform: { api } }) =>
    createSend(Object.values(secrets), { judge: api?.judge, timeout: 5_000, backoff: () => 1 });
  return {
    books,
    later: (minutes: number) => {
      now += minutes * 60_000;
    },
    publish: (items: readonly FeedItem[], changes: Partial<Effects> = {}): Promise<Result[]> =>
      publish(
        plan({ items, channels, ledger: books.ledger.lines(), intents: books.journal.intents(), now }),
        calmEffects(books, { now: () => now, sendFor, ...changes }),
      ),
  };
}

const NAMES = ['out', 'second', 'third'];

function settingsOf({ platform, url, account }: Place): Channel {
  return channelSchema.parse({ platform, url, account: account || undefined });
}

describe('Hashnode', () => {
  test('C4: an API that leads to a page has moved; the key is not blamed, and the page is not the new address', async () => {
    const app: App = new Hono();
    app.all('*', (context) => context.redirect('https://hashnode.example/changelog', 301));
    const { origin } = await started(listen(app));
    const me = author({ platform: 'hashnode', url: origin, account: 'p', secrets: { token: 't' } });
    const [result] = await me.publish([feedItem()]);
    expect(result).toMatchObject({
      outcome: 'setup',
      what: expect.stringMatching(/the API is not at this address any more$/),
    });
    expect(result?.hint).toMatch(/^Look up where it is now/);
    expect(`${result?.what} ${result?.hint}`).not.toMatch(/secret|key|TOKEN/);
  });

  test('C5: FORBIDDEN with status 200 stops the channel after one request', async () => {
    let asked = 0;
    const app: App = new Hono();
    app.post('/', (context) => {
      asked += 1;
      return context.json({
        data: null,
        errors: [{ message: 'Pro only', extensions: { code: 'FORBIDDEN' } }],
      });
    });
    const { origin } = await started(listen(app));
    const me = author({ platform: 'hashnode', url: origin, account: 'p', secrets: { token: 't' } });
    const other = feedItem({ id: 'other', url: 'https://site.example/posts/other/' });
    const results = await me.publish([feedItem(), other]);
    expect(results).toMatchObject([
      { outcome: 'setup', what: 'Hashnode: Pro only', hint: expect.stringContaining('Pro plan') },
      { outcome: 'setup' },
    ]);
    expect(asked).toBe(1);
  });

  test('a stand-in takes what is sent', async () => {
    const server = await started(startHashnode());
    expect(await author({ platform: 'hashnode', ...server }).publish([feedItem()])).toMatchObject([
      { outcome: 'done' },
    ]);
  });
});

describe('Bluesky', () => {
  test('C7: a card’s picture of more than a megabyte is made smaller', async () => {
    const sharp = (await import('sharp')).default;
    const noise = Buffer.from(Array.from({ length: 900 * 900 * 3 }, (_, n) => (n * 7919) % 251));
    const heavy = await sharp(noise, { raw: { width: 900, height: 900, channels: 3 } })
      .png({ compressionLevel: 0 })
      .toBuffer();
    expect(heavy.length).toBeGreaterThan(1_000_000);
    const server = await started(startBluesky());
    const me = author({ platform: 'bluesky', ...server });
    expect(await me.publish([feedItem()], { readPicture: async () => heavy })).toMatchObject([
      { outcome: 'done' },
    ]);
  });

  test('C7: one that cannot be made smaller stops the post before anything is sent', async () => {
    const server = await started(startBluesky());
    const me = author({ platform: 'bluesky', ...server });
    const results = await me.publish([feedItem()], {
      readPicture: async () => new TextEncoder().encode('no picture'),
    });
    expect(results).toMatchObject([{ outcome: 'refused' }]);
    expect(server.copies()).toEqual([]);
  });
});

describe('Mastodon', () => {
  const long = (title: string) =>
    feedItem({ title, url: `https://site.example/posts/${'x'.repeat(170)}/`, tags: [] });

  test('C9: an address counts 23 however long it is', async () => {
    const server = await started(startMastodon());
    const me = author({ platform: 'mastodon', ...server });
    expect(await me.publish([long('x'.repeat(470))])).toMatchObject([{ outcome: 'done' }]);
  });

  test('C9: so do two of 200 characters, in words of the author’s own', async () => {
    const addresses = ['a', 'b'].map((name) => `https://elsewhere.example/${name.repeat(174)}`);
    expect(addresses.map(({ length }) => length)).toEqual([200, 200]);
    const saying = (id: string, length: number) => {
      const text = `${'x'.repeat(length)} ${addresses.join(' ')}`;
      return feedItem({ id, _byline: { offers: [], channels: { out: { text } } } });
    };
    const server = await started(startMastodon());
    const me = author({ platform: 'mastodon', ...server });
    // Two addresses with a space before each are 48. The link home with an empty line before it is 25.
    const results = await me.publish([saying('fits', 427), saying('too-long', 428)]);
    expect(Object.fromEntries(results.map(({ post, outcome }) => [post, outcome]))).toEqual({
      fits: 'done',
      'too-long': 'refused',
    });
    const [copy] = server.copies();
    for (const address of addresses) expect(copy?.body).toContain(`<a href="${address}"`);
  });

  test('C9: more than the instance takes is held back', async () => {
    const server = await started(startMastodon());
    const [result] = await author({ platform: 'mastodon', ...server }).publish([long('x'.repeat(501))]);
    expect(result).toMatchObject({
      outcome: 'refused',
      what: expect.stringContaining('Mastodon takes 500 at most'),
    });
    expect(server.copies()).toEqual([]);
  });

  test('C9: an instance that takes more says so', async () => {
    const server = await started(startMastodon({ most: 5000 }));
    expect(await author({ platform: 'mastodon', ...server }).publish([long('x'.repeat(4000))])).toMatchObject(
      [{ outcome: 'done' }],
    );
  });

  test('a server that does not heed the idempotency key is looked at all the same', async () => {
    const server = await started(startMastodon({ heedsKeys: false }));
    const proxy = await started(startProxy(server.url));
    const me = author({ ...server, platform: 'mastodon', url: proxy.url });
    proxy.spoil('answer-lost');
    expect(await me.publish([feedItem()])).toMatchObject([{ outcome: 'uncertain' }]);
    expect(await me.publish([feedItem()])).toMatchObject([{ outcome: 'done' }]);
    expect(server.copies()).toHaveLength(1);
  });
});

describe('Telegram', () => {
  test('C10: “message is not modified” means that it is so already', async () => {
    const server = await started(startTelegram());
    const me = author({ platform: 'telegram', ...server });
    await me.publish([feedItem()]);
    // The text of a short post does not change with a field it does not show.
    const [result] = await me.publish([feedItem({ image: 'https://site.example/other.png' })]);
    expect(result).toMatchObject({ outcome: 'done', what: 'updated' });
    expect(server.copies()).toHaveLength(1);
  });

  test('C11: what was sent without an answer is never sent again without its author’s word', async () => {
    const server = await started(startTelegram());
    const proxy = await started(startProxy(server.url, server.isWrite));
    const me = author({ ...server, platform: 'telegram', url: proxy.url });
    proxy.spoil('answer-lost');
    await me.publish([feedItem()]);
    for (let run = 0; run < 3; run += 1) {
      me.later(60 * 24);
      expect(await me.publish([feedItem()])).toMatchObject([
        { outcome: 'uncertain', what: expect.stringContaining('byline adopt hello --to out') },
      ]);
    }
    expect(server.copies()).toHaveLength(1);
    expect(await me.publish([feedItem()], { consent: async ({ about }) => about === 'again' })).toMatchObject(
      [{ outcome: 'done' }],
    );
    expect(server.copies()).toHaveLength(2);
  });
});

describe('DEV', () => {
  test('C22: an answer of 200 with the old title is no success, and the ledger does not say so', async () => {
    const server = await started(startDev());
    const me = author({ platform: 'dev', ...server });
    await me.publish([feedItem()]);
    const before = me.books.ledger.lines();
    server.deafen();
    const [result] = await me.publish([feedItem({ title: 'A new title' })]);
    expect(result).toMatchObject({
      outcome: 'refused',
      what: expect.stringMatching(/^DEV kept the title “Hello & <world>”/),
    });
    expect(me.books.ledger.lines()).toEqual(before);
  });

  test('C23: forty posts and a wrong key: one request, one message', async () => {
    const server = await started(startDev());
    const proxy = await started(startProxy(server.url));
    const me = author({ ...server, platform: 'dev', url: proxy.url, secrets: { apiKey: 'a wrong key' } });
    const items = Array.from({ length: 40 }, (_, n) =>
      feedItem({ id: `p${n}`, url: `https://site.example/posts/p${n}/` }),
    );
    const results = await me.publish(items);
    expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set(['setup']));
    expect(new Set(results.map(({ what }) => what)).size).toBe(1);
    expect(proxy.log()).toHaveLength(1);
  });
});

test('C23: a wrong key stops its own channel; the posts go to every other one', async () => {
  const [dev, mastodon, telegram] = await Promise.all([
    started(startDev()),
    started(startMastodon()),
    started(startTelegram()),
  ]);
  const me = author(
    { ...dev, platform: 'dev', secrets: { apiKey: 'a wrong key' } },
    { ...mastodon, platform: 'mastodon' },
    { ...telegram, platform: 'telegram' },
  );
  const second = feedItem({ id: 'second', url: 'https://site.example/posts/second/', title: 'Second' });
  const results = await me.publish([feedItem(), second]);
  const outcomes = Map.groupBy(results, ({ channel }) => channel);
  expect([...outcomes].map(([id, own]) => [id, ...own.map(({ outcome }) => outcome)]).toSorted()).toEqual([
    ['out', 'setup', 'setup'],
    ['second', 'done', 'done'],
    ['third', 'done', 'done'],
  ]);
  expect([dev, mastodon, telegram].map((server) => server.copies().length)).toEqual([0, 2, 2]);
});

describe('C24: a post whose address was renamed has its copy brought up to date', () => {
  test.each([
    ['dev', startDev],
    ['hashnode', startHashnode],
    ['mastodon', startMastodon],
    ['telegram', startTelegram],
    ['bluesky', startBluesky],
  ])('%s', async (platform, start) => {
    const server = await started<StandIn>(start());
    const me = author({ ...server, platform });
    await me.publish([feedItem()]);
    const renamed = feedItem({ url: 'https://site.example/posts/hello-again/' });
    expect(await me.publish([renamed])).toMatchObject([{ outcome: 'done', what: 'updated' }]);
    expect(server.copies()).toMatchObject([{ body: expect.stringContaining('/posts/hello-again/') }]);
  });
});

interface Place {
  readonly platform: string;
  readonly url: string;
  readonly account: string;
  readonly secrets: Readonly<Record<string, string>>;
}
