import { html } from 'hono/html';
import type { Lang, Millis } from '#domain';
import { type Html, studioLink } from '../../studio/index.ts';
import type { StatusRow } from '../plan/status.ts';
import { type Said, sayIn } from '../sayings.ts';
import type { Deed } from './deed.ts';
import type { ToldOutcome } from './runs.ts';
import type { Words } from './words.ts';

/** What every page here needs to know of where it stands. */
export interface PageView {
  readonly base: string;
  readonly lang: Lang;
  readonly asked: Readonly<Record<string, string>>;
  readonly words: Words;
  readonly timeZone: string;
  /** A token for one form. */
  readonly token: () => string;
}

/** Below Studio's base: the pages of this wing. */
export const ROOT = 'publishing';

/** The address of a page of this wing. @param more added to what was asked */
export function pageOf(path: string, { base, asked }: PageView, more: Partial<Deed> | Query = {}): string {
  const said = Object.entries(more).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]));
  return studioLink(path === '' ? ROOT : `${ROOT}/${path}`, {
    base,
    asked: { ...asked, ...Object.fromEntries(said) },
  });
}

/** The address of one post's page. */
export function postPath(post: string, channel?: string): string {
  const page = `posts/${encodeURIComponent(post)}`;
  return channel === undefined ? page : `${page}/${encodeURIComponent(channel)}`;
}

/** A form that starts a run. `inside` stands before its button. */
export function deedForm(deed: Deed, label: string, view: PageView, how: FormLook = {}): Html {
  const { inside, isQuiet = false } = how;
  return html`<form method="post" action="${pageOf('runs', view)}" class="deed">
      <input type="hidden" name="token" value="${view.token()}">
      ${Object.entries(deed).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
      ${inside ?? ''}<button ${isQuiet ? html`class="quiet"` : ''}>${label}</button>
    </form>`;
}

/** A link, as a button looks, to the page that asks the owner once more. */
export function confirmLink(deed: Deed, label: string, view: PageView): Html {
  return html`<a class="button quiet" href="${pageOf('confirm', view, deed)}">${label}</a>`;
}

/** What the owner should know before something goes out, in the language of the page. */
export function notices(notes: readonly Said[], { words }: Pick<PageView, 'words'>): Html[] {
  return notes.map((note) => html`<p class="notice" role="note">${sayIn(words.sayings, note)}</p>`);
}

/** A state with its colour; without colour, the word says it. */
export function stateMark(word: string, tone: Tone): Html {
  return html`<span class="state ${tone}">${word}</span>`;
}

export type Tone = 'good' | 'draft' | 'wait' | 'bad' | 'hand' | 'idle';

export const stateTones: Readonly<Record<StatusRow['state'], Tone>> = {
  live: 'good',
  draft: 'draft',
  'edited since': 'wait',
  'changed there': 'wait',
  uncertain: 'wait',
  waiting: 'wait',
  blocked: 'bad',
  gone: 'idle',
  'taken back': 'idle',
  'not sent': 'idle',
  'by hand': 'hand',
};

export const outcomeTones: Readonly<Record<ToldOutcome, Tone>> = {
  done: 'good',
  unchanged: 'idle',
  'by-hand': 'hand',
  blocked: 'bad',
  refused: 'bad',
  setup: 'bad',
  later: 'wait',
  scheduled: 'wait',
  uncertain: 'wait',
  changed: 'wait',
  gone: 'idle',
  twice: 'bad',
  live: 'good',
  draft: 'draft',
  unknown: 'idle',
  ready: 'good',
};

/** A moment by the owner's calendar and clock. */
export function momentIn({ lang, timeZone }: Pick<PageView, 'lang' | 'timeZone'>, at: Millis): string {
  return new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(at);
}

type Query = Readonly<Record<string, string>>;

interface FormLook {
  readonly inside?: Html;
  /** Not the first thing one would do here. */
  readonly isQuiet?: boolean;
}
