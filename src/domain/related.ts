import type { Post } from './post.ts';
import type { Millis } from './time.ts';

/**
 * Posts that say more on the same: those in the same language that share tags, rare tags counting more than
 * common ones (inverse document frequency), the newer first where they share as much. The post's own series
 * is left out, since its other parts are listed anyway.
 */
export function relatedTo<Noun extends Post>(post: Post, all: readonly Noun[], count: number): Noun[] {
  const others = all.filter(
    ({ id, lang, series }) => id !== post.id && lang === post.lang && !isSame(series, post),
  );
  const weights = tagWeights(all.filter(({ lang }) => lang === post.lang));
  const scored = others.map((other) => ({ other, score: sharedWeight(post, other, weights) }));
  return scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || b.other.published - a.other.published)
    .slice(0, count)
    .map(({ other }) => other);
}

/** Whether a reader should be told that a post is old: it was not touched for so many days and does not say it stays true. */
export function isOutdated(post: Post, now: Millis, afterDays: number): boolean {
  if (post.evergreen || afterDays === 0) return false;
  return now - (post.updated ?? post.published) > afterDays * 86_400_000;
}

function isSame(series: Post['series'], post: Post): boolean {
  return series !== undefined && series.name === post.series?.name;
}

/** Tag → how much it says that two posts share it; a tag that all posts have says little, but not nothing. */
function tagWeights(posts: readonly Post[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const tag of posts.flatMap(({ tags }) => tags.map(keyOf))) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return new Map([...counts].map(([tag, uses]) => [tag, Math.log(1 + posts.length / uses)]));
}

function sharedWeight(post: Post, other: Post, weights: ReadonlyMap<string, number>): number {
  const shared = new Set(post.tags.map(keyOf)).intersection(new Set(other.tags.map(keyOf)));
  return [...shared].reduce((sum, tag) => sum + (weights.get(tag) ?? 0), 0);
}

function keyOf(tag: string): string {
  return tag.toLowerCase();
}
