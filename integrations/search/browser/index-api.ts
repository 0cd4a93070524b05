/** What we use of the module `pagefind.js` that Pagefind writes beside an index. */
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
