import { z } from 'zod';
import { currencyCode } from '#domain';
import { defineShop, messageIn, moneyIn, type ShopEvent } from '../shop.ts';

/** Currencies whose amounts Stripe gives without digits after the point. ISK and UGX have two, all of them zero. */
const ZERO = new Set('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '));
const THREE = new Set('BHD JOD KWD OMR TND'.split(' '));

/**
 * Stripe. Its messages to ask for: `checkout.session.completed`, `checkout.session.async_payment_succeeded`,
 * `charge.refunded` and, of subscriptions, `invoice.paid`. The link's key is `client_reference_id`.
 *
 * A payment of a subscription is told by its invoice. A refund of one is known where the charge names the invoice, which
 * versions of the API from 2025-03-31 on leave out; then write it down by `byline sales add`.
 *
 * Documents: docs.stripe.com/api/checkout/sessions/object, docs.stripe.com/api/invoices/object, docs.stripe.com/webhooks/signature, docs.stripe.com/payment-links/url-parameters,
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
    if (event.type === 'invoice.paid') return renewalOf(event.id, at, event.data.object);
    return saleOf(event.id, at, event.data.object);
  },
});

function saleOf(id: string, at: number, session: z.output<typeof sessionSchema>): ShopEvent[] {
  // A payment that takes days is announced as unpaid first, and again when it came in.
  const order = session.payment_intent ?? session.invoice ?? undefined;
  if (session.payment_status !== 'paid' || order === undefined) return [];
  const amount = session.amount_total - (session.total_details?.amount_tax ?? 0);
  const { client_reference_id: key, metadata, currency, subscription } = session;
  return [
    {
      ...{ type: 'sale', id, at, order, subscription: subscription ?? undefined },
      money: moneyIn(amount, currency, digitsOf(currency.toUpperCase())),
      key: key ?? undefined,
      offer: metadata?.['offer'],
    },
  ];
}

/** The first invoice of a subscription is the session's, which knows the key; it is told there. */
function renewalOf(id: string, at: number, invoice: z.output<typeof invoiceSchema>): ShopEvent[] {
  const { billing_reason: reason, total, tax, total_taxes: taxes, currency, lines } = invoice;
  const details = invoice.parent?.subscription_details;
  const subscription = details?.subscription ?? invoice.subscription ?? undefined;
  if (subscription === undefined || reason === 'subscription_create') return [];
  const taxed = taxes?.reduce((sum, { amount }) => sum + amount, 0) ?? tax ?? 0;
  return [
    {
      ...{ type: 'sale', id, at, order: invoice.id, subscription },
      money: moneyIn(total - taxed, currency, digitsOf(currency.toUpperCase())),
      offer: details?.metadata?.['offer'],
      product: lines.data.flatMap(({ description }) => description ?? []),
    },
  ];
}

function refundOf(id: string, at: number, charge: z.output<typeof chargeSchema>): ShopEvent[] {
  const order = charge.invoice ?? charge.payment_intent;
  if (order === null || charge.amount === 0) return [];
  return [{ type: 'refund', id, at, order, share: charge.amount_refunded / charge.amount }];
}

/** Stripe's amounts have other digits than ISO 4217 for some currencies. */
function digitsOf(currency: string): number {
  return ZERO.has(currency) ? 0 : THREE.has(currency) ? 3 : 2;
}

const sessionSchema = z.object({
  payment_status: z.string(),
  payment_intent: z.string().nullable(),
  subscription: z.string().nullish(),
  invoice: z.string().nullish(),
  amount_total: z.int().nonnegative(),
  currency: currencyCode,
  total_details: z.object({ amount_tax: z.int().nonnegative() }).nullish(),
  client_reference_id: z.string().nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
});

const invoiceSchema = z.object({
  id: z.string(),
  billing_reason: z.string().nullish(),
  currency: currencyCode,
  total: z.int(),
  /** Of versions of the API before 2025-03-31, as is `subscription`. */
  tax: z.int().nullish(),
  total_taxes: z.array(z.object({ amount: z.int() })).nullish(),
  subscription: z.string().nullish(),
  parent: z
    .object({
      subscription_details: z
        .object({ subscription: z.string(), metadata: z.record(z.string(), z.string()).nullish() })
        .nullish(),
    })
    .nullish(),
  lines: z.object({ data: z.array(z.object({ description: z.string().nullish() })) }),
});

const chargeSchema = z.object({
  payment_intent: z.string().nullable(),
  /** Of a subscription's payment, in versions of the API before 2025-03-31. */
  invoice: z.string().nullish(),
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
    type: z.literal('invoice.paid'),
    data: z.object({ object: invoiceSchema }),
  }),
  z.object({
    ...common,
    type: z.literal('charge.refunded'),
    data: z.object({ object: chargeSchema }),
  }),
]);
