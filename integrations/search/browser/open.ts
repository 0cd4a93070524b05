import { searcher } from './ask.ts';
import { fetchPanel, ownPanel } from './fetch-panel.ts';
import { attach } from './panel.ts';

/** Opens the search over the page; on the search page, goes to its field. */
export async function open(opener: HTMLAnchorElement): Promise<void> {
  const own = document.querySelector<HTMLInputElement>('[data-search-page] input');
  if (own !== null) return own.focus();
  dialog ??= makeDialog(opener.href);
  const made = await dialog.catch((error: unknown) => {
    dialog = undefined;
    throw error;
  });
  if (!made.isConnected) document.body.append(made);
  if (!made.open) made.showModal();
  made.querySelector('input')?.select();
}

/** Puts the search into the page that is all about it, and searches for what its address asks. */
export function settle(page: HTMLElement): void {
  const panel = ownPanel();
  if (panel === null) return;
  page.replaceChildren(panel);
  const ask = attach(panel, searcher(document.documentElement.lang));
  const query = new URLSearchParams(location.search).get('q') ?? '';
  panel.addEventListener('input', () => history.replaceState(history.state, '', addressOf(panel)));
  ask(query);
  panel.querySelector('input')?.focus();
}

let dialog: Promise<HTMLDialogElement> | undefined;

async function makeDialog(address: string): Promise<HTMLDialogElement> {
  const panel = await fetchPanel(address);
  const made = document.createElement('dialog');
  made.className = 'search-dialog';
  made.setAttribute('aria-label', panel.getAttribute('aria-label') ?? '');
  made.append(panel);
  const search = searcher(document.documentElement.lang);
  attach(panel, search);
  // Asking for nothing loads the index, which has arrived when the first word is typed.
  search('', 0).catch(() => undefined);
  made.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.isComposing) return;
    // Some browsers would only empty the field.
    event.preventDefault();
    made.close();
  });
  made.addEventListener('click', ({ target }) => {
    const isLeaving = target instanceof Element && target.closest('a, [data-search-close]') !== null;
    if (target === made || isLeaving) made.close();
  });
  return made;
}

function addressOf(panel: HTMLFormElement): string {
  const query = panel.querySelector('input')?.value.trim() ?? '';
  return query === '' ? location.pathname : `${location.pathname}?${new URLSearchParams({ q: query })}`;
}
