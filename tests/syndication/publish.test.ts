import { describe, expect, test } from 'vitest';
import { type FeedItem, Problem, type Publication } from '#domain';
import type { OpenChannel } from '../../integrations/syndication/channels/settings.ts';
import { plan } from '../../integrations/syndication/plan/plan.ts';
import { type Api, Failure, type Platform, type Seen } from '../../integrations/syndication/platform.ts';
import type { Effects } from '../../integrations/syndication/publish/effects.ts';
import { publish } from '../../integrations/syndication/publish/publish.ts';
import type { Result } from '../../integrations/syndication/publish/result.ts';
import { calmEffects, journalInMemory, ledgerInMemory } from './books-in-memory.ts';
import { feedItem } from './feed-item.ts';
import { noSend } from './no-send.ts';
import { anyApi, openChannel } from './open-channel.ts';

const NOW = Date.UTC(2026, 10, 1);
const old = '0'.repeat(64);

/** Publishes with a clock that only sleeping moves, and writes down what happened in which order. */
async function run({ items = [feedItem()], channels, known = [], effects = {} }: Run) {
  const log: string[] = [];
  let clock = NOW;
  const ledger = ledgerInMemory(known, ({ state, post }) => log.push(`ledger: ${post} ${state}`));
  const journal = journalInMemory((what, { post }) => log.push(`journal: ${what} ${post}`));
  const logged = channels.map((channel) => ({ ...channel, platform: logging(channel, log) }));
  const all = calmEffects(
    { ledger, journal },
    {
      now: () => clock,
      sleep: async (duration) => {
        log.push(`sleep ${duration}`);
        clock += duration;
      },
      sendFor: () => noSend,
      ...effects,
    },
  );
  const results = await publish(plan({ items, channels: logged, ledger: known, now: NOW }), all);
  return { results, log, lines: ledger.lines(), intents: journal.intents() };
}

function logging({ platform }: OpenChannel, log: string[]): Platform {
  const { api } = platform;
  if (api === undefined) return platform;
  const wrapped: Api = {
    ...api,
    create(edition, to) {
      log.push(`create ${edition.post}`);
      return api.create(edition, to);
    },
  };
  const { find, look, update } = api;
  if (find !== undefined)
    wrapped.find = (edition, to, reach) => {
      log.push(`find ${edition.post}`);
      return find(edition, to, reach);
    };
  if (look !== undefined)
    wrapped.look = (id, to, of) => {
      log.push(`look ${id}`);
      return look(id, to, of);
    };
  if (update !== undefined)
    wrapped.update = (id, edition, to, seen) => {
      log.push(`update ${id}`);
      return update(id, edition, to, seen);
    };
  return { ...platform, api: wrapped };
}

const failing = (failure: unknown) => () => Promise.reject(failure);
const withApi = (api: Partial<Api>, platform: Partial<Platform> = {}) =>
  openChannel({}, {}, { api: { ...anyApi, ...api }, ...platform });
const outcomes = (results: readonly Result[]) => results.map(({ post, outcome }) => `${post} ${outcome}`);
const line = (changes: Partial<Publication> = {}): Publication => ({
  post: 'hello',
  channel: 'out',
  state: 'published',
  id: '7',
  url: 'https://any.example/7',
  source: old,
  at: '2026-10-01T00:00:00.000Z',
  ...changes,
});

