import type { z } from 'zod';
import type { eventSchema } from './collector/event.ts';

/** As long as a journey is kept, in milliseconds. */
const LIFETIME = 90 * 864e5;

/** Consulting is asked for by form, so a click leading there does not count. */
const OFFERS = '[data-offer-kind=ad],[data-offer-kind=course]';

/** Two clicks on one offer within this many milliseconds are one. */
const CLICKS_APART = 18e5;

/**
 * Tells the collector which pages are read and which offers are seen and clicked, and has the lead forms sent.
 *
 * The journey stays in this browser: the arrivals and readings of the last 90 days, at most 50, without an id. It
 * leaves only inside a conversion of the reader's own. A reader who asks not to be followed has no journey; their views count.
 *
 * Starts once the page is seen: not in a tab in the background, nor in a page loaded ahead.
 */
export function start(settings: BeaconSettings): void {
  if (document.hidden) addEventListener('visibilitychange', () => begin(settings), { once: true });
  else begin(settings);
}

function begin(settings: BeaconSettings): void {
  const { globalPrivacyControl, webdriver }: Navigator & { globalPrivacyControl?: boolean } = navigator;
  const { dataset } = document.documentElement;
  const now = Date.now;
  let { referrer } = document;
  // `reload` and `back_forward` are no new readings, and the referrer they repeat is no new arrival.
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  let read = /load|back/.test(entry?.type as string) ? location.pathname : '';

  /** The journey so far; undefined where none is kept. */
  const load = (): Step[] | undefined => {
    try {
      if (globalPrivacyControl) delete localStorage['byline'];
      else return JSON.parse(localStorage['byline'] || '[]').filter(([at]: Step) => now() - at < LIFETIME);
    } catch {}
    return;
  };

  const journey = () => ({ now: now(), steps: load() });

  const remember = (...step: Rest<Step>) => {
    const steps = load();
    if (steps) localStorage['byline'] = JSON.stringify([...steps, [now(), ...step]].slice(-50));
  };

  const send = (event: Happened) => {
    const id = crypto.getRandomValues(new Uint32Array(4)).join('-');
    const body = JSON.stringify({ id, post: dataset['post'], ...event } satisfies BeaconEvent);
    const url = `${settings.collector}/api/events`;
    // Outlives the page, and passes lists that block beacons. Text, not JSON, so that another origin needs no preflight.
    if (!webdriver) fetch(url, { method: 'POST', body, keepalive: true }).catch(() => {});
    return id;
  };

  const arrive = () => {
    const from = arrivalFrom(referrer, settings);
    const steps = load();
    if (read !== location.pathname) {
      const before = from && steps && (steps.findLast(([, from, , offer]) => from || offer)?.[1] || '');
      const last =
        steps && new Date(steps.at(-1)?.[0] || 0).toLocaleDateString('sv', { timeZone: settings.timeZone });
      const again = steps?.some(([, , post]) => post === dataset['post']);
      send({ type: 'view', from, before, last, again });
      if (from || dataset['post']) remember(from || 0, dataset['post'] || 0);
    }
    read = location.pathname;
    // Where pages change without loading, document.referrer stays what the first one had.
    referrer = location.href;
    for (const form of document.querySelectorAll<HTMLFormElement>('form[data-lead]')) {
      import('./send-form.ts').then(({ takeOver }) => takeOver(form, settings.collector, journey, remember));
    }
  };

  const click = ({ target, button }: MouseEvent) => {
    const link = (target as Element).closest<HTMLAnchorElement>(OFFERS);
    const offer = link?.dataset['offer'];
    const isRepeat = load()?.some(([at, , , clicked]) => clicked === offer && now() - at < CLICKS_APART);
    // The left and the middle button follow a link.
    if (offer && button < 2 && !isRepeat) {
      const id = send({ type: 'click', offer, journey: journey() });
      // The shop tells of the sale by this key.
      if (link.host === 'buy.stripe.com') link.search += `&client_reference_id=${id}`;
      remember(0, 0, offer);
    }
  };

  arrive();
  document.addEventListener('astro:page-load', arrive);
  addEventListener('click', click);
  addEventListener('auxclick', click);
}

/**
 * Where the reader arrived from: the origin of the referrer, a space, and what of the query says so. Undefined where
 * a page of this site led here. Takes the keys it reads out of the address, so that a copied link does not carry them on.
 */
function arrivalFrom(referrer: string, { keys, home }: BeaconSettings): string | undefined {
  const url = new URL(location.href);
  const told = new URLSearchParams();
  for (const [key, value] of [...url.searchParams]) {
    if (key in keys) {
      told.append(key, keys[key] ? value : '');
      url.searchParams.delete(key);
    }
  }
  const tag = `${told}`;
  if (tag) history.replaceState(history.state, '', url);
  return tag || !referrer.startsWith(location.origin + home)
    ? `${referrer.split('/', 3).join('/')} ${tag}`
    : undefined;
}

export interface BeaconSettings {
  /** Where the collector answers, without the last slash; empty at the root of the site's own host. */
  readonly collector: string;
  /** The path the site lives below, with a slash at both ends. */
  readonly home: string;
  /**
   * Query keys that say how a reader arrived. All are taken out of the address. The value is sent of those that are
   * not 0; of the others (click ids, which tell one reader from another) only that they are there.
   */
  readonly keys: Readonly<Record<string, 0 | 1>>;
  /** The site's zone, in which its days begin. */
  readonly timeZone: string;
}

/**
 * When; where from, 0 within the site; which post, 0 for none; which offer was converted on, after which a path
 * begins anew.
 */
type Step = [at: number, from: string | 0, post: string | 0, offer?: string];
type Rest<Tuple> = Tuple extends [unknown, ...infer Tail] ? Tail : never;

type BeaconEvent = z.input<typeof eventSchema>;

type WithoutId<Event> = Event extends unknown ? Omit<Event, 'id' | 'post'> : never;
type Happened = WithoutId<BeaconEvent>;
