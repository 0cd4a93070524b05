import { createHash, createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { askShop } from '../../../integrations/attribution/collector/ask-shop.ts';
import { loadShops } from '../../../integrations/attribution/load-shops.ts';
import type { ShopRequest } from '../../../integrations/attribution/shop.ts';
import { conversion, count, journey, NOW, offer, offers } from '../builders.ts';
import { always, type Started, startCollector } from './collector.ts';

const SECRET = 'what the shop and the site know';
const secrets = {
  ...{ LEMON_SQUEEZY_WEBHOOK_SECRET: SECRET, PADDLE_WEBHOOK_SECRET: SECRET, CREEM_WEBHOOK_SECRET: SECRET },
  ...{ POLAR_WEBHOOK_SECRET: SECRET, GUMROAD_PING_SECRET: 'ping', MBD_WEBHOOK_SECRET: 'mbd' },
  AFDIAN_WEBHOOK_SECRET: 'afd',
};
const told = journey(['juejin.cn']);
const click = conversion({
  id: '1-2-3-4',
  kind: 'course-click',
  offer: 'course',
  proof: 'claimed',
  journey: told,
});
const book = offer({
  ...{
    id: 'book',
    kind: 'course',
    title: '可靠的后端',
    url: 'https://lin.gumroad.com/l/backends?layout=profile',
  },
  places: [{ name: '爱发电', url: 'https://afdian.com/order/create?plan_id=plan-1' }],
});
const moment = new Date(NOW).toISOString();

type Ask = (request: ShopRequest) => Promise<unknown>;

let collector: Started;
let reported: unknown[];

afterEach(() => collector.close());

async function start(
  environment: Record<string, string> = {},
  ask: Ask = () => Promise.reject(new Error('nobody is to be asked')),
): Promise<void> {
  const shops = await loadShops({ ...secrets, ...environment });
  reported = [];
  const report = (error: unknown) => reported.push(error);
  collector = await startCollector({ shops, ask, report, offers: [...offers, book] });
  const clicked = count({ id: click.id, kind: 'click', offer: 'course', source: null });
  await collector.store.addClick(click, clicked);
}

async function post(path: string, body: string, headers: Record<string, string>): Promise<Response> {
  return collector.app.request(`/api/shops/${path}`, { method: 'POST', body, headers });
}

async function entries() {
  const { entries: found } = await collector.store.ledger(always);
  return found.map(({ kind, money, offer: sold }) => [kind, money.amount, money.currency, sold]);
}

async function balance(): Promise<number> {
  return (await entries()).reduce((sum, [, amount]) => sum + Number(amount), 0);
}

const hmac = (text: string, encoding: 'hex' | 'base64' = 'hex', secret = SECRET) =>
  createHmac('sha256', secret).update(text).digest(encoding);

/** A shop that signs: how it signs, and its messages as its documents show them. All sell for 199.00 without tax. */
interface Signing {
  readonly shop: string;
  readonly currency: string;
  readonly sign: (body: string, at: number, secret?: string) => Record<string, string>;
  /** Whether the time is signed. */
  readonly isTimed: boolean;
  readonly sale: Message;
  /** The same order, of test mode or not paid: no money. */
  readonly nothing: readonly Message[];
  /** Gives back a quarter, then the rest. */
  readonly refunds: readonly [Message, Message];
  readonly other: Message;
  readonly unreadable: Message;
  /** The id of the conversion. */
  readonly conversion: string;
}

type Message = Record<string, unknown>;

const lemonOrder = (own: object = {}) => ({
  ...{
    store_id: 1,
    identifier: '104e18a2',
    order_number: 1,
    user_email: 'x@reader.example',
    currency: 'EUR',
  },
  ...{ subtotal: 199_00, discount_total: 0, tax: 37_81, total: 236_81, status: 'paid', refunded: false },
  first_order_item: {
    id: 1,
    order_id: 1,
    product_id: 7,
    variant_id: 8,
    product_name: 'Course',
    test_mode: false,
  },
  ...{ test_mode: false, created_at: moment, updated_at: moment, refunded_amount: 0, ...own },
});

const lemon = (event_name: string, own: object = {}): Message => ({
  meta: { event_name, custom_data: { byline: click.id } },
  data: { type: 'orders', id: '1', attributes: lemonOrder(own) },
});

const paddleSale = (own: object = {}): Message => ({
  event_id: 'evt_01gks14ge726w50ch2tmaw2a1x',
  ...{ event_type: 'transaction.completed', occurred_at: moment, notification_id: 'ntf_1' },
  data: {
    ...{ id: 'txn_1', status: 'completed', customer_id: 'ctm_1', currency_code: 'USD', origin: 'web' },
    custom_data: { byline: click.id },
    subscription_id: null,
    details: {
      totals: {
        subtotal: '19900',
        tax: '1990',
        discount: '0',
        total: '21890',
        grand_total: '21890',
        fee: '900',
      },
      line_items: [{ id: 'txnitm_1', product: { id: 'pro_1', name: 'Course' } }],
    },
    ...own,
  },
});

const paddleBack = (id: string, subtotal: string, own: object = {}): Message => ({
  ...{
    event_id: `evt_${id}`,
    event_type: 'adjustment.updated',
    occurred_at: moment,
    notification_id: 'ntf_2',
  },
  data: {
    ...{ id, action: 'refund', status: 'approved', transaction_id: 'txn_1', currency_code: 'USD' },
    totals: { subtotal, tax: '0', total: subtotal, fee: '0', earnings: subtotal, currency_code: 'USD' },
    ...own,
  },
});

const creemSale = (mode = 'prod', own: object = {}): Message => ({
  ...{ id: 'evt_5WHHcZPv7VS0YUsberIuOz', eventType: 'checkout.completed', created_at: NOW },
  object: {
    ...{ id: 'ch_1', object: 'checkout', request_id: click.id, status: 'completed', mode },
    order: {
      ...{ id: 'ord_1', product: 'prod_1', amount: 199_00, currency: 'EUR', status: 'paid', type: 'onetime' },
      ...{ amount_paid: 236_81, tax_amount: 37_81, mode },
      ...own,
    },
    product: { id: 'prod_1', name: 'Course' },
    metadata: {},
  },
});

const creemBack = (id: string, refunded_amount: number): Message => ({
  ...{ id, eventType: 'refund.created', created_at: NOW },
  object: {
    ...{ id: `ref_${id}`, object: 'refund', status: 'succeeded', refund_amount: 1, refund_currency: 'EUR' },
    transaction: {
      ...{ id: 'tran_1', object: 'transaction', amount: 199_00, amount_paid: 236_81, currency: 'EUR' },
      ...{ tax_amount: 37_81, status: 'partialRefund', refunded_amount, order: 'ord_1' },
    },
    mode: 'prod',
  },
});

const polar = (type: string, refunded_amount = 0, own: object = {}): Message => ({
  ...{ type, timestamp: moment },
  data: {
    ...{
      id: 'b1',
      status: 'paid',
      paid: true,
      subtotal_amount: 199_00,
      discount_amount: 0,
      net_amount: 199_00,
    },
    ...{ tax_amount: 19_90, total_amount: 218_90, refunded_amount, refunded_tax_amount: 0, currency: 'usd' },
    ...{ metadata: { reference_id: click.id }, product: { id: 'p1', name: 'Course' }, subscription_id: null },
    ...own,
  },
});

const signing: readonly Signing[] = [
  {
    ...{ shop: 'lemon-squeezy', currency: 'EUR', isTimed: false, conversion: 'lemon-squeezy:order-1' },
    sign: (body, _at, secret) => ({ 'X-Signature': hmac(body, 'hex', secret) }),
    sale: lemon('order_created'),
    nothing: [lemon('order_created', { test_mode: true }), lemon('order_created', { status: 'pending' })],
    refunds: [
      lemon('order_refunded', { refunded_amount: 59_20 }),
      lemon('order_refunded', { refunded_amount: 236_81, refunded: true, status: 'refunded' }),
    ],
    other: lemon('license_key_created'),
    unreadable: lemon('order_created', { total: '236.81' }),
  },
  {
    ...{ shop: 'paddle', currency: 'USD', isTimed: true, conversion: 'paddle:txn_1' },
    sign(body, at, secret) {
      const ts = Math.floor(at / 1000);
      return { 'Paddle-Signature': `ts=${ts};h1=${hmac(`${ts}:${body}`, 'hex', secret)}` };
    },
    sale: paddleSale(),
    nothing: [
      paddleBack('adj_0', '4975', { status: 'pending_approval' }),
      paddleBack('adj_0', '4975', { action: 'credit' }),
    ],
    refunds: [paddleBack('adj_1', '4975'), paddleBack('adj_2', '14925')],
    other: { ...paddleSale(), event_type: 'customer.created' },
    unreadable: paddleSale({ details: {} }),
  },
  {
    ...{ shop: 'creem', currency: 'EUR', isTimed: false, conversion: 'creem:ord_1' },
    sign: (body, _at, secret) => ({ 'creem-signature': hmac(body, 'hex', secret) }),
    sale: creemSale(),
    nothing: [creemSale('test'), creemSale('prod', { status: 'pending' })],
    refunds: [creemBack('evt_r1', 59_20), creemBack('evt_r2', 236_81)],
    other: { ...creemSale(), eventType: 'dispute.created' },
    unreadable: creemSale('prod', { currency: null }),
  },
  {
    ...{ shop: 'polar', currency: 'USD', isTimed: true, conversion: 'polar:b1' },
    sign(body, at, secret) {
      const seconds = Math.floor(at / 1000);
      const signature = hmac(`msg_1.${seconds}.${body}`, 'base64', secret);
      const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': String(seconds) };
      return { ...headers, 'webhook-signature': `v1,${btoa('another key')} v1,${signature}` };
    },
    sale: polar('order.paid'),
    nothing: [],
    refunds: [polar('order.refunded', 49_75), polar('order.refunded', 199_00)],
    other: polar('order.created'),
    unreadable: polar('order.paid', 0, { net_amount: null }),
  },
];

describe.each(signing)('$shop', (own) => {
  beforeEach(() => start());

  const send = (message: Message, { at = NOW, secret = SECRET } = {}) => {
    const body = JSON.stringify(message);
    return post(own.shop, body, { 'Content-Type': 'application/json', ...own.sign(body, at, secret) });
  };

  test('a sale is money without its tax, with the journey of the click that led there', async () => {
    expect((await send(own.sale)).status).toBe(200);
    expect(await entries()).toEqual([['sale', 199_00, own.currency, 'course']]);
    const kept = { offer: 'course', kind: 'sale', proof: 'recorded', journey: told };
    expect(await collector.store.conversion(own.conversion)).toMatchObject(kept);
  });

  test('a message that comes again changes nothing', async () => {
    for (let time = 0; time < 3; time++) expect((await send(own.sale)).status).toBe(200);
    expect(await entries()).toHaveLength(1);
    for (let time = 0; time < 3; time++) expect((await send(own.refunds[0])).status).toBe(200);
    expect(await entries()).toHaveLength(2);
  });

  test('refunds in parts take back their part each, and the whole leaves nothing', async () => {
    await send(own.sale);
    await send(own.refunds[0]);
    expect(await balance()).toBe(149_25);
    await send(own.refunds[1]);
    expect(await balance()).toBe(0);
    expect((await entries()).map(([kind]) => kind)).toEqual(['sale', 'refund', 'refund']);
  });

  test('a refund that comes before its sale is asked for again', async () => {
    expect((await send(own.refunds[0])).status).toBe(409);
    await send(own.sale);
    expect((await send(own.refunds[0])).status).toBe(200);
    expect(await balance()).toBe(149_25);
  });

  test('test mode, what is not paid and what is of no concern is no money', async () => {
    for (const message of [...own.nothing, own.other]) expect((await send(message)).status).toBe(200);
    expect(await entries()).toEqual([]);
  });

  test('a message of a known kind that does not fit is told to the owner, and the shop sends it again', async () => {
    const answer = await send(own.unreadable);
    expect([answer.status, answer.headers.get('X-Byline')]).toEqual([400, 'malformed']);
    expect(String(reported[0])).toMatch(/cannot be read: .*: Invalid input/);
    expect(await entries()).toEqual([]);
  });

  test('one that is signed wrongly, not at all, or of another body is refused', async () => {
    const body = JSON.stringify(own.sale);
    const answers = [
      await send(own.sale, { secret: 'a guess' }),
      await post(own.shop, body, {}),
      await post(own.shop, `${body} `, own.sign(body, NOW)),
      await post(`${own.shop}/${SECRET}`, body, own.sign(body, NOW)),
    ];
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
    expect(await entries()).toEqual([]);
  });

  test.runIf(own.isTimed)('one that was signed long ago or in the future is refused', async () => {
    for (const at of [NOW - 600_000, NOW + 600_000]) expect((await send(own.sale, { at })).status).toBe(401);
    expect(await entries()).toEqual([]);
  });
});

describe('a subscription', () => {
  beforeEach(() => start());

  test('is one conversion at Lemon Squeezy, however many payments it brings', async () => {
    const send = (message: Message) => {
      const body = JSON.stringify(message);
      return post('lemon-squeezy', body, { 'X-Signature': hmac(body) });
    };
    const invoice = (id: string, billing_reason: string): Message => ({
      meta: { event_name: 'subscription_payment_success', custom_data: { byline: click.id } },
      data: { type: 'subscription-invoices', id, attributes: lemonOrder({ billing_reason, order_id: 1 }) },
    });
    await send(lemon('order_created'));
    await send(invoice('5', 'initial'));
    await send(invoice('6', 'renewal'));
    expect(await entries()).toHaveLength(2);
    expect(await collector.store.entriesOf('lemon-squeezy:order-1')).toHaveLength(2);
  });

  test('is one conversion at Creem, whose first payment is told twice', async () => {
    const send = (message: Message) => {
      const body = JSON.stringify(message);
      return post('creem', body, { 'creem-signature': hmac(body) });
    };
    const paid = (id: string): Message => ({
      ...{ id: `evt_${id}`, eventType: 'subscription.paid', created_at: NOW },
      object: {
        ...{
          id: 'sub_1',
          mode: 'prod',
          product: { id: 'prod_1', name: 'Course' },
          metadata: { byline: click.id },
        },
        last_transaction: { id, amount: 199_00, amount_paid: 236_81, tax_amount: 37_81, currency: 'EUR' },
      },
    });
    await send(creemSale('prod', { type: 'recurring' }));
    for (const id of ['tran_1', 'tran_2']) expect((await send(paid(id))).status).toBe(200);
    expect(await entries()).toHaveLength(2);
    expect(await collector.store.entriesOf('creem:sub_1')).toHaveLength(2);
  });
});

describe('Gumroad', () => {
  const ping = (own: Record<string, string> = {}) =>
    new URLSearchParams({
      ...{ sale_id: 'FO8TXN==', sale_timestamp: '2026-11-19T04:00:00Z', order_number: '524459935' },
      ...{ seller_id: 'seller==', product_id: 'p==', product_name: 'Backends', permalink: 'backends' },
      product_permalink: 'https://lin.gumroad.com/l/backends',
      ...{ email: 'x@reader.example', price: '19900', gumroad_fee: '1990', currency: 'usd', quantity: '1' },
      ...{ refunded: 'false', ip_country: 'United States', ...own },
    }).toString();
  const send = (own: Record<string, string> = {}, secret = '/ping') =>
    post(`gumroad${secret}`, ping(own), { 'Content-Type': 'application/x-www-form-urlencoded' });
  const sale = {
    success: true,
    sale: { id: 'FO8TXN==', price: 199_00, refunded: false, partially_refunded: false },
  };

  test('whose address has not the secret is refused', async () => {
    await start({ GUMROAD_SELLER_ID: 'seller==' });
    for (const secret of ['', '/guess', '/ping2']) expect((await send({}, secret)).status).toBe(401);
    expect(await entries()).toEqual([]);
  });

  test('looked up, a sale is money: as much as Gumroad says, and not as the message does', async () => {
    const asked: ShopRequest[] = [];
    await start({ GUMROAD_ACCESS_TOKEN: 'token' }, async (request) => {
      asked.push(request);
      return sale;
    });
    expect((await send({ price: '99900', 'url_params[byline]': click.id })).status).toBe(200);
    expect(await entries()).toEqual([['sale', 199_00, 'USD', 'course']]);
    expect(asked).toEqual([
      { url: 'https://api.gumroad.com/v2/sales/FO8TXN%3D%3D', headers: { Authorization: 'Bearer token' } },
    ]);
  });

  test('that Gumroad does not know is refused', async () => {
    await start({ GUMROAD_ACCESS_TOKEN: 'token' }, async () => ({ success: false, message: 'not found' }));
    expect((await send()).status).toBe(401);
    expect(await collector.store.conversions(always)).toHaveLength(1);
  });

  test('given back in part and in whole leaves nothing', async () => {
    let left = 149.25;
    await start({ GUMROAD_ACCESS_TOKEN: 'token' }, async () => {
      const part = {
        partially_refunded: left > 0,
        refunded: left === 0,
        amount_refundable_in_currency: left,
      };
      return { ...sale, sale: { ...sale.sale, ...part } };
    });
    await send();
    expect(await balance()).toBe(149_25);
    left = 0;
    await send({ refunded: 'true' });
    await send({ refunded: 'true' });
    expect(await balance()).toBe(0);
    expect(await entries()).toHaveLength(3);
  });

  test('is believed by its seller where no token is set, and its product says the offer', async () => {
    await start({ GUMROAD_SELLER_ID: 'seller==' });
    expect((await send({ seller_id: 'another==' })).status).toBe(401);
    expect((await send({ product_permalink: 'backends' })).status).toBe(200);
    expect(await entries()).toEqual([['sale', 199_00, 'USD', 'book']]);
  });

  test.each([
    { name: 'with nothing to check it by', environment: {}, ask: undefined },
    {
      name: 'while Gumroad does not answer',
      environment: { GUMROAD_ACCESS_TOKEN: 'token', GUMROAD_SELLER_ID: 'seller==' },
      ask: () => Promise.reject(new Error('no answer')),
    },
  ])('is a claim and no money $name; it is money once it is looked up', async ({ environment, ask }) => {
    let answer: Ask = ask ?? (async () => sale);
    await start(environment, (request) => answer(request));
    expect((await send({ 'url_params[byline]': click.id })).status).toBe(200);
    expect(await entries()).toEqual([]);
    const claim = await collector.store.conversion('gumroad:FO8TXN==');
    expect(claim).toMatchObject({ proof: 'claimed', worth: { amount: 199_00, currency: 'USD' } });
    if (ask === undefined) return;
    answer = async () => sale;
    await send({ 'url_params[byline]': click.id });
    expect(await entries()).toEqual([['sale', 199_00, 'USD', 'course']]);
  });

  test('is nothing where the seller buys', async () => {
    await start({ GUMROAD_SELLER_ID: 'seller==' });
    expect((await send({ test: 'true' })).status).toBe(200);
    expect(await entries()).toEqual([]);
  });
});

const md5 = (text: string) => createHash('md5').update(text).digest('hex');

describe('面包多', () => {
  const send = (own: object = {}, secret = '/mbd') =>
    post(
      `mianbaoduo${secret}`,
      JSON.stringify({
        type: 'charge_succeeded',
        data: {
          description: '可靠的后端',
          out_trade_no: 'o1',
          amount: 199_00,
          openid: 'o',
          charge_id: '4',
          payway: 1,
        },
        ...own,
      }),
      { 'Content-Type': 'application/json' },
    );
  const order = {
    ...{ order_id: 'o1', charge_id: '4', description: '可靠的后端', share_id: null, share_state: '0' },
    ...{ amount: '19900', state: '1', create_time: String(NOW / 1000), payway: '1' },
    ...{ refund_state: '0', refund_amount: '0' },
  };
  const app = { MBD_APP_ID: 'app', MBD_APP_KEY: 'key' };

  test('looked up by a signed question, an order is money and its product says the offer', async () => {
    const asked: ShopRequest[] = [];
    await start(app, async (request) => {
      asked.push(request);
      return order;
    });
    expect((await send()).status).toBe(200);
    expect((await send()).status).toBe(200);
    expect(await entries()).toEqual([['sale', 199_00, 'CNY', 'book']]);
    const sign = md5('app_id=app&out_trade_no=o1&key=key');
    expect(asked[0]?.body).toEqual({ app_id: 'app', out_trade_no: 'o1', sign });
  });

  test('given back, by what the shop says when it is asked', async () => {
    await start(app, async () => ({ ...order, refund_state: '1', refund_amount: '4975' }));
    await send();
    expect(await balance()).toBe(149_25);
  });

  test.each([
    { name: 'not known', answer: { error: '找不到该订单' } },
    { name: 'not paid', answer: { ...order, state: '0' } },
  ])('that is $name is refused, and a guess at the address too', async ({ answer }) => {
    await start(app, async () => answer);
    expect((await send()).status).toBe(401);
    expect((await send({}, '/guess')).status).toBe(401);
    expect(await entries()).toEqual([]);
  });

  test('without the app’s key is a claim; a complaint is nothing', async () => {
    await start();
    expect((await send()).status).toBe(200);
    expect((await send({ type: 'complaint' })).status).toBe(200);
    expect(await entries()).toEqual([]);
    expect(await collector.store.conversion('mianbaoduo:o1')).toMatchObject({
      offer: 'book',
      proof: 'claimed',
    });
  });
});

describe('爱发电', () => {
  const order = (own: object = {}) => ({
    ...{
      out_trade_no: '202106232138371083454010626',
      custom_order_id: click.id,
      user_id: 'adf397',
      plan_id: 'plan-1',
    },
    ...{ month: 1, total_amount: '199.00', show_amount: '199.00', status: 2, remark: '', redeem_id: '' },
    ...{ product_type: 0, discount: '0.00', sku_detail: [], address_person: '', address_phone: '', ...own },
  });
  const send = (own: object = {}) =>
    post('afdian/afd', JSON.stringify({ ec: 200, em: 'ok', data: { type: 'order', order: order(own) } }), {});
  const account = { AFDIAN_USER_ID: 'me', AFDIAN_TOKEN: 'token' };

  test('looked up by a signed question, an order is money, and the answer is the one it waits for', async () => {
    const asked: ShopRequest[] = [];
    await start(account, async (request) => {
      asked.push(request);
      return { ec: 200, em: '', data: { list: [order({ create_time: NOW / 1000 })], total_count: 1 } };
    });
    const answer = await send({ total_amount: '9999.00' });
    expect(await answer.json()).toEqual({ ec: 200, em: '' });
    expect(await entries()).toEqual([['sale', 199_00, 'CNY', 'course']]);
    const params = '{"out_trade_no":"202106232138371083454010626"}';
    const ts = NOW / 1000;
    const sign = md5(`tokenparams${params}ts${ts}user_idme`);
    expect(asked[0]?.body).toEqual({ user_id: 'me', params, ts, sign });
  });

  test('without a key from the link, the plan says the offer', async () => {
    const plain = order({ custom_order_id: '', create_time: NOW / 1000 });
    await start(account, async () => ({ ec: 200, em: '', data: { list: [plain] } }));
    await send();
    expect(await entries()).toEqual([['sale', 199_00, 'CNY', 'book']]);
  });

  test('that is not in the list is refused; not paid it is nothing; without a token it is a claim', async () => {
    await start(account, async () => ({ ec: 200, em: '', data: { list: [] } }));
    expect((await send()).status).toBe(401);
    await collector.close();
    await start(account, async () => ({ ec: 200, em: '', data: { list: [order({ status: 1 })] } }));
    expect((await send()).status).toBe(200);
    await collector.close();
    await start();
    expect((await send()).status).toBe(200);
    expect(await entries()).toEqual([]);
    expect(await collector.store.conversions(always)).toHaveLength(2);
  });
});

test('a shop that does not answer is given up in time, and what is no JSON is an error', async () => {
  await start();
  const { createServer } = await import('node:http');
  const silent = createServer((request, response) => {
    if (request.url === '/text') response.end('<html>');
  });
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const address = silent.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  await expect(askShop({ url }, 50)).rejects.toThrow(/timeout/i);
  await expect(askShop({ url: `${url}/text` })).rejects.toThrow(/JSON/);
  silent.closeAllConnections();
  silent.close();
});