describe('the order of things', () => {
  test('a first time: the intent is written down before anything is sent, and let go after the ledger has it', async () => {
    const { log } = await run({ channels: [openChannel()] });
    expect(log).toEqual([
      'find hello',
      'journal: begin hello',
      'create hello',
      'find hello',
      'ledger: hello published',
      'journal: end hello',
    ]);
  });

  test('a change: the copy is looked at first', async () => {
    const look = async (id: string): Promise<Seen> => ({ id, state: 'live' });
    const { log } = await run({ channels: [withApi({ look })], known: [line()] });
    expect(log).toEqual([
      'look 7',
      'journal: begin hello',
      'update 7',
      'look 7',
      'ledger: hello published',
      'journal: end hello',
    ]);
  });

  test('two channels of one account write each with its own options', async () => {
    const seen: unknown[] = [];
    const create: Api['create'] = async ({ post }, { options }) => {
      seen.push(options);
      return { id: post };
    };
    const api = { api: { ...anyApi, create } };
    const channels = ['paper', 'plain'].map((theme) =>
      openChannel({}, { id: theme, account: 'one', options: { theme } }, api),
    );
    await run({ channels });
    expect(seen).toEqual([{ theme: 'paper' }, { theme: 'plain' }]);
  });

  test('nothing is sent when the journal cannot be written', async () => {
    const journal = { ...journalInMemory(), begin: failing(new Problem('the disk is full')) };
    const log: string[] = [];
    const channel = openChannel();
    const channels = [{ ...channel, platform: logging(channel, log) }];
    const steps = plan({ items: [feedItem()], channels, ledger: [], now: NOW });
    await expect(
      publish(steps, calmEffects({ ledger: ledgerInMemory(), journal }, { sendFor: () => noSend })),
    ).rejects.toThrow('the disk is full');
    expect(log).toEqual(['find hello']);
  });

  test('a full disk after the post went out is said with where it went, and the journal keeps the truth', async () => {
    const journal = journalInMemory();
    const ledger = {
      ...ledgerInMemory(),
      write: failing(new Problem('publications.jsonl cannot be written: the disk is full')),
    };
    const steps = plan({ items: [feedItem()], channels: [openChannel()], ledger: [], now: NOW });
    const error: Problem = await publish(
      steps,
      calmEffects({ ledger, journal }, { sendFor: () => noSend }),
    ).then(
      () => expect.fail('it did not throw'),
      (thrown) => thrown,
    );
    expect(error).toMatchObject({
      name: 'Problem',
      message:
        '“hello” went out on out (https://any.example/hello), but publications.jsonl cannot be written: the disk is full',
      hint: expect.stringContaining('run npx byline publish again'),
    });
    expect(journal.intents()).toMatchObject([{ post: 'hello', act: 'create' }]);
  });
});

describe('what stays behind', () => {
  const refused = new Failure('refused', 'no');
  const later = new Failure('later', 'not now', { wait: 3_600_000 });
  const unsent = new Failure('later', 'no connection', { unsent: true });
  const uncertain = new Failure('uncertain', 'who knows');
  const { find: _, ...blind } = anyApi;
  test.each<[string, Publication[], Api, string, Partial<Publication>[], number]>([
    ['a first time refused', [], { ...anyApi, create: failing(refused) }, 'refused', [], 0],
    [
      'a first time put off, which may have been taken',
      [],
      { ...anyApi, create: failing(later) },
      'later',
      [],
      1,
    ],
    [
      'a first time put off, where the platform cannot be asked',
      [],
      { ...blind, create: failing(later) },
      'uncertain',
      [{ state: 'uncertain' }],
      1,
    ],
    [
      'a first time put off by the platform’s own word, where it cannot be asked',
      [],
      { ...blind, create: failing(new Failure('later', 'slowly', { wait: 3_600_000, unsent: true })) },
      'later',
      [],
      0,
    ],
    ['a first time without a connection', [], { ...anyApi, create: failing(unsent) }, 'later', [], 0],
    [
      'a first time without answer',
      [],
      { ...anyApi, create: failing(uncertain) },
      'uncertain',
      [{ state: 'uncertain' }],
      1,
    ],
    [
      'an answer nobody understands',
      [],
      { ...anyApi, create: failing(new TypeError('x')) },
      'uncertain',
      [{ state: 'uncertain' }],
      1,
    ],
    ['looking refused', [], { ...anyApi, find: failing(refused) }, 'refused', [], 0],
    [
      'looking where there is nothing',
      [],
      { ...anyApi, find: failing(new Failure('gone', 'answered 404')) },
      'setup',
      [],
      0,
    ],
    ['looking not understood', [], { ...anyApi, find: failing(new TypeError('x')) }, 'refused', [], 0],
    ['a change refused', [line()], { ...anyApi, update: failing(refused) }, 'refused', [line()], 0],
    ['a change put off', [line()], { ...anyApi, update: failing(later) }, 'later', [line()], 1],
    [
      'a change without answer',
      [line()],
      { ...anyApi, update: failing(uncertain) },
      'uncertain',
      [{ state: 'uncertain', id: '7', url: 'https://any.example/7' }],
      1,
    ],
    [
      'a change of what is gone',
      [line()],
      { ...anyApi, update: failing(new Failure('gone', 'x')) },
      'gone',
      [{ state: 'gone', id: '7' }],
      0,
    ],
    [
      'a change the platform has already',
      [line()],
      { ...anyApi, update: failing(new Failure('same', 'x')) },
      'done',
      [{ state: 'published', id: '7' }],
      0,
    ],
    [
      'an address without a platform, found out by looking',
      [],
      { ...anyApi, find: failing(new Failure('gone', 'answered 404')) },
      'setup',
      [],
      0,
    ],
    [
      'an address without a platform',
      [],
      { ...anyApi, create: failing(new Failure('gone', 'answered 404')) },
      'setup',
      [],
      0,
    ],
  ])('%s', async (_name, known, api, outcome, lines, intents) => {
    const ran = await run({ channels: [openChannel({}, {}, { api })], known });
    expect(outcomes(ran.results)).toEqual([`hello ${outcome}`]);
    expect(ran.lines).toHaveLength(lines.length);
    expect(ran.lines).toMatchObject(lines);
    expect(ran.intents).toHaveLength(intents);
  });
});

