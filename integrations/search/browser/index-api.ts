/** Opens an index. @param folder its address, with a slash at the end */
export async function openIndex(pagefind: Pagefind, folder: string): Promise<Index> {
  const ranking = { termSimilarity: WHOLE_WORDS, metaWeights: META_WEIGHTS };
  const index = pagefind.createInstance({ basePath: folder, noWorker: true, ranking });
  await index.init();
  return index;
}

/** How much a whole word is preferred to the beginning of one: `Go` to Google. Pagefind's own is 1. */
const WHOLE_WORDS = 3;

/** What a word in a title adds, whatever else the page has of it; of the other notes on a page none is text. */
const META_WEIGHTS = { words: 3, title: 0, kind: 0, day: 0 };

/** The module `pagefind.js`. */
export interface Pagefind {
  createInstance(options: {
    basePath: string;
    noWorker: boolean;
    ranking: { termSimilarity: number; metaWeights: Readonly<Record<string, number>> };
  }): Index & { init(): Promise<void> };
}

/** An index as `pagefind.js`, which lies beside it, opens it. */
export interface Index {
  /** A term in quotes has to stand just so; one without stands for every word that begins with it. */
  search(term: string): Promise<{ readonly results: readonly Hit[] }>;
}

export interface Hit {
  /** Of the page. */
  readonly id: string;
  readonly score: number;
  /** Which words of the page it is, counted from 0. */
  readonly words: readonly number[];
  data(): Promise<PageData>;
}

export interface PageData {
  readonly url: string;
  /** The page's words with spaces between. */
  readonly content: string;
  readonly meta: Readonly<Record<string, string>>;
}
