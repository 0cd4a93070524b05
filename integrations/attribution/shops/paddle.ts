import { z } from 'zod';
import { currencyCode } from '#domain';
import { defineShop, messageIn, moneyIn, type ShopEvent } from '../shop.ts';

/**
 * Paddle Billing. Its messages to ask for: `transaction.completed`, `adjustment.created` and `adjustment.updated`.
 *
 * Paddle's checkout opens on the owner's own page, by Paddle.js, and takes no key from a link: the page passes it on as
 * `customData: { byline: '<key>' }`. Without one, `customData.offer` or the product's name says the offer. Amounts are
 * text, in the smallest unit of the currency. A sandbox has a secret of its own, so its messages are not signed with ours.
 *
 * Documents: developer.paddle.com/webhooks/signature-verification, developer.paddle.com/webhooks/transactions and
 * /adjustments, developer.paddle.com/build/transactions/custom-data.
 */
export default defineShop({
  title: 'Paddle',
  secret: 'PADDLE_WEBHOOK_SECRET',
  signature({ body, header }) {
    const parts = (header('paddle-signature') ?? '').split(';').map((part) => part.split('=', 2));
    const valuesOf = (name: string) =>
      parts.flatMap(([key, value]) => (key === name && value ? [value] : []));
    const [seconds] = valuesOf('ts');
    if (seconds === undefined || !/^\d{1,12}$/.test(seconds)) return null;
    const signed = { text: `${seconds}:${body}`, given: valuesOf('h1'), encoding: 'hex' } as const;
    return { ...signed, at: Number(seconds) * 1000 };
  },
  read(body) {
    const event = messageIn(eventSchema, body, 'event_type');
    if (event === undefined) return [];
    return event.event_type === 'transaction.completed' ? saleOf(event) : refundOf(event);
  },
});

function saleOf({ event_id: id, occurred_at: at, data }: Completed): ShopEvent[] {
  const { grand_total: total, tax } = data.details.totals;
  const products = data.details.line_items.flatMap(({ product }) => [product.name, product.id]);
  return [
    {
      ...{ type: 'sale', id, at, order: data.id },
      subscription: data.subscription_id ?? undefined,
      money: moneyIn(Number(total) - Number(tax), data.currency_code),
      key: textAt(data.custom_data, 'byline'),
      offer: textAt(data.custom_data, 'offer'),
      product: products,
    },
  ];
}

/** Each adjustment names its own part, and is told again whenever its status changes. */
function refundOf({ occurred_at: at, data }: Adjusted): ShopEvent[] {
  if (data.status !== 'approved' || !/^(refund|chargeback)$/.test(data.action)) return [];
  const money = moneyIn(Number(data.totals.subtotal), data.totals.currency_code);
  return [{ type: 'refund', id: data.id, at, order: data.transaction_id, money }];
}

function textAt(data: Completed['data']['custom_data'], key: string): string | undefined {
  const value = data?.[key];
  return typeof value === 'string' ? value : undefined;
}

type Completed = Extract<z.output<typeof eventSchema>, { event_type: 'transaction.completed' }>;
type Adjusted = Exclude<z.output<typeof eventSchema>, Completed>;

const digits = z.string().regex(/^\d+$/);

const common = {
  event_id: z.string(),
  occurred_at: z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
};

const adjustment = {
  ...common,
  data: z.object({
    id: z.string(),
    action: z.string(),
    status: z.string(),
    transaction_id: z.string(),
    totals: z.object({ subtotal: digits, currency_code: currencyCode }),
  }),
};

const eventSchema = z.discriminatedUnion('event_type', [
  z.object({
    ...common,
    event_type: z.literal('transaction.completed'),
    data: z.object({
      id: z.string(),
      subscription_id: z.string().nullish(),
      currency_code: currencyCode,
      custom_data: z.record(z.string(), z.unknown()).nullish(),
      details: z.object({
        totals: z.object({ tax: digits, grand_total: digits }),
        line_items: z
          .array(z.object({ product: z.object({ id: z.string(), name: z.string() }) }))
          .default([]),
      }),
    }),
  }),
  z.object({ ...adjustment, event_type: z.literal('adjustment.created') }),
  z.object({ ...adjustment, event_type: z.literal('adjustment.updated') }),
]);