describe('a copy the ledger does not know', () => {
  const body = (tag: string) => `Text.\n\nSource: [Hello](https://site.example/posts/hello/?${tag})`;
  const own = body('utm_source=out&utm_medium=syndication&utm_campaign=hello');
  const seen = (changes: Partial<Seen> = {}): Seen => ({
    id: '5',
    state: 'live',
    title: feedItem().title,
    body: own,
    ...changes,
  });

  test('is taken up', async () => {
    const { results, lines } = await run({ channels: [withApi({ find: async () => [seen()] })] });
    expect(results).toMatchObject([{ outcome: 'done', what: 'updated' }]);
    expect(lines).toMatchObject([{ id: '5', state: 'published' }]);
  });

  test('is not taken for ours when another wrote it: its author is asked', async () => {
    const quoting = seen({ title: 'What Hello got wrong', url: 'https://any.example/5' });
    const channels = [withApi({ find: async () => [quoting] })];
    const { results, log, lines } = await run({ channels });
    expect(results).toMatchObject([
      {
        outcome: 'blocked',
        what: expect.stringContaining('What Hello got wrong'),
        hint: expect.stringContaining('byline adopt hello --to out https://any.example/5'),
      },
    ]);
    expect(log).toEqual(['find hello']);
    expect(lines).toEqual([]);
    const told = await run({ channels, effects: { consent: async ({ about }) => about === 'again' } });
    expect(told.results).toMatchObject([{ outcome: 'done', what: 'created' }]);
  });

  test('of another channel on the same account is not ours', async () => {
    const theirs = seen({ body: body('utm_source=else&utm_medium=syndication&utm_campaign=hello') });
    const { results } = await run({ channels: [withApi({ find: async () => [theirs] })] });
    expect(results).toMatchObject([{ outcome: 'done', what: 'created' }]);
  });

  test('that is there twice: the younger one is named', async () => {
    const posts: Seen[] = [];
    const create: Api['create'] = async () => {
      posts.push(seen({ id: '5' }), seen({ id: '6', url: 'https://any.example/6' }));
      return { id: '5' };
    };
    const { results } = await run({ channels: [withApi({ create, find: async () => posts })] });
    expect(results).toMatchObject([
      {
        outcome: 'twice',
        what: 'it is there twice; the younger copy is https://any.example/6',
        hint: expect.stringContaining('byline unpublish hello --to out --copy 6'),
      },
    ]);
  });
});

test('what costs is asked for each time', async () => {
  const channels = [openChannel({}, {}, { cost: () => 'it costs $0.20' })];
  expect((await run({ channels })).results).toMatchObject([
    { outcome: 'blocked', what: 'it costs $0.20', hint: expect.stringContaining('--yes') },
  ]);
  const paid = await run({ channels, effects: { consent: async ({ about }) => about === 'cost' } });
  expect(paid.results).toMatchObject([{ outcome: 'done' }]);
});

test('an answer of 200 that kept the old title is no success', async () => {
  const update: Api['update'] = async (id) => ({ id, title: 'The old title' });
  const { results, lines } = await run({ channels: [withApi({ update })], known: [line()] });
  expect(results).toMatchObject([
    { outcome: 'refused', what: 'Any kept the title “The old title” instead of “Hello & <world>”' },
  ]);
  expect(lines).toEqual([line()]);
});

