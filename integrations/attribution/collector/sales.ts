import { type Context, Hono } from 'hono';
import { UnreadableMessage } from '../shop.ts';
import { addressBehind } from './address.ts';
import { askShop } from './ask-shop.ts';
import { drop } from './drop.ts';
import { keepEvents } from './keep-sales.ts';
import { limitBody } from './limit-body.ts';
import { proveMessage, type ShopMessage } from './prove-message.ts';
import { type CollectorSettings, EVENT_PACE } from './settings.ts';
import { tokenBucket } from './token-bucket.ts';

/** Bytes of a shop's message. */
const LARGEST_MESSAGE = 256 * 1024;

/**
 * `POST /api/shops/<name>`, and `/api/shops/<name>/<secret>` of a shop that does not sign: what a shop reports. 200 after
 * it is durable; 409 where it is a refund of something that has not been reported yet, so that the shop sends it again
 * later.
 */
export function saleRoutes(settings: CollectorSettings): Hono {
  const { store, now, shops = [], ask = askShop, report = console.error } = settings;
  const pace = tokenBucket(settings.eventPace ?? EVENT_PACE, now);
  const addressOf = settings.addressOf ?? addressBehind(settings);
  const limit = limitBody({
    maxSize: LARGEST_MESSAGE,
    onError: (context) => drop(context, store, 'too-large'),
  });
  return new Hono().post('/api/shops/:shop/:secret?', limit, async (context) => {
    if (!pace.take(addressOf(context))) return drop(context, store, 'rate-limited');
    const found = shops.find(({ id }) => id === context.req.param('shop'));
    if (found === undefined) return context.notFound();
    try {
      const told = await proveMessage(await messageOf(context), found, { now: now(), ask, report });
      if (told === null) return drop(context, store, 'unsigned');
      // One message after the other: a refund counts what was given back before.
      const isKept = await store.inTurn(`shop ${found.id}`, () => keepEvents(told, found.id, settings));
      return isKept
        ? context.json(found.shop.answer ?? { ok: true })
        : context.text('Not known yet: send it again.', 409);
    } catch (error) {
      if (!(error instanceof UnreadableMessage)) throw error;
      report(new Error(`a message of ${found.shop.title} cannot be read: ${error.message}`));
      return drop(context, store, 'malformed');
    }
  });
}

async function messageOf({ req }: Context): Promise<ShopMessage> {
  return { body: await req.text(), header: (name) => req.header(name), given: req.param('secret') };
}
