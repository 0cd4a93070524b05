import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore, type Store } from '../../../integrations/attribution/collector/store.ts';
import { conversion, count, entry, journey, lead, NOW, ZONE } from '../builders.ts';
import { type EmptyDatabase, emptyDatabase } from '../database.ts';

const DAY = 86_400_000;
const always = { from: 0, to: NOW + 400 * DAY };
const clock = { now: NOW };

let database: EmptyDatabase;
let store: Store;

const open = () => openStore({ database: database.address, now: () => clock.now, timeZone: ZONE });

beforeEach(async () => {
  clock.now = NOW;
  database = await emptyDatabase();
  store = await open();
});

afterEach(async () => {
  await store.close();
  await database.remove();
});

describe('counting', () => {
  test('the same event twice counts once', async () => {
    const seen = count();
    expect(await store.addCount(seen)).toBe('stored');
    expect(await store.addCount({ ...seen, post: 'forged' })).toBe('replay');
    expect(await store.counts(always)).toMatchObject([{ post: null, source: 'direct', n: 1 }]);
  });

  test('a hundred at once are counted once each, and so are their replays', async () => {
    const seen = Array.from({ length: 100 }, (_, index) => count({ post: 'a', firstToday: index < 30 }));
    await Promise.all([...seen, ...seen].map((each) => store.addCount(each)));
    expect(await store.counts(always)).toMatchObject([{ post: 'a', n: 100, firstToday: 30, firstOfPost: 0 }]);
  });

  test('a click is a conversion and a count, or neither', async () => {
    const click = conversion({ kind: 'ad-click', offer: 'hosting', proof: 'claimed' });
    const counted = count({ id: click.id, kind: 'click', offer: 'hosting', source: null });
    expect(await store.addClick(click, counted)).toBe('stored');
    expect(await store.addClick(click, counted)).toBe('replay');
    const broken = conversion({ offer: null as unknown as string });
    await expect(store.addClick(broken, { ...counted, id: broken.id })).rejects.toThrow(/not.null/i);
    expect(await store.counts(always)).toMatchObject([{ kind: 'click', n: 1 }]);
    expect(await store.conversions(always)).toEqual([click]);
  });

  test('hops add up', async () => {
    const hop = { from: null, to: 'dev' };
    await Promise.all([store.addCount(count({ hop })), store.addCount(count({ hop }))]);
    await store.addCount(count({ hop }));
    expect(await store.hops(always)).toEqual([{ from: null, to: 'dev', n: 3 }]);
  });

  test('drops are counted by reason and by the site’s day', async () => {
    for (const reason of ['bot', 'owner', 'bot']) store.countDrop(reason);
    expect(await store.drops(always)).toEqual([
      { reason: 'bot', times: 2 },
      { reason: 'owner', times: 1 },
    ]);
    expect(await store.drops({ from: NOW - 9 * DAY, to: NOW - 2 * DAY })).toEqual([]);
  });
});

describe('text of a stranger', () => {
  test('is kept with whatever is in it', async () => {
    const sent = lead({ name: "Robert'); drop table lead;--", message: '你好 👋 \u0001 \\ % _' });
    await store.addLead(sent);
    expect(await store.leads()).toEqual([sent]);
  });

  test('with a character that is no text stops nothing', async () => {
    expect(await store.addLead(lead({ message: 'a\0b' }))).toBe('stored');
    expect((await store.leads())[0]?.message).toMatch(/^a.b$/s);
    await store.addCount(count({ source: 'x\0y' }));
    await store.addCount(count({ source: 'x\0y' }));
    expect(await store.counts(always)).toMatchObject([{ n: 2 }]);
  });

  test('is told apart and ordered by its bytes', async () => {
    const told = ['b', 'A', 'a', 'Ä', '字', '-'].map((externalId) => entry({ source: 's', externalId }));
    await store.addEntries(told);
    const { entries } = await store.ledger(always);
    expect(entries.map(({ externalId }) => externalId)).toEqual(['-', 'A', 'a', 'b', 'Ä', '字']);
  });
});

