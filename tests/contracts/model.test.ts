import { describe, expect, test } from 'vitest';
import { inLanguage, type Touch } from '#domain';
import { attribute, type KeyCredit } from '../../integrations/attribution/attribute.ts';
import { loadModels } from '../../integrations/attribution/load-models.ts';
import type { Hop, Model } from '../../integrations/attribution/model.ts';
import type { Case } from '../../integrations/attribution/shares.ts';
import { NOW } from '../attribution/builders.ts';

const models = await loadModels();
const DAY = 86_400_000;

/** A conversion after touches by these keys, an hour a touch or as old as is said, in days. */
function caseOf(keys: readonly string[], own: Partial<Case> = {}, ages?: readonly number[]): Case {
  const touches = keys.map((key, index): Touch => {
    const age = ages?.[index] ?? (keys.length - index) / 24;
    return { at: NOW - age * DAY, key };
  });
  const path = keys.length === 0 ? null : { touches, end: NOW };
  const once = { conversions: 1, leads: 0, won: 0, claimed: 0, money: [], expected: [] };
  return { path, nowhere: 'unknown', ...once, ...own };
}

const paid = (amount: number, currency = 'CNY') => ({ money: [{ currency, before: 0, after: amount }] });
const times = (count: number, keys: readonly string[]) => Array.from({ length: count }, () => caseOf(keys));

function pick(id: string): Model {
  const model = models.get(id);
  if (model === undefined) throw new Error(`there is no model ${id}`);
  return model;
}

const sum = (credits: readonly KeyCredit[], figure: (credit: KeyCredit) => number) =>
  credits.reduce((total, credit) => total + figure(credit), 0);
const earnedIn = (currency: string) => (credit: KeyCredit) =>
  credit.earned.find((money) => money.currency === currency)?.amount ?? 0;
const byKey = (credits: readonly KeyCredit[]) =>
  new Map(credits.map(({ key, conversions }) => [key, conversions]));

test('there are models of both kinds', () => {
  // An owner may have added some.
  expect([...models.keys()]).toEqual(
    expect.arrayContaining([
      ...['first-touch', 'last-non-direct', 'last-touch', 'linear', 'markov', 'markov-converted'],
      ...['position-based', 'shapley', 'time-decay'],
    ]),
  );
});

/** Cases that look random, the same each run: 0 to 12 touches by up to 6 keys, repeats and ties among them. */
function someCases(seed: number): Case[] {
  let state = seed;
  const random = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  return Array.from({ length: 40 }, () => {
    const length = Math.floor(random() * 13);
    const keys = Array.from({ length }, () => `k${Math.floor(random() * 6)}`);
    const ages = keys.map(() => Math.floor(random() * 30)).sort((a, b) => b - a);
    const currency = ['CNY', 'USD', 'JPY', 'KWD'][Math.floor(random() * 4)] ?? 'CNY';
    return caseOf(keys, paid(Math.round((random() - 0.2) * 1e6), currency), ages);
  });
}

describe.each([...models])('model %s', (_id, model) => {
  test('says what it is called and when to ask it', () => {
    for (const lang of ['en', 'zh']) {
      expect(inLanguage(model.title, lang)).toMatch(/\S/);
      expect(inLanguage(model.about, lang)).toMatch(/[.。]$/);
    }
  });

  test.each([1, 2, 3, 4, 5])('gives every conversion and every cent once, in each currency (%#)', (seed) => {
    const cases = someCases(seed * 1000);
    const credits = attribute(cases, model, null);
    expect(sum(credits, ({ conversions }) => conversions)).toBeCloseTo(cases.length, 9);
    for (const currency of ['CNY', 'USD', 'JPY', 'KWD']) {
      const whole = cases.flatMap(({ money }) => money).filter((flow) => flow.currency === currency);
      expect(sum(credits, earnedIn(currency))).toBe(whole.reduce((total, { after }) => total + after, 0));
    }
    const negative = credits.filter(({ conversions }) => conversions < 0);
    expect(negative).toEqual([]);
  });

  test('is the same each time it is asked', () => {
    expect(attribute(someCases(9), model, null)).toEqual(attribute(someCases(9), model, null));
  });

  test('does not look at names', () => {
    const names: Record<string, string> = {
      k0: '掘金',
      k1: 'zz',
      k2: 'b',
      k3: 'a b',
      k4: '__proto__',
      k5: 'Ω',
    };
    const rename = (key: string) => names[key] ?? key;
    const cases = someCases(77);
    const renamed = cases.map((each): Case => {
      const touches = each.path?.touches.map(({ at, key }) => ({ at, key: rename(key) })) ?? [];
      return { ...each, path: each.path === null ? null : { touches, end: NOW } };
    });
    const before = byKey(attribute(cases, model, null));
    const after = byKey(attribute(renamed, model, null));
    expect(after.size).toBe(before.size);
    for (const [key, conversions] of before) expect(after.get(rename(key))).toBeCloseTo(conversions, 9);
  });

  test('a full refund leaves 0 everywhere, and what nobody told is nobody’s', () => {
    const refunded = [caseOf(['a', 'b', 'c'], { money: [{ currency: 'CNY', before: 100, after: 0 }] })];
    const before = attribute([caseOf(['a', 'b', 'c'], paid(100))], model, null);
    const after = attribute(refunded, model, null);
    const left = new Map(before.map((credit) => [credit.key, earnedIn('CNY')(credit)]));
    for (const credit of after) left.set(credit.key, (left.get(credit.key) ?? 0) + earnedIn('CNY')(credit));
    expect([...left.values()].filter((amount) => amount !== 0)).toEqual([]);
    expect(byKey(attribute([caseOf([]), caseOf(['a'])], model, null))).toEqual(
      new Map([
        ['unknown', 1],
        ['a', 1],
      ]),
    );
  });
});

