import { type Lang, type Post, tagSlug } from '#domain';

/** A tag and how many posts have it. */
export interface TagCount {
  /** As the newest post with it writes it. */
  readonly tag: string;
  /** As addresses spell it: `Node` and `node` are one. */
  readonly slug: string;
  readonly count: number;
}

/** The tags of posts, those of most posts first, then as the language sorts them. */
export function tagsOf(posts: readonly Pick<Post, 'tags'>[], lang: Lang): readonly TagCount[] {
  const tags = posts.flatMap((post) => [...new Map(post.tags.map((tag) => [tagSlug(tag), tag])).values()]);
  const bySlug = Map.groupBy(tags, tagSlug);
  const counted = [...bySlug].map(([slug, found]) => ({ tag: found[0] ?? slug, slug, count: found.length }));
  return counted.sort((a, b) => b.count - a.count || a.tag.localeCompare(b.tag, lang));
}
