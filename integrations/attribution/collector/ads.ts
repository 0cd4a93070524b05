import { Hono } from 'hono';
import { capCounts, flightOn, isoDay, type Millis, type Offer } from '#domain';
import { addressBehind } from './address.ts';
import { drop } from './drop.ts';
import { type CollectorSettings, EVENT_PACE } from './settings.ts';
import { tokenBucket } from './token-bucket.ts';

/** How long an answer holds, in milliseconds: counting again for every reader would be work for nothing. */
const HOLDS: Millis = 60_000;

/**
 * `GET /api/ads`: `{ over }`, the ids of the ads whose flight of today has reached its cap. Days are the page's own to
 * look at.
 */
export function adRoutes(settings: CollectorSettings): Hono {
  const { store, now, eventPace = EVENT_PACE } = settings;
  const pace = tokenBucket(eventPace, now);
  const addressOf = settings.addressOf ?? addressBehind(settings);
  const ads = settings.offers.filter(({ flights }) => flights.some(({ cap }) => cap !== undefined));
  let held: { readonly until: Millis; readonly over: Promise<string[]> } | undefined;

  const over = () => {
    // A clock that is set back must not hold an answer for longer.
    if (held !== undefined && now() < held.until && held.until - now() <= HOLDS) return held.over;
    const counted = overIn(ads, settings);
    held = { until: now() + HOLDS, over: counted };
    counted.catch(() => {
      held = undefined;
    });
    return counted;
  };

  return new Hono().get('/api/ads', async (context) => {
    if (!pace.take(addressOf(context))) return drop(context, store, 'rate-limited');
    context.header('Cache-Control', 'max-age=60');
    return context.json({ over: await over() });
  });
}

async function overIn(ads: readonly Offer[], settings: CollectorSettings): Promise<string[]> {
  const found = await Promise.all(ads.map(async (ad) => ((await isOver(ad, settings)) ? [ad.id] : [])));
  return [...new Set(found.flat())];
}

async function isOver({ id, flights }: Offer, { store, now, timeZone }: CollectorSettings): Promise<boolean> {
  const today = isoDay(now(), timeZone);
  const flight = flightOn(flights, today);
  if (flight?.cap === undefined) return false;
  const happened = await store.countOf(capCounts(flight), id, { first: flight.from, last: today });
  return happened >= flight.cap;
}
