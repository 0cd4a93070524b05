import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadShops } from '../../../integrations/attribution/load-shops.ts';
import { conversion, count, journey, NOW } from '../builders.ts';
import { always, type Started, startCollector } from './collector.ts';

const DAY = 86_400_000;
const shops = await loadShops({ STRIPE_WEBHOOK_SECRET: 'whsec_test', BYLINE_WEBHOOK_SECRET: 'long secret' });
const told = journey(['juejin.cn']);
const click = conversion({
  id: 'click-1',
  kind: 'course-click',
  offer: 'course',
  proof: 'claimed',
  journey: told,
});

let collector: Started;

beforeEach(async () => {
  collector = await startCollector({ shops });
  await collector.store.addClick(
    click,
    count({ id: click.id, kind: 'click', offer: 'course', source: null }),
  );
});

afterEach(() => collector.close());

const hmac = (text: string, secret: string) => createHmac('sha256', secret).update(text).digest('hex');

function send(path: string, body: string, headers: Record<string, string>): Promise<Response> {
  return Promise.resolve(collector.app.request(`/api/shops/${path}`, { method: 'POST', body, headers }));
}

/** As Stripe sends it. */
function stripe(event: object, { secret = 'whsec_test', at = collector.clock.now } = {}): Promise<Response> {
  const body = JSON.stringify({ created: NOW / 1000, livemode: true, ...event });
  const seconds = Math.floor(at / 1000);
  const signature = `t=${seconds},v1=${'0'.repeat(64)},v1=${hmac(`${seconds}.${body}`, secret)},v0=x`;
  return send('stripe', body, { 'Stripe-Signature': signature });
}

const session = (own: object = {}) => ({
  ...{ payment_status: 'paid', payment_intent: 'pi_1', amount_total: 212_00, currency: 'cny' },
  ...{ total_details: { amount_tax: 12_00 }, client_reference_id: 'click-1', metadata: {} },
  ...own,
});

const completed = (own: object = {}, id = 'evt_1') => ({
  ...{ id, type: 'checkout.session.completed' },
  data: { object: session(own) },
});

const refunded = (amount_refunded: number, id: string, own: object = {}) => ({
  ...{ id, type: 'charge.refunded' },
  data: { object: { payment_intent: 'pi_1', amount: 212_00, amount_refunded } },
  ...own,
});

async function entries() {
  const { entries: found } = await collector.store.ledger(always);
  return found.map(({ kind, money, offer }) => [kind, money.amount, money.currency, offer]);
}

