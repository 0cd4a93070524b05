/**
 * On every page, so as little as can be: a click on the opener, Ctrl or ⌘ with K, and `/` load the rest and open it.
 * Where it does not load, the opener is the link it is without a script.
 *
 * @param address of the rest
 */
export function start(address: string): void {
  const find = (name: string) => document.querySelector<HTMLAnchorElement>(`[data-search-${name}]`);
  const load = (): Promise<Opened> => import(/* @vite-ignore */ address);
  const listen = (event: MouseEvent | KeyboardEvent) => {
    // A click has no key.
    const { key, ctrlKey, metaKey, shiftKey, target } = event as MouseEvent & Partial<KeyboardEvent>;
    // A key that is pressed where nothing has the focus may have the document as its target.
    const isIn = (selector: string) => (target as Partial<Element>).closest?.(selector);
    const isHeld = ctrlKey || metaKey;
    const isKeyAsking = isHeld ? key === 'k' : key === '/' && !isIn('input,textarea,select');
    const isAsking = key ? isKeyAsking : !isHeld && !shiftKey && isIn('[data-search-open]');
    const opener = isAsking && find('open');
    if (!opener) return;
    event.preventDefault();
    load()
      .then((search) => search.open(opener))
      .catch(() => location.assign(opener.href));
  };
  addEventListener('click', listen);
  addEventListener('keydown', listen);
  const page = find('page');
  if (page) load().then((search) => search.settle(page));
}

interface Opened {
  open(opener: HTMLAnchorElement): Promise<void>;
  settle(page: HTMLElement): void;
}