/** Conversions by path and the credit each channel has: published vectors, worked out again by hand. */
const paths = [
  ...times(2, ['direct']),
  ...times(3, ['search', 'email']),
  ...times(5, ['search', 'social', 'email']),
];

const hop = (from: string | null, to: string, n: number): Hop => ({ from, to, n });

/** C1>C2>C3 converts; C1 does not, nor does C2>C3. */
const three = {
  cases: times(1, ['C1', 'C2', 'C3']),
  hops: [hop(null, 'C1', 2), hop(null, 'C2', 1), hop('C1', 'C2', 1), hop('C2', 'C3', 2)],
};

/** Two convert by google, one by mailing, one by both; one who came by google does not. */
const two = {
  cases: [...times(2, ['google']), ...times(1, ['mailing']), ...times(1, ['google', 'mailing'])],
  hops: [hop(null, 'google', 4), hop(null, 'mailing', 1), hop('google', 'mailing', 1)],
};

const published = [
  { id: 'first-touch', cases: paths, hops: null, credit: { direct: 2, search: 8 } },
  { id: 'last-touch', cases: paths, hops: null, credit: { direct: 2, email: 8 } },
  {
    id: 'linear',
    cases: paths,
    hops: null,
    credit: { direct: 2, search: 19 / 6, email: 19 / 6, social: 5 / 3 },
  },
  {
    id: 'position-based',
    cases: paths,
    hops: null,
    credit: { direct: 2, search: 3.5, email: 3.5, social: 1 },
  },
  {
    id: 'time-decay',
    cases: [caseOf(['a', 'b', 'c', 'd'], {}, [21, 14, 7, 0])],
    hops: null,
    credit: { a: 1 / 15, b: 2 / 15, c: 4 / 15, d: 8 / 15 },
  },
  {
    id: 'time-decay',
    cases: [caseOf(['a', 'b', 'c', 'd'], {}, [28, 14, 7, 0])],
    hops: null,
    credit: { a: 0.0344827586, b: 0.1379310345, c: 0.275862069, d: 0.5517241379 },
  },
  { id: 'last-non-direct', cases: [caseOf(['a', 'b', 'direct'])], hops: null, credit: { b: 1 } },
  { id: 'last-non-direct', cases: [caseOf(['direct', 'direct'])], hops: null, credit: { direct: 1 } },
  { id: 'markov', cases: three.cases, hops: three.hops, credit: { C1: 0.2, C2: 0.4, C3: 0.4 } },
  { id: 'markov', cases: two.cases, hops: two.hops, credit: { google: 2.4, mailing: 1.6 } },
  // Of the converted path alone, nothing would be left without any of its channels.
  {
    id: 'markov-converted',
    cases: three.cases,
    hops: three.hops,
    credit: { C1: 1 / 3, C2: 1 / 3, C3: 1 / 3 },
  },
  { id: 'markov-converted', cases: two.cases, hops: two.hops, credit: { google: 2.4, mailing: 1.6 } },
  { id: 'shapley', cases: [...times(4, ['a']), ...times(6, ['a', 'b'])], hops: null, credit: { a: 7, b: 3 } },
];

test.each(published)('$id gives the published credit $credit', ({ id, cases, hops, credit }) => {
  const given = byKey(attribute(cases, pick(id), hops));
  for (const [key, expected] of Object.entries(credit)) expect(given.get(key)).toBeCloseTo(expected, 9);
  const others = [...given].filter(([key, conversions]) => !(key in credit) && conversions > 1e-12);
  expect(others).toEqual([]);
});

test('Markov takes touches in a row by one channel as one, and a circle of channels has an end', () => {
  const repeated = attribute(times(3, ['a', 'a', 'b', 'b', 'b']), pick('markov-converted'), null);
  expect(byKey(repeated)).toEqual(byKey(attribute(times(3, ['a', 'b']), pick('markov-converted'), null)));
  const circle = [hop(null, 'a', 1), hop('a', 'b', 5), hop('b', 'a', 5), hop('x', 'y', 2), hop('y', 'x', 2)];
  const credits = attribute(times(1, ['a', 'b', 'a']), pick('markov'), circle);
  expect(sum(credits, ({ conversions }) => conversions)).toBeCloseTo(1, 9);
});
