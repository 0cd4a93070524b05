import { type Context, Hono } from 'hono';

import { getCookie } from 'hono/cookie';
import { type Conversion, isoDay, type JourneyGap, offerKinds } from '#domain';
import { addressBehind } from './address.ts';
import { drop } from './drop.ts';
import { type BeaconEvent, eventSchema } from './event.ts';
import { asksNotToBeFollowed, type DropReason, isOnSite, refuseEvent } from './guard.ts';
import { limitBody } from './limit-body.ts';
import { OWNER_COOKIE } from './owner.ts';
import { type CollectorSettings, EVENT_PACE } from './settings.ts';
import { readSource } from './source.ts';
import { readRaw, writeRaw } from './sources.ts';
import type { Count, Kept } from './store.ts';
import { tokenBucket } from './token-bucket.ts';
import { readJourney } from './told-journey.ts';

/** Bytes; a view is some 150, a click with a journey of 50 steps some 5,000. */
const LARGEST_EVENT = 16 * 1024;

/** `POST /api/events`: takes what the beacon sends. 202 after it is durable. */
export function eventRoutes(settings: CollectorSettings): Hono {
  const { store, now, eventPace = EVENT_PACE } = settings;
  const pace = tokenBucket(eventPace, now);
  const addressOf = settings.addressOf ?? addressBehind(settings);
  const origins = new Set(settings.origins);
  const limit = limitBody({
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
    const refused = refuseEvent(context.req.raw.headers, origins) ?? ownerIn(context);
    if (refused !== null) return drop(context, store, refused);
    const event = await readEvent(context);
    if (event === null) return drop(context, store, 'malformed');
    const outcome = await keep(event, context.req.raw.headers, settings);
    return outcome === 'stored' ? context.body(null, 202) : drop(context, store, outcome);
  });
}

function ownerIn(context: Context): DropReason | null {
  return getCookie(context, OWNER_COOKIE) === 'ignored' ? 'owner' : null;
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
  settings: CollectorSettings,
): Promise<Kept | DropReason> {
  const { store } = settings;
  const reader = readerOf(headers, settings);
  switch (event.type) {
    case 'view':
      return store.addCount(await viewOf(event, reader, settings));
    case 'read': {
      const count = countOf(event, settings);
      return count.post === null ? 'unknown-post' : store.addCount(count);
    }
    case 'file':
    case 'out':
      return store.addCount({ ...countOf(event, settings), source: await targetOf(event, settings) });
    default:
      return keepOnOffer(event, reader, settings);
  }
}

/** What happened on an offer: it was seen or clicked, or a reader began to fill in its form. */
async function keepOnOffer(
  event: Extract<BeaconEvent, { readonly offer: string }>,
  reader: Reader,
  settings: CollectorSettings,
): Promise<Kept | DropReason> {
  const offer = settings.offers.find(({ id }) => id === event.offer);
  if (offer === undefined) return 'unknown-offer';
  const count = { ...countOf(event, settings), offer: offer.id };
  if (event.type !== 'click') return settings.store.addCount(count);
  const { click: kind } = offerKinds[offer.kind];
  if (kind === null) return 'unknown-offer';
  return settings.store.addClick(await clickOf(event, { offer, kind }, reader, settings), count);
}

/** Where a link leads. Anyone can invent one, so it is bounded as sources are, and with them. */
function targetOf({ to }: Extract<BeaconEvent, { readonly to: string }>, settings: CollectorSettings) {
  const { store, now, timeZone } = settings;
  return store.boundSource(to.toLowerCase(), isoDay(now(), timeZone));
}

