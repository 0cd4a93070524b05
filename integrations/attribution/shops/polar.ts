import { z } from 'zod';
import { currencyCode } from '#domain';
import { defineShop, messageIn, moneyIn, type ShopEvent } from '../shop.ts';

/**
 * Polar. Its messages to ask for: `order.paid` and `order.refunded`. The link's key is `reference_id`, which Polar puts
 * into the metadata of the checkout and the order. A sandbox has a secret of its own.
 *
 * Documents: polar.sh/docs/integrate/webhooks/delivery (the signature is that of standardwebhooks.com, with the secret
 * as it stands), polar.sh/docs/features/checkout/links, polar.sh/docs/api-reference/webhooks/order.paid.
 */
export default defineShop({
  title: 'Polar',
  secret: 'POLAR_WEBHOOK_SECRET',
  link: { hosts: ['polar.sh'], query: 'reference_id' },
  signature({ body, header }) {
    const id = header('webhook-id');
    const seconds = header('webhook-timestamp') ?? '';
    if (id === undefined || !/^\d{1,12}$/.test(seconds)) return null;
    const versions = (header('webhook-signature') ?? '').split(' ').map((each) => each.split(',', 2));
    const given = versions.flatMap(([version, value]) => (version === 'v1' && value ? [value] : []));
    const text = `${id}.${seconds}.${body}`;
    return { text, given, encoding: 'base64', at: Number(seconds) * 1000 };
  },
  read(body) {
    const event = messageIn(eventSchema, body, 'type');
    if (event === undefined) return [];
    return event.type === 'order.paid' ? [saleOf(event)] : refundOf(event);
  },
});

function saleOf({ type, timestamp: at, data }: OrderEvent): ShopEvent {
  const { id, net_amount: amount, currency, metadata, product, subscription_id: subscription } = data;
  return {
    ...{ type: 'sale', id: `${type}/${id}`, order: id, at, money: moneyIn(amount, currency) },
    ...{ key: metadata?.['reference_id'], offer: metadata?.['offer'] },
    subscription: subscription ?? undefined,
    product: product ? [product.name, product.id] : [],
  };
}

/** `refunded_amount` is without tax, as `net_amount` is; both are of all refunds so far. */
function refundOf({ type, timestamp: at, data }: OrderEvent): ShopEvent[] {
  const { id: order, net_amount: net, refunded_amount: back } = data;
  if (net === 0) return [];
  return [{ type: 'refund', id: `${type}/${order}/${back}`, order, at, share: Math.min(1, back / net) }];
}

type OrderEvent = z.output<typeof eventSchema>;

const eventSchema = z.object({
  type: z.enum(['order.paid', 'order.refunded']),
  timestamp: z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
  data: z.object({
    id: z.string(),
    currency: currencyCode,
    net_amount: z.int().nonnegative(),
    refunded_amount: z.int().nonnegative(),
    subscription_id: z.string().nullish(),
    metadata: z.record(z.string(), z.coerce.string()).nullish(),
    product: z.object({ id: z.string(), name: z.string() }).nullish(),
  }),
});
