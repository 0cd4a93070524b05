import type { Search } from './ask.ts';
import { moveByKeys } from './move-by-keys.ts';
import type { Found } from './search-pages.ts';
import { showFound } from './show-found.ts';
import { fill, type PanelWords, wordsOf } from './words.ts';

/**
 * Brings the search's markup to life: typing searches, arrows move, Enter goes to the first page.
 *
 * @returns fills in a query and searches for it
 */
export function attach(panel: HTMLFormElement, search: Search): (query: string) => void {
  const parts = partsOf(panel);
  const words = wordsOf(panel);
  let latest: Promise<void> = Promise.resolve();
  let pending: number | undefined;
  const now = (limit = PAGE): void => {
    clearTimeout(pending);
    pending = undefined;
    latest = run(parts, words, search, limit, () => now(limit + PAGE));
  };
  parts.input.addEventListener('input', (event) => {
    // What an input method has not finished is no query yet.
    if (event instanceof InputEvent && event.isComposing) return;
    clearTimeout(pending);
    pending = window.setTimeout(now, PAUSE);
  });
  parts.input.addEventListener('compositionend', () => now());
  panel.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (pending !== undefined) now();
    await latest;
    parts.results.querySelector('a')?.click();
  });
  moveByKeys(panel, parts.input);
  return (query) => {
    parts.input.value = query;
    now();
  };
}

async function run(
  { panel, input, status, results, empty }: Parts,
  words: PanelWords,
  search: Search,
  limit: number,
  more: () => void,
): Promise<void> {
  const query = input.value.trim();
  const isCurrent = () => query === input.value.trim();
  const say = (state: State, text: string, found?: Found) => {
    panel.dataset['state'] = state;
    status.textContent = text;
    empty.hidden = state === 'found';
    const hadFocus = results.contains(document.activeElement);
    results.replaceChildren(...(found === undefined ? [] : showFound(found, words, more)));
    if (hadFocus) input.focus();
  };
  if (query === '') return say('empty', '');
  panel.dataset['state'] = 'loading';
  panel.setAttribute('aria-busy', 'true');
  const slow = setTimeout(() => isCurrent() && say('loading', words.loading), PATIENCE);
  try {
    const found = await search(query, limit);
    if (!isCurrent()) return;
    const kept = limit > PAGE ? results.querySelectorAll('a').length : undefined;
    if (found.total === 0) say('none', fill(words.none, { query }));
    else say('found', count(found, words), found);
    if (kept !== undefined) results.querySelectorAll('a')[kept]?.focus();
  } catch {
    if (isCurrent()) say('failed', words.failed);
  } finally {
    clearTimeout(slow);
    if (isCurrent()) panel.removeAttribute('aria-busy');
  }
}

function count({ total, isNear }: Found, words: PanelWords): string {
  const counted = fill(total === 1 ? words.one : words.many, { count: String(total) });
  return isNear ? `${words.near}${words.space}${counted}` : counted;
}

function partsOf(panel: HTMLFormElement): Parts {
  return {
    panel,
    input: part(panel, 'input'),
    status: part(panel, '[role="status"]'),
    results: part(panel, '[data-search-results]'),
    empty: part(panel, '[data-search-empty]'),
  };
}

function part<Kind extends HTMLElement>(panel: HTMLFormElement, selector: string): Kind {
  const found = panel.querySelector<Kind>(selector);
  if (found === null) throw new Error(`the search has no ${selector}`);
  return found;
}

interface Parts {
  readonly panel: HTMLFormElement;
  readonly input: HTMLInputElement;
  readonly status: HTMLElement;
  readonly results: HTMLElement;
  /** What stands there while there are no results. */
  readonly empty: HTMLElement;
}

type State = 'empty' | 'loading' | 'found' | 'none' | 'failed';

/** How many pages are shown at once. */
const PAGE = 10;

/** Milliseconds without typing before a search, and of searching before it is said. */
const PAUSE = 120;
const PATIENCE = 400;