describe('a course bought at Stripe', () => {
  test('is a sale without its tax, with the journey of the click that led there', async () => {
    expect((await stripe(completed())).status).toBe(200);
    expect(await entries()).toEqual([['sale', 200_00, 'CNY', 'course']]);
    const sale = await collector.store.conversion('stripe:pi_1');
    expect(sale).toMatchObject({ offer: 'course', kind: 'sale', proof: 'recorded', journey: told });
  });

  test('counts once, however often and by whichever message it is told', async () => {
    await stripe(completed());
    await stripe(completed());
    const later = {
      id: 'evt_2',
      type: 'checkout.session.async_payment_succeeded',
      data: { object: session() },
    };
    expect((await stripe(later)).status).toBe(200);
    expect(await entries()).toHaveLength(1);
    expect(await collector.store.conversions(always)).toHaveLength(2);
  });

  test('and paid days later counts once it is paid', async () => {
    expect((await stripe(completed({ payment_status: 'unpaid' }))).status).toBe(200);
    expect(await entries()).toEqual([]);
    await stripe({
      id: 'evt_2',
      type: 'checkout.session.async_payment_succeeded',
      data: { object: session() },
    });
    expect(await entries()).toHaveLength(1);
  });

  test.each([
    { name: 'in test mode', event: { ...completed(), livemode: false } },
    { name: 'of another kind', event: { id: 'evt_1', type: 'customer.created', data: { object: {} } } },
    { name: 'that is no event', event: { hello: 'world' } },
  ])('a message $name is taken and is no money', async ({ event }) => {
    expect((await stripe(event)).status).toBe(200);
    expect(await entries()).toEqual([]);
  });

  test.each([
    { currency: 'jpy', total: 5000, amount: 5000 },
    { currency: 'isk', total: 5000_00, amount: 5000 },
    { currency: 'ugx', total: 5000_00, amount: 5000 },
    { currency: 'kwd', total: 5_000, amount: 5_000 },
    { currency: 'huf', total: 5000_00, amount: 5000_00 },
    { currency: 'twd', total: 5000_00, amount: 5000_00 },
    { currency: 'all', total: 5000_00, amount: 5000_00 },
    { currency: 'krw', total: 5000, amount: 5000 },
    { currency: 'usd', total: 19_99, amount: 19_99 },
  ])('in $currency has the digits of its currency', async ({ currency, total, amount }) => {
    await stripe(completed({ currency, amount_total: total, total_details: null }));
    expect(await entries()).toEqual([['sale', amount, currency.toUpperCase(), 'course']]);
  });

  test.each([
    {
      name: 'names its offer',
      own: { client_reference_id: null, metadata: { offer: 'course' } },
      offer: 'course',
    },
    {
      name: 'has a key nobody knows',
      own: { client_reference_id: 'x', metadata: { offer: 'course' } },
      offer: 'course',
    },
  ])('and $name has no journey, and says so', async ({ own, offer }) => {
    await stripe(completed(own));
    const sale = await collector.store.conversion('stripe:pi_1');
    expect(sale).toMatchObject({ offer, journey: { gap: 'no-key' } });
  });

  test('of an offer nobody knows is money all the same', async () => {
    await stripe(completed({ client_reference_id: null }));
    expect(await entries()).toEqual([['sale', 200_00, 'CNY', 'unknown']]);
    expect(await collector.store.conversion('stripe:pi_1')).toBeUndefined();
  });
});

describe('a subscription at Stripe', () => {
  const begun = completed({
    ...{ payment_intent: null, subscription: 'sub_1', invoice: 'in_1' },
    ...{ amount_total: 29_00, total_details: { amount_tax: 4_00 } },
  });
  const invoice = (id: string, own: object) => ({
    ...{ id: `evt_${id}`, type: 'invoice.paid' },
    data: {
      object: {
        ...{ id, billing_reason: 'subscription_cycle', currency: 'cny', total: 29_00 },
        lines: { data: [{ description: '1 × Letter (at ¥29.00 / month)' }] },
        ...own,
      },
    },
  });
  /** As versions of the API from 2025-03-31 on have it, and as those before. */
  const now = {
    parent: { subscription_details: { subscription: 'sub_1' } },
    total_taxes: [{ amount: 4_00 }],
  };
  const before = { subscription: 'sub_1', tax: 4_00 };

  test('is one conversion, and each payment an entry without its tax', async () => {
    const first = invoice('in_1', { ...now, billing_reason: 'subscription_create' });
    for (const event of [first, begun, invoice('in_2', now), invoice('in_3', before)]) {
      expect((await stripe(event)).status).toBe(200);
      expect((await stripe(event)).status).toBe(200);
    }
    expect(await entries()).toEqual(Array(3).fill(['sale', 25_00, 'CNY', 'course']));
    expect(await collector.store.entriesOf('stripe:sub_1')).toHaveLength(3);
    expect(await collector.store.conversion('stripe:sub_1')).toMatchObject({ journey: told });
  });

  test('gives a payment back where the charge names its invoice', async () => {
    await stripe(begun);
    const back = refunded(106_00, 'evt_back', {
      data: { object: { payment_intent: 'pi_9', invoice: 'in_1', amount: 29_00, amount_refunded: 14_50 } },
    });
    expect((await stripe(back)).status).toBe(200);
    expect((await entries()).map(([, amount]) => amount)).toEqual([25_00, -12_50]);
  });

  test('an invoice that belongs to no subscription is no sale of ours', async () => {
    expect((await stripe(invoice('in_4', { billing_reason: 'manual' }))).status).toBe(200);
    expect(await entries()).toEqual([]);
  });
});

