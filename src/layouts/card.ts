import type { Money } from '#domain';

/** What a page's share image shows besides its title, description, date and tags; in the words of the page. */
export interface CardAbout {
  /** A file in `integrations/og-images/cards/`. */
  readonly kind: 'post' | 'series' | 'project' | 'offer' | 'tag' | 'home' | 'page';
  /** Where the page's title says more than its card should. @default the page's title */
  readonly title?: string | undefined;
  /** What it is called that it is: `课程`. */
  readonly label?: string | undefined;
  /** How long it takes to read: `约 7 分钟`. */
  readonly reading?: string | undefined;
  /** How much there is of what it lists: `12 篇`. */
  readonly count?: string | undefined;
  readonly series?: { readonly name: string; readonly part: number; readonly total: number } | undefined;
  readonly stack?: readonly string[] | undefined;
  readonly price?: Money | undefined;
  /** What the price is for, where that is a length of time: `每小时`. */
  readonly per?: string | undefined;
}
