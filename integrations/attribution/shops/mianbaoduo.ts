import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Asking, defineShop, type LookedUp, moneyIn, type ShopEvent } from '../shop.ts';

/**
 * 面包多 (面包多 Pay). Its message has no signature and its address may have no query, so the address ends in a secret:
 * `/api/shops/mianbaoduo/<secret>`. With `MBD_APP_ID` and `MBD_APP_KEY` each order is looked up, refunds with it;
 * without them a sale is only a claim. No message tells of a refund: write it down by `byline sales add`.
 *
 * An order takes no key from a link. `description`, the name of the product, says which offer it is.
 *
 * Documents: doc.mbd.pub/api/webhook-yi-bu-tong-zhi, doc.mbd.pub/api/ding-dan-cha-xun, doc.mbd.pub/api/qian-ming-suan-fa.
 */
export default defineShop({
  title: '面包多',
  secret: 'MBD_WEBHOOK_SECRET',
  settings: ['MBD_APP_ID', 'MBD_APP_KEY'],
  async lookUp(body, asking) {
    const message = messageSchema.safeParse(body).data;
    if (message === undefined) return { events: [], isProven: true };
    const { MBD_APP_ID: id, MBD_APP_KEY: key } = asking.settings;
    if (id !== undefined && key !== undefined) return lookUpOrder(message, { id, key }, asking);
    const { out_trade_no: order, amount, description } = message.data;
    return { events: [saleOf({ order, amount, description, at: asking.now })], isProven: false };
  },
});

async function lookUpOrder({ data }: Told, app: App, { ask }: Asking): Promise<LookedUp | null> {
  const asked = { out_trade_no: data.out_trade_no, app_id: app.id };
  const url = 'https://newapi.mbd.pub/release/main/search_order';
  const answer = answerSchema.parse(await ask({ url, body: { ...asked, sign: sign(asked, app.key) } }));
  if ('error' in answer) return null;
  const { order_id: order, amount, description, create_time: seconds, state } = answer;
  if (state === 0 || order !== data.out_trade_no) return null;
  const at = seconds * 1000;
  const sale = saleOf({ order, amount, description, at });
  const back = answer.refund_amount;
  if (back === 0 || amount === 0) return { events: [sale], isProven: true };
  const share = Math.min(1, back / amount);
  const refund: ShopEvent = { type: 'refund', id: `refund/${order}/${back}`, order, at, share };
  return { events: [sale, refund], isProven: true };
}

function saleOf({ order, amount, description, at }: Order): ShopEvent {
  const money = moneyIn(amount, 'CNY');
  return { type: 'sale', id: `sale/${order}`, order, at, money, product: [description] };
}

/** Their signature: the fields by name, as a query, with the app's key at its end; MD5, in hex. */
function sign(fields: Readonly<Record<string, string>>, key: string): string {
  const pairs = Object.entries(fields)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`);
  return createHash('md5')
    .update(`${pairs.join('&')}&key=${key}`)
    .digest('hex');
}

interface App {
  readonly id: string;
  readonly key: string;
}

interface Order {
  readonly order: string;
  /** In fen. */
  readonly amount: number;
  readonly description: string;
  readonly at: number;
}

type Told = z.output<typeof messageSchema>;

const messageSchema = z.object({
  type: z.literal('charge_succeeded'),
  data: z.object({
    out_trade_no: z.string().min(1).max(200),
    amount: z.coerce.number().int().nonnegative(),
    description: z.string(),
  }),
});

const answerSchema = z.union([
  z.object({ error: z.string() }),
  z.object({
    order_id: z.string(),
    description: z.string(),
    amount: z.coerce.number().int().nonnegative(),
    state: z.coerce.number(),
    create_time: z.coerce.number().int(),
    refund_amount: z.coerce.number().int().nonnegative().default(0),
  }),
]);
