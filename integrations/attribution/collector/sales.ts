import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { type Conversion, type Entry, type Offer, unknownJourney } from '#domain';
import type { OpenShop } from '../load-shops.ts';
import type { Message, ShopEvent, ShopRefund, ShopSale, Signature } from '../shop.ts';
import { addressBehind } from './address.ts';
import { drop } from './drop.ts';
import { limitBody } from './limit-body.ts';
import { type CollectorSettings, EVENT_PACE } from './settings.ts';
import { tokenBucket } from './token-bucket.ts';

/** Bytes of a shop's message. */
const LARGEST_MESSAGE = 256 * 1024;

/** A message signed longer ago than this is refused, as is one from the future, in milliseconds. */
const OLDEST = 5 * 60_000;

/**
 * `POST /api/shops/<name>`: what a shop reports. 200 after it is durable; 409 where it is a refund of something that
 * has not been reported yet, so that the shop sends it again later.
 */
export function saleRoutes(settings: CollectorSettings): Hono {
  const { store, now, shops = [] } = settings;
  const pace = tokenBucket(settings.eventPace ?? EVENT_PACE, now);
  const addressOf = settings.addressOf ?? addressBehind(settings);
  const limit = limitBody({
    maxSize: LARGEST_MESSAGE,
    onError: (context) => drop(context, store, 'too-large'),
  });
  return new Hono().post('/api/shops/:shop', limit, async (context) => {
    if (!pace.take(addressOf(context))) return drop(context, store, 'rate-limited');
    const found = shops.find(({ id }) => id === context.req.param('shop'));
    if (found === undefined) return context.notFound();
    const message = await messageIn(context);
    if (!isSigned(message, found, now())) return drop(context, store, 'unsigned');
    // One message after the other: a refund counts what was given back before.
    const isKept = await store.inTurn(`shop ${found.id}`, () =>
      keepAll(found.shop.read(parse(message.body)), found.id, settings),
    );
    return isKept ? context.json({ ok: true }) : context.text('Not known yet: send it again.', 409);
  });
}

async function keepAll(
  events: readonly ShopEvent[],
  shop: string,
  settings: CollectorSettings,
): Promise<boolean> {
  for (const event of events) if (!(await keep(event, shop, settings))) return false;
  return true;
}

async function messageIn({ req }: Context): Promise<Message> {
  return { body: await req.text(), header: (name) => req.header(name) };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function isSigned(message: Message, { shop, secret }: OpenShop, now: number): boolean {
  const signature = shop.signature(message);
  if (signature === null || Math.abs(now - signature.at) > OLDEST) return false;
  return fits(signature, secret);
}

function fits({ text, hex }: Signature, secret: string): boolean {
  const expected = createHmac('sha256', secret).update(text).digest();
  return hex.some((each) => {
    const given = Buffer.from(each, 'hex');
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

/** false where it cannot be kept yet. */
async function keep(event: ShopEvent, shop: string, settings: CollectorSettings): Promise<boolean> {
  return event.type === 'sale' ? keepSale(event, shop, settings) : keepRefund(event, shop, settings);
}

async function keepSale(sale: ShopSale, shop: string, settings: CollectorSettings): Promise<boolean> {
  const { store, offers } = settings;
  const click = sale.key === undefined ? undefined : await store.conversion(sale.key);
  const offer = offers.find(({ id }) => id === (click?.offer ?? sale.offer));
  const conversion = offer === undefined ? undefined : conversionOf(sale, shop, offer, click);
  const entry: Entry = {
    conversion: conversion?.id ?? null,
    offer: offer?.id ?? sale.offer ?? UNKNOWN_OFFER,
    at: sale.at,
    money: sale.money,
    kind: 'sale',
    ...{ source: shop, externalId: sale.order },
  };
  const delivery = { shop, id: sale.id, at: settings.now() };
  await store.addSale({ conversion, entries: [entry], delivery });
  return true;
}

/** The offer of a sale whose offer is not known; the report shows the money under this name. */
const UNKNOWN_OFFER = 'unknown';

/** The journey of a sale is that of the click that led to the shop. */
function conversionOf(
  { order, at }: ShopSale,
  shop: string,
  offer: Offer,
  click: Conversion | undefined,
): Conversion {
  const journey = click?.journey ?? unknownJourney('no-key');
  const id = `${shop}:${order}`;
  return { id, at, offer: offer.id, kind: 'sale', proof: 'recorded', worth: null, journey };
}

/** A refund takes back its share of what was sold; what was given back before counts in. */
async function keepRefund(
  refund: ShopRefund,
  shop: string,
  { store, now }: CollectorSettings,
): Promise<boolean> {
  const entries = await store.entriesOfOrder(shop, refund.order);
  const sale = entries.find(({ externalId }) => externalId === refund.order);
  if (sale === undefined) return false;
  const before = entries.reduce((sum, { kind, money }) => sum + (kind === 'refund' ? money.amount : 0), 0);
  const amount = -Math.round(sale.money.amount * Math.min(1, refund.share)) - before;
  // A message that comes late names a smaller share than the ledger has already.
  if (amount >= 0) return true;
  const { conversion, offer } = sale;
  const externalId = `${refund.order}/refund/${refund.id}`;
  const entry: Entry = {
    ...{ conversion, offer, at: refund.at, kind: 'refund', source: shop, externalId },
    money: { amount, currency: sale.money.currency },
  };
  await store.addSale({ entries: [entry], delivery: { shop, id: refund.id, at: now() } });
  return true;
}