async function viewOf(
  event: Extract<BeaconEvent, { type: 'view' }>,
  { isFollowed, sourceOf }: Reader,
  settings: CollectorSettings,
): Promise<Count> {
  const source = event.from === undefined ? null : await sourceOf(event.from);
  const count = { ...countOf(event, settings), source };
  if (!isFollowed || event.last === undefined) return count;
  const today = isoDay(count.at, settings.timeZone);
  const before = event.before === undefined ? undefined : await arrivalBefore(event.before, sourceOf);
  return {
    ...count,
    firstToday: event.last < today,
    firstThisMonth: event.last.slice(0, MONTH) < today.slice(0, MONTH),
    firstOfPost: count.post !== null && event.again === false,
    ...(source !== null && before !== undefined && { hop: { from: before, to: source } }),
  };
}

const MONTH = '2026-11'.length;

/** The source of the arrival before; null where the path begins, undefined where what came before was no arrival. */
async function arrivalBefore(
  before: string,
  sourceOf: Reader['sourceOf'],
): Promise<string | null | undefined> {
  return before === '' ? null : ((await sourceOf(before)) ?? undefined);
}

async function clickOf(
  { id, journey }: Extract<BeaconEvent, { type: 'click' }>,
  { offer, kind }: { offer: CollectorSettings['offers'][number]; kind: Conversion['kind'] },
  { journeyOf }: Reader,
  { now }: CollectorSettings,
): Promise<Conversion> {
  return {
    id,
    at: now(),
    offer: offer.id,
    kind,
    proof: 'claimed',
    worth: kind === 'ad-click' ? (offer.worth ?? null) : null,
    journey: await journeyOf(journey),
  };
}

function countOf({ id, type, post }: BeaconEvent, settings: CollectorSettings): Count {
  const known = post !== undefined && isPost(post, settings) ? post : null;
  return { id, at: settings.now(), kind: type, post: known, source: null, offer: null };
}

/** The parts of a request that decide whether it is counted. None of them is stored. */
export function readerOf(headers: Headers, settings: CollectorSettings): Reader {
  const { store, now, timeZone, home } = settings;
  const origins = new Set(settings.origins);
  const agent = headers.get('user-agent') ?? '';
  const isOwn = (origin: string) => isOnSite(origin, headers, origins);
  const isFollowed = !asksNotToBeFollowed(headers);
  const sourceOf = async (from: string) => {
    const source = readSource(from, { agent, page: headers.get('origin'), isOwn, home });
    return source === null ? null : store.boundSource(knownPart(source, settings), isoDay(now(), timeZone));
  };
  return {
    isFollowed,
    sourceOf,
    async journeyOf(told, gap = settings.consent === 'ask' ? 'refused' : 'no-storage') {
      const froms = new Set((told?.steps ?? []).map((step) => step?.[1]));
      const sources = new Map<string, string | null>();
      for (const from of froms) if (from) sources.set(from, await sourceOf(from));
      return readJourney(told, {
        now: now(),
        sourceOf: (from) => sources.get(from) ?? null,
        isPost: (id) => isPost(id, settings),
        gap: isFollowed ? gap : 'gpc',
      });
    },
  };
}

/** Drops the parts of a link's tag that the site does not know: a post that does not exist, an offer that does not exist. */
function knownPart(source: string, settings: CollectorSettings): string {
  const { name, post, content } = readRaw(source);
  if (post === undefined) return source;
  if (!isPost(post, settings)) return name;
  const isOffer = settings.offers.some(({ id }) => id === content?.offer);
  return isOffer ? source : writeRaw({ name, post });
}

function isPost(id: string, { posts }: CollectorSettings): boolean {
  return posts?.has(id) ?? /^[\p{L}\p{N}._-]{1,120}$/u.test(id);
}

interface Reader {
  /** False under Global Privacy Control. */
  readonly isFollowed: boolean;
  /** The source a `from` stands for, within the day's bound; null where it was no arrival. */
  readonly sourceOf: (from: string) => Promise<string | null>;
  /**
   * The journey that the browser sent. Without one, `gap` gives the reason.
   *
   * @default where readers are asked, that this one allowed none, else that the browser keeps none
   */
  readonly journeyOf: (
    told: Extract<BeaconEvent, { type: 'click' }>['journey'],
    gap?: JourneyGap,
  ) => Promise<Conversion['journey']>;
}
