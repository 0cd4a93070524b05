import { describe, expect, test } from 'vitest';
import type { FeedItem, Publication } from '#domain';
import { plan } from '../../integrations/syndication/plan.ts';
import { Failure, type Platform, type Send } from '../../integrations/syndication/platform.ts';
import { type Effects, publish, type Result } from '../../integrations/syndication/publish.ts';
import type { OpenChannel } from '../../integrations/syndication/settings.ts';
import { feedItem } from './feed-item.ts';
import { ledgerInMemory } from './ledger-in-memory.ts';
import { openChannel } from './open-channel.ts';

const NOW = Date.UTC(2026, 10, 1);
const noSend: Send = { json: async () => null, xmlRpc: async () => null };

/** Publishes with a clock that only sleeping moves, and writes down what happened in which order. */
async function run({ items = [feedItem()], channels, known = [], effects = {} }: Run) {
  const log: string[] = [];
  let clock = NOW;
  const logged = channels.map((channel) => ({ ...channel, platform: logging(channel, log) }));
  const ledger = ledgerInMemory(known, ({ state, post }) => log.push(`ledger: ${post} ${state}`));
  const results = await publish(
    plan({ items, channels: logged, ledger: known, site: 'https://site.example' }),
    {
      ledger,
      now: () => clock,
      sleep: async (duration) => {
        log.push(`sleep ${duration}`);
        clock += duration;
      },
      whyAbsent: async () => undefined,
      sendFor: () => noSend,
      ...effects,
    },
  );
  return { results, log, lines: ledger.lines() };
}

function logging({ platform }: OpenChannel, log: string[]): Platform {
  return {
    ...platform,
    find(edition, server) {
      log.push(`find ${edition.post}`);
      return platform.find(edition, server);
    },
    create(edition, server) {
      log.push(`create ${edition.post}`);
      return platform.create(edition, server);
    },
    update(remoteId, edition, server) {
      log.push(`update ${remoteId}`);
      return platform.update(remoteId, edition, server);
    },
  };
}

const failing = (failure: unknown) => () => Promise.reject(failure);
const outcomes = (results: readonly Result[]) => results.map(({ post, outcome }) => `${post} ${outcome}`);
const line = (changes: Partial<Publication> = {}): Publication => ({
  post: 'hello',
  channel: 'out',
  state: 'published',
  remoteId: '7',
  url: 'https://any.example/7',
  hash: '0'.repeat(64),
  at: '2026-10-01T00:00:00.000Z',
  ...changes,
});

describe('the order of things', () => {
  test.each<[string, Publication[], string[]]>([
    ['a first time', [], ['ledger: hello intended', 'find hello', 'create hello', 'ledger: hello published']],
    ['a change', [line()], ['ledger: hello intended', 'update 7', 'ledger: hello published']],
    [
      'no answer last time, its id unknown',
      [{ post: 'hello', channel: 'out', state: 'uncertain', hash: '0'.repeat(64), at: line().at }],
      ['ledger: hello intended', 'find hello', 'create hello', 'ledger: hello published'],
    ],
    [
      'no answer last time, its id known',
      [line({ state: 'uncertain' })],
      ['ledger: hello intended', 'update 7', 'ledger: hello published'],
    ],
  ])('%s', async (_, known, expected) => {
    expect((await run({ channels: [openChannel()], known })).log).toEqual(expected);
  });
});

