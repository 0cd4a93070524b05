import { z } from 'zod';
import { type Money, moneySchema } from '#domain';
import { defineShop, type ShopEvent, UnreadableMessage } from '../shop.ts';

/**
 * Any shop that can sign a message, or a script of the owner's.
 *
 * The headers are `X-Byline-Time`, seconds since 1970, and `X-Byline-Signature`, the HMAC-SHA-256 of the time, a point
 * and the body, in hex. The body is a sale,
 * `{"type":"sale","id":"…","order":"…","at":1795924800000,"money":"199.00 CNY","offer":"…","key":"…"}`, or a refund,
 * `{"type":"refund","id":"…","order":"…","at":1795924800000,"share":0.5}`, where `share` is what of the order was given
 * back so far, in all. `at` is in milliseconds since 1970. Money is without tax.
 */
export default defineShop({
  title: 'Webhook',
  secret: 'BYLINE_WEBHOOK_SECRET',
  signature({ body, header }) {
    const seconds = header('x-byline-time') ?? '';
    const hex = header('x-byline-signature');
    if (hex === undefined || !/^\d{1,12}$/.test(seconds)) return null;
    const signed = { text: `${seconds}.${body}`, given: [hex], encoding: 'hex' } as const;
    return { ...signed, at: Number(seconds) * 1000 };
  },
  read(body): ShopEvent[] {
    const { data, error } = messageSchema.safeParse(body);
    // Nobody but a script of the owner's writes here, so whatever does not fit is a mistake to be told.
    if (error !== undefined) throw new UnreadableMessage(z.prettifyError(error));
    return [data];
  },
});

const text = z.string().min(1).max(200);

const messageSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('sale'),
    id: text,
    order: text,
    at: z.int().nonnegative(),
    money: moneySchema satisfies z.ZodType<Money>,
    key: text.optional(),
    offer: text.optional(),
  }),
  z.object({
    type: z.literal('refund'),
    id: text,
    order: text,
    at: z.int().nonnegative(),
    share: z.number().min(0).max(1),
  }),
]);
