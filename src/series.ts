import type { Post } from '#domain';
import { posts, type WrittenPost } from '#library';

/** The parts of the series a post is one of, in its language and in order; none where it is of no series. */
export async function partsOf({ series, lang }: Post): Promise<WrittenPost[]> {
  if (series === undefined) return [];
  const parts = (await posts(lang)).filter((post) => post.series?.name === series.name);
  return parts.toSorted((a, b) => (a.series?.order ?? 0) - (b.series?.order ?? 0));
}
