/** A built page as it is searched. */
export interface SearchPage {
  /** Its path, percent-encoded. */
  readonly url: string;
  /** Of the page, as `<html lang>` has it. */
  readonly lang: string;
  readonly kind: Kind;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  /** `2026-11-01`; '' for what has no day. */
  readonly day: string;
  readonly blocks: readonly Block[];
}

/** A heading, paragraph, cell, listing: text that no word crosses the edge of. */
export interface Block {
  readonly part: 'heading' | 'text' | 'code';
  readonly text: string;
}

/** What a page says it is, in `data-search`. */
export type Kind = (typeof kinds)[number];

export const kinds = ['post', 'project', 'services', 'courses', 'products', 'sponsors', 'page'] as const;
