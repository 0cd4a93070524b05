import type { Offer } from '#domain';
import type { CountSum } from './collector/store.ts';
import type { PostFacts } from './report-sides.ts';

/** A post that carried an ad, and how often it was viewed. */
export interface Carrier {
  readonly post: string;
  readonly views: number;
}

/**
 * Ad → the posts that carried it, with their views in some days. A post carries an ad that its front matter names, or
 * that was seen or clicked on it. An ad that no viewed post carried has none.
 */
export function carriersOf(
  counts: readonly CountSum[],
  posts: ReadonlyMap<string, PostFacts>,
  ads: Iterable<Offer['id']>,
): ReadonlyMap<string, readonly Carrier[]> {
  const views = new Map<string, number>();
  const seen = new Set<string>();
  for (const { kind, post, offer, n } of counts) {
    if (post === null) continue;
    if (kind === 'view') views.set(post, (views.get(post) ?? 0) + n);
    if (offer !== null) seen.add(JSON.stringify([offer, post]));
  }
  const carries = (post: string, ad: string) =>
    posts.get(post)?.offers?.includes(ad) || seen.has(JSON.stringify([ad, post]));
  const read = [...views].map(([post, n]) => ({ post, views: n }));
  return new Map([...ads].map((ad) => [ad, read.filter(({ post }) => carries(post, ad))]));
}
