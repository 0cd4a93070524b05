import {
  type Conversion,
  type Entry,
  type Journey,
  type Millis,
  type Money,
  type Offer,
  offerKinds,
  unknownJourney,
} from '#domain';
import type { Count, Lead } from '../collector/store.ts';
import type { Visit } from './readers.ts';
import { type DemoSite, pick, type Random } from './site.ts';

const DAY: Millis = 86_400_000;

/** What readers of a year did on offers: clicks, sales, refunds and leads. */
export interface Deeds {
  readonly clicks: readonly { readonly click: Conversion; readonly count: Count }[];
  readonly sales: readonly Conversion[];
  readonly leads: readonly Lead[];
  readonly entries: readonly Entry[];
}

/** Lets some visits end on an offer; a visit that read more, or came back, does so more often. */
export function deedsOf(visits: readonly Visit[], site: DemoSite, random: Random, id: () => string): Deeds {
  const deeds = { clicks: [], sales: [], leads: [], entries: [] } as Mutable;
  const forSale = [...new Map(site.offers.map((offer) => [offer.id, offer])).values()];
  for (const visit of visits) {
    const keen = 0.03 * visit.posts.length * (1 + visit.earlier.length);
    const before = forSale.filter((offer) => isBefore(visit, offer));
    if (random() < keen && before.length > 0) act(visit, pick(before, random), deeds, { site, random, id });
  }
  payAds(forSale, site, deeds);
  return deeds;
}

/** Whether a reader has an offer before their eyes: in the last post, or as a service of the site. */
function isBefore({ posts }: Visit, { id, kind, url }: Offer): boolean {
  const isService = offerKinds[kind].click === null || url === undefined;
  return isService || (posts.at(-1)?.offers.includes(id) ?? false);
}

function act(visit: Visit, offer: Offer, deeds: Mutable, tools: Tools): void {
  const kind = offerKinds[offer.kind].click;
  // The space that a media kit offers is asked for by form.
  if (kind !== null && offer.url !== undefined) click(visit, offer, kind, deeds, tools);
  else if (tools.random() < 0.15) ask(visit, offer, deeds, tools);
}

function click(
  visit: Visit,
  offer: Offer,
  kind: Conversion['kind'],
  deeds: Mutable,
  { site, random, id }: Tools,
): void {
  const at = visit.at + 5 * 60_000;
  const journey = random() < 0.08 ? unknownJourney('gpc') : journeyOf(visit);
  const worth = kind === 'ad-click' ? (offer.worth ?? null) : null;
  const clicked: Conversion = { id: id(), at, offer: offer.id, kind, proof: 'claimed', worth, journey };
  const post = visit.posts.at(-1)?.id ?? null;
  deeds.clicks.push({
    click: clicked,
    count: { id: clicked.id, at, kind: 'click', post, source: null, offer: offer.id },
  });
  if (kind === 'ad-click' || offer.price === undefined || random() > 0.28) return;
  buy({ ...clicked, at: at + 10 * 60_000 }, offer.price, deeds, { site, random, id });
}

function buy(click: Conversion, price: Money, deeds: Mutable, { site, random }: Tools): void {
  if (click.at > site.now) return;
  const conversion: Conversion = {
    ...click,
    id: `demo:${click.id}`,
    kind: 'sale',
    proof: 'recorded',
    worth: null,
  };
  deeds.sales.push(conversion);
  const sold = { conversion: conversion.id, offer: click.offer, source: 'demo' };
  deeds.entries.push({ ...sold, at: click.at, money: price, kind: 'sale', externalId: click.id });
  const back = click.at + 6 * DAY;
  if (random() > 0.06 || back > site.now) return;
  const money = { ...price, amount: -Math.round(price.amount * (random() < 0.5 ? 1 : 0.5)) };
  deeds.entries.push({ ...sold, at: back, money, kind: 'refund', externalId: `${click.id}/refund/1` });
}

