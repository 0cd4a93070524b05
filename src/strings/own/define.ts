import type { Strings } from '../index.ts';

/** Some of the words of a language: whatever is left out stays as it is. */
export type OwnStrings = Some<Strings>;

type Some<Words> = Words extends (...given: never[]) => unknown
  ? Words
  : Words extends object
    ? { readonly [Key in keyof Words]?: Some<Words[Key]> }
    : Words;

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