describe('pace', () => {
  const items = [1, 2, 3].map((day) =>
    feedItem({
      id: `p${day}`,
      url: `https://site.example/posts/p${day}/`,
      date_published: `2026-10-0${day}T00:00:00Z`,
    }),
  );
  const { find: _, ...blind } = anyApi;
  const slow = (api: Api = blind, changes: Partial<OpenChannel> = {}) =>
    openChannel({}, changes, { pace: 60_000, api });

  test('waits between two writes', async () => {
    const { log } = await run({ items, channels: [slow()] });
    expect(log.filter((entry) => /sleep|create/.test(entry))).toEqual([
      'create p1',
      'sleep 60000',
      'create p2',
      'sleep 60000',
      'create p3',
    ]);
  });

  test('two channels of one account share it', async () => {
    const channels = ['a', 'b'].map((id) => slow(blind, { id, account: 'one' }));
    const { log } = await run({ items: items.slice(0, 1), channels });
    expect(log.filter((entry) => /sleep|create/.test(entry))).toEqual([
      'create p1',
      'sleep 60000',
      'create p1',
    ]);
  });

  test('asks no more of a platform that said later', async () => {
    const later = new Failure('later', 'slowly', { wait: 3_600_000, unsent: true });
    const { results, log } = await run({ items, channels: [slow({ ...blind, create: failing(later) })] });
    expect(outcomes(results)).toEqual(['p1 later', 'p2 later', 'p3 later']);
    expect(results.map(({ at }) => at)).toEqual([NOW + 3_600_000, NOW + 3_600_000, NOW + 3_600_000]);
    expect(log.filter((entry) => entry.startsWith('create'))).toEqual(['create p1']);
  });

  test('asks no more of a channel that is set up wrongly', async () => {
    const setup = new Failure('setup', 'wrong key', { hint: 'look at it' });
    const { results, log } = await run({ items, channels: [slow({ ...blind, create: failing(setup) })] });
    expect(results.map(({ outcome, hint }) => [outcome, hint])).toEqual(
      items.map(() => ['setup', 'look at it']),
    );
    expect(log.filter((entry) => entry.startsWith('create'))).toEqual(['create p1']);
  });

  test('goes on after a post that was refused', async () => {
    const { results } = await run({
      items,
      channels: [slow({ ...blind, create: failing(new Failure('refused', 'no')) })],
    });
    expect(outcomes(results)).toEqual(['p1 refused', 'p2 refused', 'p3 refused']);
  });
});

test('one platform’s failure stops no other', async () => {
  const bad = openChannel(
    {},
    { id: 'bad' },
    { api: { ...anyApi, find: failing(new Failure('later', 'down')) } },
  );
  const { results } = await run({ channels: [bad, openChannel({}, { id: 'good' })] });
  expect(results.map(({ channel, outcome }) => [channel, outcome])).toEqual([
    ['bad', 'later'],
    ['good', 'done'],
  ]);
});

test.each([
  ['the page', 'https://site.example/posts/hello/', ''],
  ['the share image', 'https://site.example/og/hello.png', ''],
  ['a picture of the text', 'https://site.example/a.png', 'a picture of the text: '],
])('sends nothing before %s is live', async (_, missing, said) => {
  const item = feedItem({ content_html: '<p><img src="https://site.example/a.png" alt=""></p>' });
  const { results, log, lines } = await run({
    items: [item],
    channels: [openChannel()],
    effects: { whyAbsent: async (url) => (url === missing ? `${url} is not there` : undefined) },
  });
  expect(results).toMatchObject([{ outcome: 'later', what: `${said}${missing} is not there` }]);
  expect({ log, lines }).toEqual({ log: ['find hello'], lines: [] });
});

test('tells each result as it comes', async () => {
  const told: Result[] = [];
  const effects = { onResult: (result: Result) => told.push(result) };
  const { results } = await run({ channels: [openChannel({}, { lacks: ['a key'] })], effects });
  expect(told).toEqual(results);
  expect(told).toMatchObject([{ outcome: 'blocked', what: 'a key' }]);
});

interface Run {
  readonly items?: readonly FeedItem[];
  readonly channels: readonly OpenChannel[];
  readonly known?: readonly Publication[];
  readonly effects?: Partial<Effects>;
}

test('an adapter may have the whole post without formatting, and the address of the site', async () => {
  const said: string[] = [];
  const create: Api['create'] = async ({ plainText, home }) => {
    said.push(plainText(), home);
    return { id: '1' };
  };
  const item = feedItem({ content_html: '<h2>Why</h2><p>慢接口 &amp; <code>a[0]</code></p>' });
  const effects = { site: 'https://site.example/' };
  const { results } = await run({ items: [item], channels: [withApi({ create })], effects });
  expect(outcomes(results)).toEqual(['hello done']);
  expect(said).toEqual(['Why\n\n慢接口 & a[0]', 'https://site.example']);
});