describe('what stays in the ledger', () => {
  const refused = new Failure('refused', 'no');
  const later = new Failure('later', 'not now', { wait: 60_000 });
  const uncertain = new Failure('uncertain', 'who knows');
  const withoutId = { post: 'hello', channel: 'out', hash: '0'.repeat(64), at: line().at } as const;
  test.each<[string, Publication[], Partial<Platform>, string, Partial<Publication>[]]>([
    ['a first time refused', [], { create: failing(refused) }, 'refused', []],
    ['a first time put off', [], { create: failing(later) }, 'later', []],
    [
      'a first time without answer',
      [],
      { create: failing(uncertain) },
      'uncertain',
      [{ state: 'uncertain' }],
    ],
    [
      'an answer nobody understands',
      [],
      { create: failing(new TypeError('x')) },
      'uncertain',
      [{ state: 'uncertain' }],
    ],
    ['looking refused', [], { find: failing(refused) }, 'refused', []],
    ['looking not understood', [], { find: failing(new TypeError('x')) }, 'refused', []],
    ['a change refused', [line()], { update: failing(refused) }, 'refused', [line()]],
    ['a change put off', [line()], { update: failing(later) }, 'later', [line()]],
    [
      'a change without answer',
      [line()],
      { update: failing(uncertain) },
      'uncertain',
      [{ state: 'uncertain', remoteId: '7', url: 'https://any.example/7' }],
    ],
    [
      'uncertain, and looking fails',
      [{ ...withoutId, state: 'uncertain' }],
      { find: failing(later) },
      'later',
      [{ ...withoutId, state: 'uncertain' }],
    ],
    [
      'uncertain, not there, then refused',
      [{ ...withoutId, state: 'uncertain' }],
      { create: failing(refused) },
      'refused',
      [],
    ],
    [
      'found, then refused',
      [],
      { find: async () => ({ remoteId: '9', url: 'https://any.example/9' }), update: failing(refused) },
      'refused',
      [{ state: 'uncertain', remoteId: '9' }],
    ],
  ])('%s', async (_, known, platform, outcome, lines) => {
    const ran = await run({ channels: [openChannel({}, {}, platform)], known });
    expect(outcomes(ran.results)).toEqual([`hello ${outcome}`]);
    expect(ran.lines).toHaveLength(lines.length);
    expect(ran.lines).toMatchObject(lines);
  });
});

describe('pace', () => {
  const items = [1, 2, 3].map((day) =>
    feedItem({ id: `p${day}`, date_published: `2026-10-0${day}T00:00:00Z` }),
  );
  const slow = (platform: Partial<Platform> = {}) =>
    openChannel({}, {}, { limits: { pause: 60_000 }, ...platform });

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

  test('waits for the write of the run before', async () => {
    const known = [line({ post: 'older', at: new Date(NOW - 20_000).toISOString() })];
    const { log } = await run({ channels: [slow()], known });
    expect(log[0]).toBe('sleep 40000');
  });

  test('asks no more of a platform that said later', async () => {
    const later = new Failure('later', 'slowly', { wait: 60_000 });
    const { results, log } = await run({ items, channels: [slow({ create: failing(later) })] });
    expect(outcomes(results)).toEqual(['p1 later', 'p2 later', 'p3 later']);
    expect(results.map(({ at }) => at)).toEqual([NOW + 60_000, NOW + 60_000, NOW + 60_000]);
    expect(log.filter((entry) => entry.startsWith('create'))).toEqual(['create p1']);
  });

  test('goes on after a post that was refused', async () => {
    const { results } = await run({
      items,
      channels: [slow({ create: failing(new Failure('refused', 'no')) })],
    });
    expect(outcomes(results)).toEqual(['p1 refused', 'p2 refused', 'p3 refused']);
  });
});

test('one platform’s failure stops no other', async () => {
  const bad = openChannel({}, { id: 'bad' }, { find: failing(new Failure('later', 'down')) });
  const { results } = await run({ channels: [bad, openChannel({}, { id: 'good' })] });
  expect(results.map(({ channel, outcome }) => [channel, outcome])).toEqual([
    ['bad', 'later'],
    ['good', 'done'],
  ]);
});

test.each([
  ['the page', 'https://site.example/posts/hello/'],
  ['the share image', 'https://site.example/og/hello.png'],
])('sends nothing before %s is live', async (_, missing) => {
  const { results, log, lines } = await run({
    channels: [openChannel()],
    effects: { whyAbsent: async (url) => (url === missing ? `${url} is not there` : undefined) },
  });
  expect(results).toMatchObject([{ outcome: 'later', what: `${missing} is not there` }]);
  expect({ log, lines }).toEqual({ log: [], lines: [] });
});

test('sends nothing when the ledger cannot be written', async () => {
  const ledger = {
    ...ledgerInMemory(),
    write: failing(new Error('disk full')),
    erase: failing(new Error('disk full')),
  };
  const log: string[] = [];
  const channel = openChannel();
  const steps = plan({
    items: [feedItem()],
    channels: [{ ...channel, platform: logging(channel, log) }],
    ledger: [],
    site: 'https://site.example',
  });
  const effects = {
    ledger,
    now: () => NOW,
    sleep: async () => {},
    whyAbsent: async () => undefined,
    sendFor: () => noSend,
  };
  await expect(publish(steps, effects)).rejects.toThrow('disk full');
  expect(log).toEqual([]);
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
