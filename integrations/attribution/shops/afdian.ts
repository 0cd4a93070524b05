import { createHash } from 'node:crypto';
import { z } from 'zod';
import { parseMoney } from '#domain';
import { type Asking, defineShop, type LookedUp, type ShopEvent } from '../shop.ts';

/**
 * 爱发电. Its message is not signed in its documents, so the address ends in a secret: `/api/shops/afdian/<secret>`. With
 * `AFDIAN_USER_ID` and `AFDIAN_TOKEN` each order is looked up; without them a sale is only a claim. The link's key is
 * `custom_order_id`. No message tells of a refund: write it down by `byline sales add`.
 *
 * Document: guide.afdian.com/creator/developer (message, answer, signature, `query-order`).
 */
export default defineShop({
  title: '爱发电',
  secret: 'AFDIAN_WEBHOOK_SECRET',
  settings: ['AFDIAN_USER_ID', 'AFDIAN_TOKEN'],
  link: { hosts: ['afdian.com', 'afdian.net', 'ifdian.net'], query: 'custom_order_id' },
  answer: { ec: 200, em: '' },
  async lookUp(body, asking) {
    const message = messageSchema.safeParse(body).data;
    if (message === undefined) return { events: [], isProven: true };
    const { order } = message.data;
    const { AFDIAN_USER_ID: user, AFDIAN_TOKEN: token } = asking.settings;
    if (user !== undefined && token !== undefined)
      return lookUpOrder(order.out_trade_no, { user, token }, asking);
    return { events: eventsOf(order, asking.now), isProven: false };
  },
});

async function lookUpOrder(
  id: string,
  { user, token }: Account,
  { ask, now }: Asking,
): Promise<LookedUp | null> {
  const params = JSON.stringify({ out_trade_no: id });
  const ts = Math.floor(now / 1000);
  const sign = createHash('md5').update(`${token}params${params}ts${ts}user_id${user}`).digest('hex');
  const body = { user_id: user, params, ts, sign };
  const answer = answerSchema.parse(await ask({ url: 'https://afdian.com/api/open/query-order', body }));
  const order = answer.data.list.find(({ out_trade_no: found }) => found === id);
  return order === undefined ? null : { events: eventsOf(order, now), isProven: true };
}

/** An order that was paid has the status 2. */
function eventsOf({ out_trade_no: order, status, ...paid }: Order, now: number): ShopEvent[] {
  const money = parseMoney(`${paid.total_amount} CNY`);
  if (status !== 2 || money === null) return [];
  const at = paid.create_time === undefined ? now : paid.create_time * 1000;
  const goods = paid.sku_detail.flatMap(({ sku_id: id, name }) => [id, name]);
  const product = [paid.plan_id, ...(paid.plan_title === undefined ? [] : [paid.plan_title]), ...goods];
  return [{ type: 'sale', id: `sale/${order}`, order, at, money, key: paid.custom_order_id, product }];
}

interface Account {
  readonly user: string;
  readonly token: string;
}

type Order = z.output<typeof orderSchema>;

const orderSchema = z.object({
  out_trade_no: z.string().min(1).max(200),
  custom_order_id: z.string().max(200).optional(),
  plan_id: z.string(),
  plan_title: z.string().optional(),
  total_amount: z.string(),
  status: z.int(),
  /** Seconds; only an order that was looked up has it. */
  create_time: z.int().optional(),
  sku_detail: z.array(z.object({ sku_id: z.string(), name: z.string() })).default([]),
});

const messageSchema = z.object({
  data: z.object({ type: z.literal('order'), order: orderSchema }),
});

const answerSchema = z.object({
  ec: z.literal(200),
  data: z.object({ list: z.array(orderSchema) }),
});
