import { type Index, openIndex, type Pagefind } from './index-api.ts';
import { type Found, searchPages } from './search-pages.ts';

/*
 * Searching happens here and not in the page: WebAssembly then asks nothing of the page's Content-Security-Policy,
 * and typing stays smooth.
 */

let index: Promise<Index> | undefined;

addEventListener('message', async ({ data }: MessageEvent<Question>) => {
  try {
    index ??= load(data.folder);
    const found = await searchPages(await index, data.query, data.limit);
    if (failure !== undefined) throw new Error(failure);
    postMessage({ id: data.id, found } satisfies Answer);
  } catch (error) {
    index = undefined;
    postMessage({ id: data.id, error: String(error) } satisfies Answer);
  }
});

/** Pagefind takes a part of the index that did not load for an empty one, so failed requests are noted here. */
let failure: string | undefined;
const request = globalThis.fetch;
globalThis.fetch = async (...asked) => {
  try {
    const answer = await request(...asked);
    if (!answer.ok) failure = `${answer.url} answered ${answer.status}`;
    return answer;
  } catch (error) {
    failure = String(error);
    throw error;
  }
};

async function load(folder: string): Promise<Index> {
  const pagefind: Pagefind = await import(/* @vite-ignore */ `${folder}pagefind.js`);
  return openIndex(pagefind, folder);
}

/** What the page asks. */
export interface Question {
  readonly id: number;
  /** The address of the language's index, with a slash at the end. */
  readonly folder: string;
  readonly query: string;
  readonly limit: number;
}

export type Answer =
  | { readonly id: number; readonly found: Found }
  | { readonly id: number; readonly error: string };
