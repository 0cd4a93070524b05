import { type Conversion, type Entry, type Offer, unknownJourney } from '#domain';
import type { LookedUp, ShopEvent, ShopRefund, ShopSale } from '../shop.ts';
import type { CollectorSettings } from './settings.ts';

/** Keeps what a shop's message says, one event after the other; false where one cannot be kept yet. */
export async function keepEvents(
  { events, isProven }: LookedUp,
  shop: string,
  settings: CollectorSettings,
): Promise<boolean> {
  for (const event of events) {
    const isKept = isProven ? await keep(event, shop, settings) : await keepClaim(event, shop, settings);
    if (!isKept) return false;
  }
  return true;
}

/** false where it cannot be kept yet. */
async function keep(event: ShopEvent, shop: string, settings: CollectorSettings): Promise<boolean> {
  return event.type === 'sale' ? keepSale(event, shop, settings) : keepRefund(event, shop, settings);
}

async function keepSale(sale: ShopSale, shop: string, settings: CollectorSettings): Promise<boolean> {
  const { store, now } = settings;
  const conversion = await conversionOf(sale, shop, settings);
  const entry: Entry = {
    conversion: conversion?.id ?? null,
    offer: conversion?.offer ?? sale.offer ?? UNKNOWN_OFFER,
    at: sale.at,
    money: sale.money,
    kind: 'sale',
    ...{ source: shop, externalId: sale.order },
  };
  await store.addSale({ conversion, entries: [entry], delivery: { shop, id: sale.id, at: now() } });
  return true;
}

/** The offer of a sale whose offer is not known; the report shows the money under this name. */
const UNKNOWN_OFFER = 'unknown';

/** What nobody has proven is a conversion that says what it may be worth, and no money. A refund of it is nothing. */
async function keepClaim(event: ShopEvent, shop: string, settings: CollectorSettings): Promise<boolean> {
  if (event.type === 'refund') return true;
  const conversion = await conversionOf(event, shop, settings);
  if (conversion === undefined) return true;
  await settings.store.addConversion({ ...conversion, proof: 'claimed', worth: event.money });
  return true;
}

/**
 * The conversion that a sale is: one for each order, or for each subscription. Its journey is that of the click that led
 * to the shop. Undefined where nobody knows which offer was sold.
 */
async function conversionOf(
  sale: ShopSale,
  shop: string,
  { store, offers }: CollectorSettings,
): Promise<Conversion | undefined> {
  const id = `${shop}:${sale.subscription ?? sale.order}`;
  const known = await store.conversion(id);
  if (known !== undefined) return known;
  const click = sale.key === undefined ? undefined : await store.conversion(sale.key);
  const offer = offerOf(sale, click, offers);
  if (offer === undefined) return undefined;
  const journey = click?.journey ?? unknownJourney('no-key');
  return { id, at: sale.at, offer: offer.id, kind: 'sale', proof: 'recorded', worth: null, journey };
}

function offerOf(sale: ShopSale, click: Conversion | undefined, offers: readonly Offer[]): Offer | undefined {
  const named = offers.find(({ id }) => id === (click?.offer ?? sale.offer));
  return named ?? offers.find((offer) => sale.product?.some((name) => isSoldAs(name, offer)));
}

/** Whether a shop's name, id or address of a product is an offer's: its title, its address, or a part of its address. */
function isSoldAs(name: string, { title, url, places }: Offer): boolean {
  if (name === '') return false;
  const addresses = [...(url === undefined ? [] : [url]), ...places.map((place) => place.url)];
  return name === title || addresses.some((address) => isPartOf(name, address));
}

function isPartOf(name: string, address: string): boolean {
  const url = URL.parse(address);
  if (url === null) return false;
  const parts = [...url.pathname.split('/').map(decode), ...url.searchParams.values()];
  return parts.includes(name) || URL.parse(name)?.href === url.href;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
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
  const amount = givenBack(refund, sale.money.amount, before);
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

/** A negative amount; never more than is left of the sale. @param before what was given back so far, negative */
function givenBack(refund: ShopRefund, sold: number, before: number): number {
  if ('money' in refund) return -Math.min(refund.money.amount, sold + before);
  return -Math.round(sold * Math.min(1, refund.share)) - before;
}