function ask(visit: Visit, offer: Offer, deeds: Mutable, { site, random, id }: Tools): void {
  const at = visit.at + 12 * 60_000;
  const person = pick(people, random);
  const age = (site.now - at) / DAY;
  const state = age < 4 ? 'new' : age < 20 ? pick(['contacted', 'proposal'] as const, random) : ended(random);
  const conversion: Conversion = {
    ...{ id: id(), at, offer: offer.id, kind: 'lead', proof: 'form' },
    worth: offer.worth ?? offer.price ?? null,
    journey: journeyOf(visit),
  };
  const next =
    state === 'contacted' || state === 'proposal' ? { nextStep: '☎', nextDay: dayOf(at + 9 * DAY) } : nothing;
  deeds.leads.push({ conversion, ...person, state, ...next });
  const price = offer.price ?? offer.worth;
  if (state !== 'won' || price === undefined) return;
  const months = offer.per === 'month' ? 3 : 1;
  for (let month = 0; month < months; month++) {
    const paid = at + (10 + 30 * month) * DAY;
    if (paid > site.now) return;
    const kind = months > 1 ? 'retainer' : 'sale';
    const told = { source: 'owner', externalId: `${conversion.id}/${month}` };
    deeds.entries.push({ conversion: conversion.id, offer: offer.id, at: paid, money: price, kind, ...told });
  }
}

/** Each sponsor pays once a quarter. */
function payAds(offers: readonly Offer[], { now }: DemoSite, deeds: Mutable): void {
  for (const { id: offer, kind, worth, url } of offers) {
    if (kind !== 'ad' || url === undefined) continue;
    for (const quarter of [0, 1, 2, 3]) {
      const at = now - (340 - quarter * 91) * DAY;
      const money = { amount: 3_000_00, currency: worth?.currency ?? 'CNY' };
      const told = { source: 'owner', externalId: `fee/${offer}/${quarter}` };
      deeds.entries.push({ conversion: null, offer, at, money, kind: 'ad-fee', ...told });
    }
  }
}

function journeyOf(visit: Visit): Journey {
  const all = [...visit.earlier, visit];
  return {
    arrivals: all.map(({ at, source }) => ({ at, key: source })),
    reads: all.flatMap(({ at, posts }) => posts.map((post, index) => ({ at: at + index, key: post.id }))),
    gap: null,
  };
}

function ended(random: Random): Lead['state'] {
  return pick(['won', 'won', 'lost', 'lost', 'spam'] as const, random);
}

function dayOf(at: Millis): string {
  return new Date(at).toISOString().slice(0, 'yyyy-mm-dd'.length);
}

const nothing = { nextStep: null, nextDay: null };

/** Nobody: addresses of a domain that is kept for examples. */
const people = [
  { name: '周岚', email: 'zhou@demo.example', message: '大促时下单接口 p99 到了三秒，想请你看看。' },
  { name: '何川', email: 'he@demo.example', message: '读了重试预算那篇，我们的网关也是这样崩的，能聊聊吗？' },
  { name: '江月', email: 'jiang@demo.example', message: '团队十个人，想做一次关于测量的内训。' },
  {
    name: 'Ines Moreau',
    email: 'ines@demo.example',
    message: 'We run SQLite at the edge and see stalls. Two days of your time?',
  },
  {
    name: 'Tom Harker',
    email: 'tom@demo.example',
    message: 'Your post on percentiles describes our dashboard. Can you review it?',
  },
  {
    name: 'Priya N.',
    email: 'priya@demo.example',
    message: 'Looking for somebody to look over our timeouts every month.',
  },
] as const;

interface Tools {
  readonly site: DemoSite;
  readonly random: Random;
  readonly id: () => string;
}

interface Mutable {
  clicks: { click: Conversion; count: Count }[];
  sales: Conversion[];
  leads: Lead[];
  entries: Entry[];
}
