/** Fetches the search page of the language and takes the search's markup and words from it. */
export async function fetchPanel(address: string): Promise<HTMLFormElement> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const panel = ownPanel(page);
  if (panel === null) throw new Error(`${address} has no search`);
  await Promise.all([...page.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')].map(addStyles));
  for (const style of page.querySelectorAll('style[data-vite-dev-id]'))
    document.head.append(document.importNode(style, true));
  return panel;
}

/** A copy of the search's markup; null on a page that has none. */
export function ownPanel(page: Document = document): HTMLFormElement | null {
  const template = page.querySelector<HTMLTemplateElement>('template[data-search-panel]');
  const panel = template?.content.querySelector('form');
  return panel ? document.importNode(panel, true) : null;
}

function addStyles({ href }: HTMLLinkElement): Promise<void> {
  const address = new URL(href, location.href).href;
  const known = [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')];
  if (known.some((link) => link.href === address)) return Promise.resolve();
  const { promise, resolve } = Promise.withResolvers<void>();
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = address;
  // Without its styles the search is plain, and works.
  link.addEventListener('load', () => resolve());
  link.addEventListener('error', () => resolve());
  document.head.append(link);
  return promise;
}
