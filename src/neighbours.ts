import type { Post } from '#domain';

/**
 * The posts published just before and just after one of a list.
 *
 * @param all posts of one language, the newest first
 */
export function neighboursOf<Noun extends Pick<Post, 'id'>>(
  { id }: Pick<Post, 'id'>,
  all: readonly Noun[],
): { readonly older: Noun | undefined; readonly newer: Noun | undefined } {
  const place = all.findIndex((post) => post.id === id);
  return { older: all[place + 1], newer: all[place - 1] };
}
