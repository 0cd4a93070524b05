import { z } from 'zod';
import { currencyCode } from '#domain';
import { defineShop, messageIn, moneyIn, type ShopEvent } from '../shop.ts';

/**
 * Creem. Its messages to ask for: `checkout.completed`, `subscription.paid` and `refund.created`.
 *
 * A payment link of Creem's takes no key: the checkout that the owner's own code creates has the key as `request_id`, or
 * as `byline` in its metadata, beside `offer`. Amounts are in cents. Only the mode `prod` is money.
 *
 * Documents: docs.creem.io/code/webhooks, docs.creem.io/features/checkout/checkout-api.
 */
export default defineShop({
  title: 'Creem',
  secret: 'CREEM_WEBHOOK_SECRET',
  signature({ body, header }) {
    const given = header('creem-signature');
    return given === undefined ? null : { text: body, given: [given], encoding: 'hex', at: null };
  },
  read(body) {
    const event = messageIn(eventSchema, body, 'eventType');
    if (event === undefined || event.object.mode !== 'prod') return [];
    if (event.eventType === 'checkout.completed') return checkoutOf(event);
    return event.eventType === 'subscription.paid' ? paymentOf(event) : refundOf(event);
  },
});

/** Of a subscription, each payment is told by `subscription.paid`, the first one too. */
function checkoutOf({ id, created_at: at, object }: Event<'checkout.completed'>): ShopEvent[] {
  const { order, metadata, request_id: asked, product } = object;
  if (order.status !== 'paid' || order.type === 'recurring') return [];
  const paid = order.amount_paid ?? order.amount;
  const tax = order.amount_paid === undefined ? 0 : (order.tax_amount ?? 0);
  return [
    {
      ...{ type: 'sale', id, at, order: order.id, money: moneyIn(paid - tax, order.currency, 2) },
      ...{ key: metadata?.['byline'] ?? asked ?? undefined, offer: metadata?.['offer'] },
      product: [product.name, product.id],
    },
  ];
}

function paymentOf({ id, created_at: at, object }: Event<'subscription.paid'>): ShopEvent[] {
  const { last_transaction: payment, metadata, product } = object;
  return [
    {
      ...{ type: 'sale', id, at, order: payment.id, subscription: object.id },
      money: moneyIn(payment.amount_paid - payment.tax_amount, payment.currency, 2),
      ...{ key: metadata?.['byline'], offer: metadata?.['offer'], product: [product.name, product.id] },
    },
  ];
}

function refundOf({ id, created_at: at, object }: Event<'refund.created'>): ShopEvent[] {
  const { transaction: payment, status, subscription } = object;
  if (status !== 'succeeded' || payment.amount_paid === 0) return [];
  const order = subscription ? payment.id : payment.order;
  const share = Math.min(1, payment.refunded_amount / payment.amount_paid);
  return [{ type: 'refund', id, at, order, share }];
}

type Event<Type extends z.output<typeof eventSchema>['eventType']> = Extract<
  z.output<typeof eventSchema>,
  { eventType: Type }
>;

const cents = z.int().nonnegative();
const metadata = z.record(z.string(), z.coerce.string()).nullish();
const product = z.object({ id: z.string(), name: z.string() });
const common = { id: z.string(), created_at: z.int() };
const payment = { id: z.string(), currency: currencyCode, amount_paid: cents };

const eventSchema = z.discriminatedUnion('eventType', [
  z.object({
    ...common,
    eventType: z.literal('checkout.completed'),
    object: z.object({
      mode: z.string(),
      request_id: z.string().nullish(),
      metadata,
      product,
      order: z.object({
        id: z.string(),
        status: z.string(),
        type: z.string(),
        currency: currencyCode,
        /** What was paid is told beside it, with the tax in it. */
        amount: cents,
        amount_paid: cents.optional(),
        tax_amount: cents.optional(),
      }),
    }),
  }),
  z.object({
    ...common,
    eventType: z.literal('subscription.paid'),
    object: z.object({
      id: z.string(),
      mode: z.string(),
      metadata,
      product,
      last_transaction: z.object({ ...payment, tax_amount: cents.default(0) }),
    }),
  }),
  z.object({
    ...common,
    eventType: z.literal('refund.created'),
    object: z.object({
      mode: z.string(),
      status: z.string(),
      subscription: z.unknown().optional(),
      transaction: z.object({ ...payment, refunded_amount: cents, order: z.string() }),
    }),
  }),
]);