describe('an order of a shop', () => {
  test('has its sale and its refunds, and no order whose number begins alike', async () => {
    const of = (externalId: string) => entry({ source: 'shop', externalId });
    await store.addEntries([
      of('o-1'),
      of('o-1/refund/r1'),
      of('o-10'),
      of('o-1.5'),
      of('O-1/x'),
      of('o-1-2'),
    ]);
    const found = await store.entriesOfOrder('shop', 'o-1');
    expect(found.map(({ externalId }) => externalId)).toEqual(['o-1', 'o-1/refund/r1']);
  });
});

describe('what is done in turn', () => {
  test('is done one after the other, and goes on after a failure', async () => {
    let total = 0;
    const add = () =>
      store.inTurn('a total', async () => {
        const before = total;
        await store.counts(always);
        total = before + 1;
      });
    const failed = store.inTurn('a total', () => Promise.reject(new Error('broken')));
    await Promise.all([expect(failed).rejects.toThrow('broken'), ...Array.from({ length: 8 }, add)]);
    expect(total).toBe(8);
  });
});

describe('a session', () => {
  const session = (id: string, own = {}) => ({ id, at: NOW, expires: NOW + DAY, ...own });

  test('is there until it is ended, or all are', async () => {
    for (const id of ['one', 'two', 'three']) await store.addSession(session(id));
    expect(await store.session('one')).toEqual(session('one'));
    await store.endSession('one');
    expect([await store.session('one'), await store.session('two')]).toEqual([undefined, session('two')]);
    await store.endSessions();
    expect([await store.session('two'), await store.session('three')]).toEqual([undefined, undefined]);
  });

  test('expires', async () => {
    await store.addSession(session('old'));
    clock.now = NOW + DAY;
    expect(await store.session('old')).toBeUndefined();
    await store.addSession(session('new', { expires: NOW + 2 * DAY }));
    clock.now = NOW;
    expect(await store.session('old')).toBeUndefined();
  });
});

describe('closing', () => {
  test('writes what was counted in memory, and what is there stays', async () => {
    await store.addCount(count());
    store.countDrop('bot');
    await store.close();
    store = await open();
    store.countDrop('bot');
    expect(await store.drops(always)).toEqual([{ reason: 'bot', times: 2 }]);
    expect(await store.counts(always)).toHaveLength(1);
  });
});

describe('a conversion', () => {
  test('keeps its own journey and its worth, whatever happens after', async () => {
    const worth = { amount: 500_00, currency: 'CNY' };
    const won = conversion({ worth, journey: journey(['juejin.cn', 'dev@hello', 'direct']) });
    await store.addLead(lead({ conversion: won }));
    await store.addCount(count({ post: 'another' }));
    expect(await store.conversions(always)).toEqual([won]);
  });

  test('whose journey nobody told says why', async () => {
    const unknown = conversion({ journey: { arrivals: [], reads: [], gap: 'gpc' } });
    await store.addConversion(unknown);
    expect(await store.conversions(always)).toEqual([unknown]);
  });

  test('is of a period from its first moment on and before its last', async () => {
    for (const at of [NOW - 1, NOW, NOW + 1, NOW + 2]) await store.addConversion(conversion({ at }));
    const found = await store.conversions({ from: NOW, to: NOW + 2 });
    expect(found.map(({ at }) => at)).toEqual([NOW, NOW + 1]);
  });
});

