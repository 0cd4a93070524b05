import { z } from 'zod';
import { currencyCode } from '#domain';
import { defineShop, messageIn, moneyIn, type ShopEvent } from '../shop.ts';

/** Currencies whose amounts Stripe gives without digits after the point. ISK and UGX have two, all of them zero. */
const ZERO = new Set('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '));
const THREE = new Set('BHD JOD KWD OMR TND'.split(' '));

/**
 * Stripe. Its messages to ask for: `checkout.session.completed`, `checkout.session.async_payment_succeeded` and
 * `charge.refunded`. The link's key is `client_reference_id`.
 *
 * Documents: docs.stripe.com/webhooks/signature, docs.stripe.com/payment-links/url-parameters,
 * docs.stripe.com/currencies.
 */
export default defineShop({
  title: 'Stripe',
  secret: 'STRIPE_WEBHOOK_SECRET',
  link: { hosts: ['buy.stripe.com'], query: 'client_reference_id' },
  signature({ body, header }) {
    const parts = (header('stripe-signature') ?? '').split(',').map((part) => part.split('=', 2));
    const valuesOf = (name: string) =>
      parts.flatMap(([key, value]) => (key === name && value ? [value] : []));
    const [seconds] = valuesOf('t');
    if (seconds === undefined || !/^\d{1,12}$/.test(seconds)) return null;
    const signed = { text: `${seconds}.${body}`, given: valuesOf('v1'), encoding: 'hex' } as const;
    return { ...signed, at: Number(seconds) * 1000 };
  },
  read(body) {
    const event = messageIn(eventSchema, body, 'type');
    // What happens in test mode is no money.
    if (event === undefined || !event.livemode) return [];
    const at = event.created * 1000;
    if (event.type === 'charge.refunded') return refundOf(event.id, at, event.data.object);
    return saleOf(event.id, at, event.data.object);
  },
});

function saleOf(id: string, at: number, session: z.output<typeof sessionSchema>): ShopEvent[] {
  // A payment that takes days is announced as unpaid first, and again when it came in.
  if (session.payment_status !== 'paid' || session.payment_intent === null) return [];
  const amount = session.amount_total - (session.total_details?.amount_tax ?? 0);
  const { client_reference_id: key, metadata, currency } = session;
  return [
    {
      ...{ type: 'sale', id, at, order: session.payment_intent },
      money: moneyIn(amount, currency, digitsOf(currency.toUpperCase())),
      key: key ?? undefined,
      offer: metadata?.['offer'],
    },
  ];
}

function refundOf(id: string, at: number, charge: z.output<typeof chargeSchema>): ShopEvent[] {
  if (charge.payment_intent === null || charge.amount === 0) return [];
  const share = charge.amount_refunded / charge.amount;
  return [{ type: 'refund', id, at, order: charge.payment_intent, share }];
}

/** Stripe's amounts have other digits than ISO 4217 for some currencies. */
function digitsOf(currency: string): number {
  return ZERO.has(currency) ? 0 : THREE.has(currency) ? 3 : 2;
}

const sessionSchema = z.object({
  payment_status: z.string(),
  payment_intent: z.string().nullable(),
  amount_total: z.int().nonnegative(),
  currency: currencyCode,
  total_details: z.object({ amount_tax: z.int().nonnegative() }).nullish(),
  client_reference_id: z.string().nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
});

const chargeSchema = z.object({
  payment_intent: z.string().nullable(),
  amount: z.int().nonnegative(),
  amount_refunded: z.int().nonnegative(),
});

const common = { id: z.string(), created: z.int(), livemode: z.boolean() };

const paid = { ...common, data: z.object({ object: sessionSchema }) };

const eventSchema = z.discriminatedUnion('type', [
  z.object({ ...paid, type: z.literal('checkout.session.completed') }),
  z.object({ ...paid, type: z.literal('checkout.session.async_payment_succeeded') }),
  z.object({
    ...common,
    type: z.literal('charge.refunded'),
    data: z.object({ object: chargeSchema }),
  }),
]);
