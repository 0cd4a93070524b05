import type { Pages } from './read-pages.ts';

/** Addresses whose change search engines do not know yet. */
export interface Changes {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  /** Pages that are no more: engines ask for them again, and forget them. */
  readonly gone: readonly string[];
}

/** Compares the pages engines were told of with the pages of now. */
export function changesBetween(told: Pages, now: Pages): Changes {
  const addresses = [...now.keys()];
  return {
    added: addresses.filter((url) => !told.has(url)),
    changed: addresses.filter((url) => told.has(url) && told.get(url) !== now.get(url)),
    gone: [...told.keys()].filter((url) => !now.has(url)),
  };
}
