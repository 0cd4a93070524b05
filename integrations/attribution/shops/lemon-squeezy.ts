import { z } from 'zod';
import { currencyCode } from '#domain';
import { defineShop, messageIn, moneyIn, type ShopEvent } from '../shop.ts';

/**
 * Lemon Squeezy. Its messages to ask for: `order_created`, `order_refunded`, and, of subscriptions,
 * `subscription_payment_success` and `subscription_payment_refunded`. The link's key is the custom field `byline`.
 * Amounts are in cents. A message has no time and no id of its own, so the same content again is the same message.
 *
 * Documents: docs.lemonsqueezy.com/help/webhooks/signing-requests, docs.lemonsqueezy.com/api/orders/the-order-object,
 * docs.lemonsqueezy.com/help/checkout/passing-custom-data.
 */
export default defineShop({
  title: 'Lemon Squeezy',
  secret: 'LEMON_SQUEEZY_WEBHOOK_SECRET',
  link: { hosts: ['lemonsqueezy.com'], query: 'checkout[custom][byline]' },
  signature({ body, header }) {
    const given = header('x-signature');
    return given === undefined ? null : { text: body, given: [given], encoding: 'hex', at: null };
  },
  read(body) {
    const message = messageIn(messageSchema, body, 'meta.event_name');
    if (message === undefined || message.data.attributes.test_mode) return [];
    return readers[message.meta.event_name](message);
  },
});

const readers: Readonly<Record<EventName, (message: Bill) => ShopEvent[]>> = {
  order_created: (message) => (message.data.attributes.status === 'paid' ? [saleOf(message, 'order')] : []),
  order_refunded: (message) => [refundOf(message, 'order')],
  // The first payment of a subscription is an order too, and is told as one.
  subscription_payment_success: (message) =>
    message.data.attributes.billing_reason === 'initial' ? [] : [saleOf(message, 'invoice')],
  subscription_payment_refunded: (message) => [refundOf(message, 'invoice')],
};

function saleOf({ meta, data }: Bill, kind: BillKind): ShopEvent {
  const { currency, total, tax, created_at: at, first_order_item: item, order_id: order } = data.attributes;
  return {
    type: 'sale',
    id: `${meta.event_name}/${data.id}`,
    order: `${kind}-${data.id}`,
    // Renewals belong to the conversion of the order that began the subscription.
    subscription: `order-${kind === 'order' ? data.id : (order ?? data.id)}`,
    at,
    money: moneyIn(total - tax, currency, 2),
    key: meta.custom_data?.['byline'],
    offer: meta.custom_data?.['offer'],
    product: item === undefined ? [] : [item.product_name, String(item.product_id), String(item.variant_id)],
  };
}

function refundOf({ meta, data }: Bill, kind: BillKind): ShopEvent {
  const { total, refunded_amount: back = total, updated_at: at } = data.attributes;
  return {
    type: 'refund',
    id: `${meta.event_name}/${data.id}/${back}`,
    order: `${kind}-${data.id}`,
    at,
    share: total === 0 ? 0 : Math.min(1, back / total),
  };
}

type EventName = z.output<typeof messageSchema>['meta']['event_name'];
type BillKind = 'order' | 'invoice';
type Bill = z.output<typeof messageSchema>;

const moment = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

const messageSchema = z.object({
  meta: z.object({
    event_name: z.enum([
      'order_created',
      'order_refunded',
      'subscription_payment_success',
      'subscription_payment_refunded',
    ]),
    custom_data: z.record(z.string(), z.coerce.string()).nullish(),
  }),
  data: z.object({
    id: z.string(),
    attributes: z.object({
      currency: currencyCode,
      total: z.int().nonnegative(),
      tax: z.int().nonnegative(),
      status: z.string(),
      test_mode: z.boolean(),
      created_at: moment,
      updated_at: moment,
      /** Absent in messages from before refunds in parts. */
      refunded_amount: z.int().nonnegative().optional(),
      billing_reason: z.string().optional(),
      order_id: z.int().optional(),
      first_order_item: z
        .object({ product_id: z.int(), variant_id: z.int(), product_name: z.string() })
        .optional(),
    }),
  }),
});
