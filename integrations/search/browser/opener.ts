/**
 * On every page, so as little as can be: a click on the opener, Ctrl or ⌘ with K, and `/` load the rest and open it.
 * Where it does not load, the opener is the link it is without a script.
 *
 * @param address of the rest
 */
export function start(address: string): void {
  const find = (name: string) => document.querySelector<HTMLAnchorElement>(`[data-search-${name}]`);
  const load = (): Promise<Opened> => import(/* @vite-ignore */ address);
  const open = (event: Event) => {
    const opener = find('open');
    if (!opener) return;
    event.preventDefault();
    load()
      .then((search) => search.open(opener))
      .catch(() => location.assign(opener.href));
  };
  const isIn = ({ target }: Event, selector: string) => target instanceof Element && target.closest(selector);
  addEventListener('click', (event) => {
    if (isIn(event, '[data-search-open]') && !event.ctrlKey && !event.metaKey && !event.shiftKey) open(event);
  });
  addEventListener('keydown', (event) => {
    const { key, ctrlKey, metaKey } = event;
    const isAsked = ctrlKey || metaKey ? key === 'k' : key === '/' && !isIn(event, 'input,textarea,select');
    if (isAsked) open(event);
  });
  const page = find('page');
  if (page) load().then((search) => search.settle(page));
}

interface Opened {
  open(opener: HTMLAnchorElement): Promise<void>;
  settle(page: HTMLElement): void;
}
