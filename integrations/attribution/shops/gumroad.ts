import { z } from 'zod';
import { currencyCode } from '#domain';
import { type Asking, defineShop, type LookedUp, moneyIn, type ShopEvent } from '../shop.ts';

/**
 * Gumroad. Its ping is a form without a signature, so the address ends in a secret: `/api/shops/gumroad/<secret>`. With
 * `GUMROAD_ACCESS_TOKEN` (scope `view_sales`) each sale is looked up; with `GUMROAD_SELLER_ID` alone the seller of the
 * message is compared. With neither, a sale is only a claim. The link's key is `byline`, which comes back in `url_params`.
 *
 * Documents: gumroad.com/ping, gumroad.com/api (resource subscriptions `sale` and `refund`; `GET /v2/sales/:id`).
 */
export default defineShop({
  title: 'Gumroad',
  secret: 'GUMROAD_PING_SECRET',
  settings: ['GUMROAD_ACCESS_TOKEN', 'GUMROAD_SELLER_ID'],
  link: { hosts: ['gumroad.com', 'gum.co'], query: 'byline' },
  async lookUp(body, asking) {
    const ping = pingSchema.safeParse(body).data;
    // The seller's own purchases are tests.
    if (ping === undefined || ping.test) return { events: [], isProven: true };
    if (asking.settings['GUMROAD_ACCESS_TOKEN'] !== undefined) return lookUpSale(ping, asking);
    const seller = asking.settings['GUMROAD_SELLER_ID'];
    if (seller !== undefined && seller !== ping.seller_id) return null;
    return { events: eventsOf(ping, ping.refunded ? 1 : 0), isProven: seller !== undefined };
  },
});

async function lookUpSale(ping: Ping, { settings, ask }: Asking): Promise<LookedUp | null> {
  const url = `https://api.gumroad.com/v2/sales/${encodeURIComponent(ping.sale_id)}`;
  const headers = { Authorization: `Bearer ${settings['GUMROAD_ACCESS_TOKEN']}` };
  const answer = answerSchema.parse(await ask({ url, headers }));
  if (!answer.success) return null;
  const { sale } = answer;
  const back = sale.refunded ? 1 : partOf(sale);
  return { events: eventsOf({ ...ping, price: sale.price }, back), isProven: true };
}

/** The part of a sale that was given back, from what can still be. */
function partOf({ price, partially_refunded: isPart, amount_refundable_in_currency: left }: Sale): number {
  if (!isPart || left === undefined || price === 0) return 0;
  return Math.max(0, 1 - (left * 100) / price);
}

/** The price is without tax. A ping of a refund stands for its sale too, so that the order of the two does not matter. */
function eventsOf({ sale_id: order, sale_timestamp: at, ...ping }: Ping, back: number): ShopEvent[] {
  const sale: ShopEvent = {
    ...{ type: 'sale', id: `sale/${order}`, order, at, money: moneyIn(ping.price, ping.currency) },
    ...{ subscription: ping.subscription_id, key: ping['url_params[byline]'] },
    offer: ping['url_params[offer]'],
    product: [ping.product_name, ping.product_permalink, ping.product_id].filter((name) => name !== ''),
  };
  if (back === 0) return [sale];
  return [sale, { type: 'refund', id: `refund/${order}/${back}`, order, at, share: back }];
}

type Ping = z.output<typeof pingSchema>;
type Sale = Extract<z.output<typeof answerSchema>, { success: true }>['sale'];

const yes = z
  .string()
  .optional()
  .transform((text) => text === 'true');

const pingSchema = z.object({
  sale_id: z.string().min(1).max(200),
  sale_timestamp: z.string().transform((text, context) => {
    const at = Date.parse(text);
    if (Number.isNaN(at)) context.addIssue('not a moment');
    return at;
  }),
  seller_id: z.string(),
  price: z.coerce.number().int().nonnegative(),
  currency: currencyCode.default('usd'),
  test: yes,
  refunded: yes,
  subscription_id: z.string().optional(),
  product_id: z.string().default(''),
  product_name: z.string().default(''),
  product_permalink: z.string().default(''),
  'url_params[byline]': z.string().optional(),
  'url_params[offer]': z.string().optional(),
});

const answerSchema = z.discriminatedUnion('success', [
  z.object({ success: z.literal(false) }),
  z.object({
    success: z.literal(true),
    sale: z.object({
      price: z.int().nonnegative(),
      refunded: z.boolean(),
      partially_refunded: z.boolean().default(false),
      /** In whole units of the currency: 12.5. */
      amount_refundable_in_currency: z.coerce.number().nonnegative().optional(),
    }),
  }),
]);