describe('a refund', () => {
  test('takes back its share of what was sold without tax, in its own month', async () => {
    await stripe(completed());
    await stripe(refunded(106_00, 'evt_2', { created: (NOW + 40 * DAY) / 1000 }));
    const { entries: found } = await collector.store.ledger(always);
    expect(found.map(({ kind, money, at }) => [kind, money.amount, at])).toEqual([
      ['sale', 200_00, NOW],
      ['refund', -100_00, NOW + 40 * DAY],
    ]);
  });

  test('in parts leaves nothing of the whole, and none counts twice', async () => {
    await stripe(completed());
    const parts = [70_67, 141_33, 212_00].map((amount, index) => refunded(amount, `evt_r${index}`));
    await Promise.all(parts.map((event) => stripe(event)));
    for (const event of parts) expect((await stripe(event)).status).toBe(200);
    const amounts = (await entries()).map(([, amount]) => Number(amount));
    expect(amounts).toHaveLength(4);
    expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(0);
  });

  test('that comes before its sale is asked for again', async () => {
    expect((await stripe(refunded(212_00, 'evt_2'))).status).toBe(409);
    await stripe(completed());
    expect((await stripe(refunded(212_00, 'evt_2'))).status).toBe(200);
    expect((await entries()).map(([kind]) => kind)).toEqual(['sale', 'refund']);
  });

  test('of another order is another’s', async () => {
    await stripe(completed());
    await stripe(completed({ payment_intent: 'pi_10' }, 'evt_10'));
    await stripe(refunded(212_00, 'evt_2'));
    expect(await collector.store.entriesOfOrder('stripe', 'pi_1')).toHaveLength(2);
    expect(await collector.store.entriesOfOrder('stripe', 'pi_10')).toHaveLength(1);
  });
});

describe('a message', () => {
  test.each([
    { name: 'signed with another secret', sign: () => stripe(completed(), { secret: 'guess' }) },
    { name: 'signed long ago', sign: () => stripe(completed(), { at: NOW - 10 * 60_000 }) },
    { name: 'signed in the future', sign: () => stripe(completed(), { at: NOW + 10 * 60_000 }) },
    { name: 'without a signature', sign: () => send('stripe', JSON.stringify(completed()), {}) },
    {
      name: 'with an empty one',
      sign: () => send('stripe', '{}', { 'Stripe-Signature': `t=${NOW / 1000},v1=` }),
    },
  ])('$name is refused and leaves nothing', async ({ sign }) => {
    const answer = await sign();
    expect([answer.status, answer.headers.get('X-Byline')]).toEqual([401, 'unsigned']);
    expect(await entries()).toEqual([]);
  });

  test('to a shop whose secret is not set has no address', async () => {
    expect((await send('gumroad', '{}', {})).status).toBe(404);
    expect((await loadShops({})).map(({ id }) => id)).toEqual([]);
  });

  test('of any shop that can sign one is taken', async () => {
    const post = (event: object, secret = 'long secret') => {
      const body = JSON.stringify(event);
      const seconds = String(NOW / 1000);
      const headers = { 'X-Byline-Time': seconds, 'X-Byline-Signature': hmac(`${seconds}.${body}`, secret) };
      return send('webhook', body, headers);
    };
    const order = { id: 'a', order: 'o-1', at: NOW };
    const sale = { ...order, type: 'sale', money: '199.00 CNY', offer: 'course', key: 'click-1' };
    expect((await post(sale)).status).toBe(200);
    expect((await post({ ...order, id: 'b', type: 'refund', share: 0.5 })).status).toBe(200);
    expect(new Set(await entries())).toEqual(
      new Set([
        ['sale', 199_00, 'CNY', 'course'],
        ['refund', -99_50, 'CNY', 'course'],
      ]),
    );
    expect((await post(sale, 'guess')).status).toBe(401);
  });
});
