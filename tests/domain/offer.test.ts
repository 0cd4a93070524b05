import { describe, expect, test } from 'vitest';
import {
  defineSite,
  describeMisfits,
  flightOn,
  offerAt,
  offerKindNames,
  offerKinds,
  offerSchema,
  runsOn,
  saleKey,
  toOffer,
} from '#domain';
import { loadShopLinks } from '../../integrations/attribution/load-shops.ts';
import { settings } from '../checkout.ts';

const site = defineSite(settings);
const common = { title: 'T', description: 'D' };
const sold = { ...common, price: '199.00 CNY', url: 'https://shop.example/a' };
const ad = { ...common, kind: 'ad', sponsor: 'Acme', url: 'https://acme.example' };
const misfits = (matter: object) => {
  const parsed = offerSchema.safeParse(matter);
  return parsed.success ? [] : describeMisfits(parsed.error, matter, offerSchema).map(({ text }) => text);
};

describe('each kind of offer', () => {
  const least: Readonly<Record<keyof typeof offerKinds, object>> = {
    ad,
    course: { ...sold, kind: 'course' },
    product: { ...sold, kind: 'product' },
    membership: { ...sold, kind: 'membership' },
    consulting: { ...common, kind: 'consulting' },
    training: { ...common, kind: 'training' },
  };

  test.each(offerKindNames)('%s is read from the least it needs, and is clicked or asked for', (name) => {
    const offer = toOffer(offerSchema.parse(least[name]), { slug: 'a', lang: 'zh' }, site);
    expect(offer).toMatchObject({ id: 'a', kind: name, lang: 'zh', title: 'T' });
    expect(offer.url === undefined).toBe(offerKinds[name].click === null);
  });

  test('has its own keys', () => {
    expect(misfits({ ...least.product, form: 'song' })[0]).toMatch(/^form: /);
    expect(misfits({ ...least.membership, per: 'hour' })[0]).toMatch(/^per: /);
    expect(misfits({ ...least.training, people: 0 })[0]).toMatch(/^people: /);
    expect(misfits({ ...least.course, people: 5 })[0]).toMatch(/^people: a key for kind “training” only/);
  });
});

describe('a flight', () => {
  const from = '2026-11-01';
  test.each([
    [{ from, fee: '3000.00 CNY' }, []],
    [{ from, to: from, cpm: '80.00 CNY', cap: 50000 }, []],
    [{ from }, ['flights.0: expected one price: fee, cpm or cpc']],
    [{ from, fee: '3000.00 CNY', cpc: '2.00 CNY' }, ['flights.0: expected one price: fee, cpm or cpc']],
    [{ from, to: '2026-10-31', fee: '1 CNY' }, ['flights.0.to: expected a day from 2026-11-01 on']],
    [{ from: 'November', fee: '1 CNY' }, ['flights.0.from: expected a day such as 2026-11-01']],
  ])('%j', (flight, said) => {
    const found = misfits({ ...ad, flights: [flight] });
    expect(found.map((text) => text.replace(/, received.*/, ''))).toEqual(said);
  });

  test('is on from its first day to its last; an ad without flights always runs', () => {
    const fee = { amount: 1, currency: 'CNY' };
    const flights = [
      { from: '2026-11-01', to: '2026-11-30', fee },
      { from: '2027-01-01', fee },
    ];
    expect(flightOn(flights, '2026-11-30')).toBe(flights[0]);
    expect(['2026-10-31', '2026-12-01', '2027-06-01'].map((day) => runsOn(flights, day))).toEqual([
      false,
      false,
      true,
    ]);
    expect(runsOn([], '2026-12-01')).toBe(true);
  });
});

test.each([
  ['https://buy.stripe.com/abc', 'client_reference_id'],
  ['https://lin.lemonsqueezy.com/buy/x', 'checkout[custom][byline]'],
  ['https://buy.polar.sh/polar_cl_x', 'reference_id'],
  ['https://lin.gumroad.com/l/book', 'byline'],
  ['https://afdian.com/order/create?plan_id=x', 'custom_order_id'],
  ['https://buy.stripe.com.evil.example/abc', undefined],
  ['https://notgumroad.com/l/book', undefined],
  ['https://shop.example/constructor', undefined],
])('a link takes a key along only to a shop that gives it back: %s', async (address, key) => {
  expect(saleKey(address, await loadShopLinks())).toBe(key);
});

test.each([
  ['/services/review/', 'review'],
  ['/en/courses/sql/', 'sql'],
  [`/products/${encodeURIComponent('清单')}/`, '清单'],
  ['/sponsors/acme', 'acme'],
  ['/services/', undefined],
  ['/posts/review/', undefined],
  ['/a/b/services/review/', undefined],
  ['/services/%E4%/', undefined],
  ['/', undefined],
] as const)('%s is the page of offer %s', (path, id) => expect(offerAt(path)).toBe(id));
