import type { z } from 'zod';
import type { eventSchema } from './collector/event.ts';

/** As long as a journey is kept, in milliseconds. */
const LIFETIME = 90 * 864e5;

/**
 * Tells the collector which pages are seen, and keeps the journey. What happens on a page after that is told by
 * `watch-page.ts`, which comes when the page is there.
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
  let { referrer } = document;
  // `reload` and `back_forward` are no new readings, and the referrer they repeat is no new arrival.
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  let shown = /load|back/.test(entry?.type as string) ? location.pathname : '';

  const journey = (): Journey => {
    const now = Date.now();
    let steps: Step[] | undefined;
    try {
      if (globalPrivacyControl) delete localStorage[settings.key];
      // A stored value that is not a list has no `filter`. It is not a journey.
      else
        steps = JSON.parse(localStorage[settings.key] || settings.fresh).filter(
          ([at]: Step) => now - at < LIFETIME,
        );
    } catch {}
    return { now, steps };
  };

  const remember = (...step: Rest<Step>) => {
    const { now, steps } = journey();
    if (steps) localStorage[settings.key] = JSON.stringify([...steps, [now, ...step]].slice(-50));
  };

  const send = (event: Happened): string => {
    const id = Date.now() + `${Math.random()}`.slice(2);
    if (!webdriver) post(JSON.stringify({ id, post: dataset['post'], ...event } satisfies BeaconEvent));
    return id;
  };

  /**
   * Outlives the page, and passes lists that block beacons. Text, not JSON, so that another origin needs no preflight.
   * A request that fails is sent again when the browser is online.
   */
  const post = (body: string) =>
    fetch(`${settings.collector}/api/events`, { method: 'POST', body, keepalive: true }).catch(() =>
      addEventListener('online', () => post(body), { once: true }),
    );

  const arrive = () => {
    const from = arrivalFrom(referrer, settings);
    const { steps } = journey();
    const { post } = dataset;
    const isNew = shown !== location.pathname;
    if (isNew) {
      send({
        type: 'view',
        from,
        ...(steps && {
          before: from && (steps.findLast(([, from, , offer]) => from || offer)?.[1] || ''),
          last: new Date(steps.at(-1)?.[0] || 0).toLocaleDateString('sv', settings),
          again: steps.some(([, , seen]) => seen === post),
        }),
      });
      if (from || post) remember(from || 0, post || 0);
    }
    shown = location.pathname;
    // Where pages change without loading, document.referrer stays what the first one had.
    referrer = location.href;
    const parts: Beacon = { settings, send, journey, remember };
    import(settings.rest).then(({ watch }) => watch(parts, from, isNew));
  };

  arrive();
  document.addEventListener('astro:page-load', arrive);
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
  /** Under what name this browser keeps its journey. What was kept before readers were asked is no answer, so it is another name then. */
  readonly key: 'byline' | 'byline-allowed';
  /** A journey that begins, `[]`; where readers are asked, what stands for none: `0`. */
  readonly fresh: '[]' | '0';
  /** The address of `watch-page.ts`. */
  readonly rest: string;
}

/** What the other files of the beacon are given. */
export interface Beacon {
  readonly settings: BeaconSettings;
  /** Tells the collector of an event. Returns the event's id. */
  readonly send: (event: Happened) => string;
  /** The journey as a conversion tells it; without steps where none is kept. */
  readonly journey: () => Journey;
  /** Adds a step to the journey, where one is kept. */
  readonly remember: (...step: Rest<Step>) => void;
}

interface Journey {
  /** By the clock of this browser. */
  readonly now: number;
  readonly steps: Step[] | undefined;
}

/**
 * When; where from, 0 within the site; which post, 0 for none; which offer was converted on, after which a path
 * begins anew.
 */
export type Step = [at: number, from: string | 0, post: string | 0, offer?: string];
type Rest<Tuple> = Tuple extends [unknown, ...infer Tail] ? Tail : never;

type BeaconEvent = z.input<typeof eventSchema>;

type WithoutId<Event> = Event extends unknown ? Omit<Event, 'id' | 'post'> : never;
type Happened = WithoutId<BeaconEvent>;
