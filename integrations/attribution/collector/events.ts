import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Conversion, Touch } from '#domain';
import { addressBehind } from './address.ts';
import { arrivalOf } from './channel.ts';
import { drop } from './drop.ts';
import { type BeaconEvent, eventSchema } from './event.ts';
import { type DropReason, isOnSite, type Origins, refuseEvent } from './guard.ts';
import { type CollectorSettings, clickKinds, EVENT_PACE } from './settings.ts';
import type { Kept } from './store.ts';
import { tokenBucket } from './token-bucket.ts';

/** Bytes; a view is some 300. */
const LARGEST_EVENT = 8 * 1024;

/** A second click on the same offer within this many milliseconds is the same click. */
const CLICKS_APART = 30 * 60_000;

/** `POST /api/events`: takes what the beacon sends. 202 after it is durable. */
export function eventRoutes(settings: CollectorSettings): Hono {
  const { store, now, eventPace = EVENT_PACE } = settings;
  const pace = tokenBucket(eventPace, now);
  const addressOf = settings.addressOf ?? addressBehind(settings.trustedProxies);
  const origins = new Set(settings.origins);
  const limit = bodyLimit({
    maxSize: LARGEST_EVENT,
    onError: (context) => drop(context, store, 'too-large'),
  });

  const app = new Hono();
  // Before the body is looked at: a flood of bodies too large is a flood.
  app.use('/api/events', async (context, next) => {
    if (!pace.take(addressOf(context))) return drop(context, store, 'rate-limited');
    return next();
  });
  return app.post('/api/events', limit, async (context) => {
    const refused = refuseEvent(context.req.raw.headers, origins);
    if (refused !== null) return drop(context, store, refused);
    const event = await readEvent(context);
    if (event === null) return drop(context, store, 'malformed');
    const outcome = await keep(event, context.req.raw.headers, origins, settings);
    return outcome === 'stored' ? context.body(null, 202) : drop(context, store, outcome);
  });
}

async function readEvent(context: Context): Promise<BeaconEvent | null> {
  const text = await context.req.text();
  try {
    return eventSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

async function keep(
  event: BeaconEvent,
  headers: Headers,
  origins: Origins,
  settings: CollectorSettings,
): Promise<Kept | DropReason> {
  const page = new URL(event.url);
  const isOwn = (origin: string) => isOnSite(origin, headers, origins);
  if (!isOwn(page.origin)) return 'foreign-origin';
  if (event.type === 'view') return settings.store.addTouch(touchOf(event, page, isOwn, settings));
  const click = clickOf(event, settings);
  return click === null ? 'unknown-offer' : settings.store.addClick(click, CLICKS_APART);
}

/** A tag of ours names the post whose edition led here; it has the touch even where the link led to another post. */
function touchOf(
  event: Extract<BeaconEvent, { type: 'view' }>,
  page: URL,
  isOwn: (origin: string) => boolean,
  { posts, now, home }: CollectorSettings,
): Touch {
  const { channel, post: sentBy } = arrivalOf(page, event.referrer, isOwn, home);
  const isKnown = (post: string) => posts?.has(post) ?? /^[\p{L}\p{N}._-]{1,120}$/u.test(post);
  const post = [sentBy, event.post].find((id) => id !== undefined && isKnown(id)) ?? null;
  return { id: event.id, reader: event.reader, at: now(), post, channel };
}

function clickOf(
  { id, reader, offer }: Extract<BeaconEvent, { type: 'click' }>,
  { offers, now }: CollectorSettings,
): Conversion | null {
  const found = offers.find((known) => known.id === offer);
  const kind = found === undefined ? null : clickKinds[found.kind];
  return kind === null ? null : { id, reader, at: now(), offer, kind, proof: 'claimed', earned: null };
}