describe('a lead', () => {
  test('sent twice is one; another under its id is refused', async () => {
    const sent = lead();
    expect(await store.addLead(sent)).toBe('stored');
    expect(await store.addLead(sent)).toBe('replay');
    expect(await store.addLead({ ...sent, message: 'Something else' })).toBe('spent');
    expect(await store.leads()).toEqual([sent]);
    expect(await store.conversions(always)).toHaveLength(1);
  });

  test('that fails halfway leaves nothing', async () => {
    const sent = lead();
    await expect(store.addLead({ ...sent, message: null as unknown as string })).rejects.toThrow(/not.null/i);
    expect(await store.conversions(always)).toEqual([]);
    expect(await store.addLead(sent)).toBe('stored');
  });

  test('moves on, and what was done stays written down', async () => {
    const sent = lead();
    const { id } = sent.conversion;
    await store.addLead(sent);
    const change = {
      id: 'one',
      at: NOW,
      state: 'contacted',
      nextStep: '报价',
      nextDay: '2026-12-01',
    } as const;
    expect(await store.changeLead(id, change)).toBe(true);
    expect(await store.changeLead(id, { id: 'two', at: NOW + 1, note: '电话里聊了' })).toBe(true);
    expect(await store.changeLead('nobody', change)).toBe(false);
    expect(await store.leads()).toMatchObject([
      { state: 'contacted', nextStep: '报价', nextDay: '2026-12-01' },
    ]);
    expect(await store.leadNotes()).toEqual([
      { conversion: id, at: NOW, state: 'contacted', text: '' },
      { conversion: id, at: NOW + 1, state: null, text: '电话里聊了' },
    ]);
  });

  test('that is forgotten leaves its conversion', async () => {
    const sent = lead();
    const { id } = sent.conversion;
    await store.addLead(sent);
    await store.changeLead(id, { id: 'one', at: NOW, note: `wrote to ${sent.email}` });
    expect(await store.forgetLead(id)).toBe(true);
    expect(await store.forgetLead(id)).toBe(false);
    expect([await store.leads(), await store.leadNotes()]).toEqual([[], []]);
    expect(await store.conversions(always)).toEqual([sent.conversion]);
  });
});

describe('the money ledger', () => {
  test('takes an entry once for each teller and its own id', async () => {
    const told = entry({ source: 'stripe', externalId: 'in_1' });
    expect(await store.addEntries([told, { ...told, externalId: 'in_2' }])).toBe(2);
    expect(await store.addEntries([told, { ...told, source: 'owner' }])).toBe(1);
    expect((await store.ledger(always)).entries).toHaveLength(3);
  });

  test('adds all or none', async () => {
    const broken = entry({ offer: null as unknown as string });
    await expect(store.addEntries([entry(), broken])).rejects.toThrow(/not.null/i);
    expect((await store.ledger(always)).entries).toEqual([]);
  });

  test('of a period has what came before, of the conversions that were paid in it', async () => {
    const [paid, other] = [conversion({ at: NOW - 9 * DAY }), conversion({ at: NOW - 9 * DAY })];
    await store.addConversion(paid);
    await store.addConversion(other);
    const at = (days: number, of: string | null) => entry({ at: NOW + days * DAY, conversion: of });
    const [before, within, after] = [at(-5, paid.id), at(0, paid.id), at(5, paid.id)];
    const [loose, early] = [at(0, null), at(-5, null)];
    await store.addEntries([before, within, after, loose, early, at(-5, other.id)]);
    const { entries, conversions } = await store.ledger({ from: NOW - DAY, to: NOW + DAY });
    expect(conversions).toEqual([paid]);
    expect(new Set(entries.map(({ externalId }) => externalId))).toEqual(
      new Set([before, within, loose].map(({ externalId }) => externalId)),
    );
  });

  test('of a cohort has all that its conversions brought, whenever that was', async () => {
    const [early, now] = [conversion({ at: NOW - 9 * DAY }), conversion()];
    await store.addConversion(early);
    await store.addConversion(now);
    const refund = entry({ conversion: now.id, at: NOW + 90 * DAY, kind: 'refund' });
    await store.addEntries([entry({ conversion: early.id }), entry({ conversion: now.id }), refund]);
    const { entries, conversions } = await store.ledgerOfCohort({ from: NOW - DAY, to: NOW + DAY });
    expect(conversions).toEqual([now]);
    expect(entries.map(({ kind }) => kind)).toEqual(['sale', 'refund']);
  });

  test('takes the message of a shop once, and all of it', async () => {
    const sale = conversion({ kind: 'sale', proof: 'recorded' });
    const message = { conversion: sale, entries: [entry({ conversion: sale.id })] };
    const delivery = { shop: 'stripe', id: 'evt_1', at: NOW };
    expect(await store.addSale({ ...message, delivery })).toBe('stored');
    expect(await store.addSale({ ...message, entries: [entry()], delivery })).toBe('replay');
    expect(await store.entriesOf(sale.id)).toHaveLength(1);
  });
});
