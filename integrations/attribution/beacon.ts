import type { z } from 'zod';
import type { eventSchema } from './collector/event.ts';

/** A reader is followed for at most 13 months, in milliseconds. */
const LIFETIME = 395 * 86_400_000;

const KEY = 'byline.reader';

/** Consulting is asked for by form, so a click leading there is none on the offer. */
const OFFERS = '[data-offer-kind=ad], [data-offer-kind=course]';

/**
 * Tells the collector which pages are read and which offers are clicked, and sends the lead forms.
 *
 * Runs once a page, also where pages change without loading. Who asks not to be followed is not; the forms
 * they fill in are sent all the same.
 */
export function start(settings: BeaconSettings): void {
  const page: Document & { prerendering?: boolean } = document;
  if (page.prerendering) page.addEventListener('prerenderingchange', () => begin(settings), { once: true });
  else begin(settings);
}

function begin({ collector, tagKeys }: BeaconSettings): void {
  const reader = mayFollow() ? readerId() : undefined;
  let { referrer } = document;
  let seen = isSameReading() ? location.pathname : undefined;

  const send = (happened: Happened) => {
    if (reader === undefined) return;
    const { post } = document.documentElement.dataset;
    deliver(`${collector}/api/events`, { id: newId(), reader, url: location.href, post, ...happened });
  };

  const arrive = () => {
    if (seen !== location.pathname) send({ type: 'view', referrer });
    seen = location.pathname;
    untag(tagKeys);
    // Where pages change without loading, document.referrer stays what the first one had.
    referrer = location.href;
    for (const form of document.querySelectorAll<HTMLFormElement>('form[data-lead]:not([data-ready])')) {
      takeOver(form, collector, reader);
    }
  };

  const click = ({ target, type, button }: MouseEvent) => {
    const link = target instanceof Element ? target.closest<HTMLElement>(OFFERS) : null;
    const offer = link?.dataset['offer'];
    if (offer !== undefined && (type === 'click' || button === 1)) send({ type: 'click', offer });
  };

  arrive();
  document.addEventListener('astro:page-load', arrive);
  document.addEventListener('click', click);
  document.addEventListener('auxclick', click);
}

function mayFollow(): boolean {
  const { globalPrivacyControl, webdriver }: Navigator & { globalPrivacyControl?: boolean } = navigator;
  return !globalPrivacyControl && !webdriver;
}

/** A reload, or the way back to a page, is no new reading; and the referrer it repeats no new arrival. */
function isSameReading(): boolean {
  const [entry] = performance.getEntriesByType('navigation');
  return entry !== undefined && 'type' in entry && /reload|back/.test(String(entry.type));
}

/** A random id of this browser, renewed after {@link LIFETIME}; where storage is refused, of this page. */
function readerId(): string {
  const fresh = newId();
  try {
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

/** Outlives the page. Text, not JSON, so that another origin needs no preflight. */
function deliver(url: string, event: BeaconEvent): void {
  const body = JSON.stringify(event);
  if (navigator.sendBeacon?.(url, body)) return;
  fetch(url, { method: 'POST', body, keepalive: true, mode: 'no-cors' }).catch(() => {});
}

/** Takes the tag out of the address bar, so that a copied link does not carry it on. */
function untag(keys: readonly string[]): void {
  const url = new URL(location.href);
  const tags = keys.filter((key) => url.searchParams.has(key));
  for (const key of tags) url.searchParams.delete(key);
  if (tags.length > 0) history.replaceState(history.state, '', url);
}

/** Sends a form without leaving the page; its texts are its own (`data-sent`, `data-failed`). */
function takeOver(form: HTMLFormElement, collector: string, reader: string | undefined): void {
  const status = form.querySelector('[role=status]');
  const say = (text: string | undefined) => {
    if (status) status.textContent = text ?? '';
  };
  let ticket: Promise<Ticket | undefined> | undefined = askTicket(collector).catch(() => undefined);
  form.dataset['ready'] = '';

  const post = async (): Promise<Answer> => {
    const { token, ready } = (await ticket) ?? (await askTicket(collector));
    ticket = undefined;
    await new Promise((resolve) => setTimeout(resolve, ready - performance.now()));
    const body = new FormData(form);
    body.set('token', token);
    if (reader !== undefined) body.set('reader', reader);
    const headers = { Accept: 'application/json' };
    return (await fetch(`${collector}/api/leads`, { method: 'POST', body, headers })).json();
  };

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (form.ariaBusy === 'true') return;
    form.ariaBusy = 'true';
    say('');
    try {
      const first = await post();
      // A tab left open for a day has a token that is too old.
      const { ok, fields } = first.error === 'token' ? await post() : first;
      if (ok) form.reset();
      say(ok ? form.dataset['sent'] : fields ? Object.values(fields).join(' ') : form.dataset['failed']);
      form.querySelector<HTMLElement>(`[name="${Object.keys(fields ?? {})[0]}"]`)?.focus();
    } catch {
      say(form.dataset['failed']);
    }
    form.ariaBusy = 'false';
  });
}

/** A token, and when by this page's clock it is old enough. */
async function askTicket(collector: string): Promise<Ticket> {
  const answer = await fetch(`${collector}/api/form-token`);
  const { token, wait } = await answer.json();
  return { token, ready: performance.now() + wait };
}

export interface BeaconSettings {
  /** Origin of the collector; empty for the site's own. */
  readonly collector: string;
  /** Query keys that carry a tag. */
  readonly tagKeys: readonly string[];
}

type BeaconEvent = z.input<typeof eventSchema>;

type Happened = { type: 'view'; referrer: string } | { type: 'click'; offer: string };

interface Ticket {
  readonly token: string;
  readonly ready: number;
}

interface Answer {
  readonly ok?: boolean;
  readonly error?: string;
  /** Field → what is wrong with it. */
  readonly fields?: Readonly<Record<string, string>>;
}
