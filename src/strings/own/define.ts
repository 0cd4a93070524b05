import type { OwnStrings } from '../index.ts';

/**
 * Words of your own, in `content/strings/<language>.ts`. They are laid over the site's words key by key.
 *
 * @example
 * // content/strings/zh.ts
 * import { defineStrings } from '#strings/define';
 *
 * export default defineStrings({
 *   sections: { posts: '博客' },
 *   count: (posts) => `共 ${posts} 篇`,
 * });
 */
export function defineStrings(words: OwnStrings): OwnStrings {
  return words;
}
