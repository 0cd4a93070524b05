import { inLanguage, type Lang } from '#domain';
import site from '#site';
import type { FeedPaths } from '../feed/feed-paths.ts';
import type { Thing } from '../structured-data/thing.ts';
import type { CardAbout } from './card.ts';

/** What a page says of itself. */
export interface PageAbout {
  readonly lang: Lang;
  /** @default the site's */
  readonly title?: string | undefined;
  /** @default the site's */
  readonly description?: string | undefined;
  readonly type?: 'website' | 'article' | 'product' | 'profile';
  /** The same page in other languages, path by language: for the switch. Search engines are told by `page-list.ts`. */
  readonly translations?: Readonly<Partial<Record<Lang, string>>>;
  /** Of an article, ISO 8601. */
  readonly published?: string | undefined;
  readonly modified?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  /** The post's id, for the beacon. */
  readonly post?: string | undefined;
  readonly noindex?: boolean | undefined;
  /** Where it was first published, if not here. */
  readonly canonical?: string | undefined;
  /** What the page is about, as schema.org describes it; the site, its author and the page itself are always told. */
  readonly data?: readonly Thing[] | undefined;
  /** Feeds of its own, beside the site's. */
  readonly feeds?: readonly { readonly title: string; readonly paths: FeedPaths }[] | undefined;
  /** The path of its text in Markdown. */
  readonly markdown?: string | undefined;
  /** Whether all of it is to be found by the search; else the parts that say so with `data-search`. @default false */
  readonly searched?: boolean | undefined;
  /** What its share image is; without one, what `type` says. */
  readonly card?: CardAbout | undefined;
}

/** The site's name in a language. */
export function siteTitle(lang: Lang): string {
  return inLanguage(site.title, lang);
}
