import type { Pages } from './read-pages.ts';

/** What search engines have not been told of, by address. */
export interface Changes {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  /** Pages that are no more: engines ask for them again, and forget them. */
  readonly gone: readonly string[];
}

/** What is different between the pages engines were told of and those there are. */
export function changesBetween(told: Pages, now: Pages): Changes {
  const addresses = [...now.keys()];
  return {
    added: addresses.filter((url) => !told.has(url)),
    changed: addresses.filter((url) => told.has(url) && told.get(url) !== now.get(url)),
    gone: [...told.keys()].filter((url) => !now.has(url)),
  };
}
