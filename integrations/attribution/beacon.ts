import type { z } from 'zod';
import type { eventSchema } from './collector/event.ts';

/** A reader is followed for at most 13 months, in milliseconds. */
const LIFETIME = 395 * 86_400_000;

const KEY = 'byline.reader';

/** Consulting is asked for by form, so a click leading there is none on the offer. */
const OFFERS = '[data-offer-kind=ad], [data-offer-kind=course]';

/**
 * Tells the collector which pages are read and which offers are clicked, and has the lead forms sent.
 *
 * Runs once a page, also where pages change without loading. Who asks not to be followed is not; the forms
 * they fill in are sent all the same.
 */
export function start(settings: BeaconSettings): void {
  const page: Document & { prerendering?: boolean } = document;
  if (page.prerendering) page.addEventListener('prerenderingchange', () => begin(settings), { once: true });
  else begin(settings);
}

function begin({ collector, tagKeys, readKeys }: BeaconSettings): void {
  const reader = readerId();
  let { referrer } = document;
  let seen = isSameReading() ? location.pathname : undefined;

  const send = (happened: Happened) => {
    if (!reader) return;
    const { post } = document.documentElement.dataset;
    const url = addressWith(readKeys);
    const event: BeaconEvent = { id: newId(), reader, url, post, ...happened };
    // Outlives the page. Text, not JSON, so that another origin needs no preflight.
    navigator.sendBeacon?.(`${collector}/api/events`, JSON.stringify(event));
  };

  const arrive = () => {
    if (seen !== location.pathname) send({ type: 'view', referrer: referrer.replace(/\?.*/, '') });
    seen = location.pathname;
    untag(tagKeys);
    // Where pages change without loading, document.referrer stays what the first one had.
    referrer = location.href;
    for (const form of document.querySelectorAll<HTMLFormElement>('form[data-lead]')) {
      import('./send-form.ts').then(({ takeOver }) => takeOver(form, collector, reader));
    }
  };

  const click = ({ target, type, button }: MouseEvent) => {
    const link = target instanceof Element ? target.closest<HTMLElement>(OFFERS) : null;
    const offer = link?.dataset['offer'];
    if (offer && (type === 'click' || button === 1)) send({ type: 'click', offer });
  };

  arrive();
  document.addEventListener('astro:page-load', arrive);
  document.addEventListener('click', click);
  document.addEventListener('auxclick', click);
}

/** A reload, or the way back to a page, is no new reading; and the referrer it repeats no new arrival. */
function isSameReading(): boolean {
  const [entry] = performance.getEntriesByType('navigation');
  return /reload|back/.test(entry?.toJSON().type);
}

/**
 * A random id of this browser, renewed after {@link LIFETIME}; where storage is refused, of this page.
 * None for who asks not to be followed, and no more the one they had before they asked.
 */
function readerId(): string | undefined {
  const { globalPrivacyControl, webdriver }: Navigator & { globalPrivacyControl?: boolean } = navigator;
  const fresh = globalPrivacyControl || webdriver ? undefined : newId();
  try {
    if (globalPrivacyControl) localStorage.removeItem(KEY);
    if (!fresh) return fresh;
    const [id, since] = localStorage.getItem(KEY)?.split(' ') ?? [];
    if (id && Date.now() - Number(since) < LIFETIME) return id;
    localStorage.setItem(KEY, `${fresh} ${Date.now()}`);
  } catch {}
  return fresh;
}

/** A random UUID; `crypto.randomUUID` is missing where a page came over plain http. */
function newId(): string {
  const random = (digit: string) => {
    const [byte = 0] = crypto.getRandomValues(new Uint8Array(1));
    return (Number(digit) ^ (byte & (15 >> (Number(digit) / 4)))).toString(16);
  };
  return '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, random);
}

/** The page's address with these keys of its query alone, so that what else is in it is not told, nor is too long. */
function addressWith(keys: readonly string[]): string {
  const { origin, pathname, search } = location;
  const kept = [...new URLSearchParams(search)].filter(([key]) => keys.includes(key));
  return `${origin + pathname}?${new URLSearchParams(kept)}`;
}

/** Takes the tag out of the address bar, so that a copied link does not carry it on. */
function untag(keys: readonly string[]): void {
  const url = new URL(location.href);
  const tags = keys.filter((key) => url.searchParams.has(key));
  for (const key of tags) url.searchParams.delete(key);
  if (tags[0]) history.replaceState(history.state, '', url);
}

export interface BeaconSettings {
  /** Where the collector answers, without the last slash; empty at the root of the site's own host. */
  readonly collector: string;
  /** Query keys that carry a tag. */
  readonly tagKeys: readonly string[];
  /** Query keys that tell how a reader arrived, those of a tag among them: all that is sent of a query. */
  readonly readKeys: readonly string[];
}

type BeaconEvent = z.input<typeof eventSchema>;

type Happened = { type: 'view'; referrer: string } | { type: 'click'; offer: string };
