import { nearest } from '#domain';

/** Words as they nest: text, a function that makes text, or keys with words. */
type Words = unknown;

/** An owner's word that fits nowhere. */
export interface StrangeWord {
  /** Begins with its key: `sections.post: unknown key; did you mean “posts”?` */
  readonly message: string;
  readonly hint?: string;
}

/**
 * Lays an owner's words over others, key by key.
 *
 * @param base has every key there is
 * @returns the words together, and what of the owner's fits nowhere
 */
export function layOver<Base>(base: Base, own: Words): { words: Base; strange: readonly StrangeWord[] } {
  const strange: StrangeWord[] = [];
  return { words: laid(base, own, [], strange) as Base, strange };
}

/** The keys whose words the owner has not given: `search.title`. */
export function lackingIn(base: Words, own: Words, path: readonly string[] = []): string[] {
  if (own === undefined) return [path.join('.')];
  if (!isNested(base) || isOpen(path)) return [];
  return Object.entries(base).flatMap(([key, words]) =>
    lackingIn(words, isNested(own) ? own[key] : undefined, [...path, key]),
  );
}

function laid(base: Words, own: Words, path: readonly string[], strange: StrangeWord[]): Words {
  if (own === undefined) return base;
  if (typeof own !== typeof base || isNested(own) !== isNested(base)) {
    strange.push({
      message: `${path.join('.') || 'the whole'}: expected ${kindOf(base)}, received ${kindOf(own)}`,
    });
    return base;
  }
  if (!isNested(base) || !isNested(own)) return own;
  const added = Object.keys(own).filter((key) => !(key in base));
  if (!isOpen(path)) strange.push(...added.map((key) => unknownKey([...path, key], Object.keys(base))));
  const known = Object.entries(base).map(([key, words]) => [
    key,
    laid(words, own[key], [...path, key], strange),
  ]);
  const more = isOpen(path) ? added.map((key) => [key, own[key]]) : [];
  return Object.fromEntries([...known, ...more]);
}

/** Channels have any names, so words for any may be given. */
function isOpen(path: readonly string[]): boolean {
  return path.join('.') === 'audience.names';
}

function unknownKey(path: readonly string[], known: readonly string[]): StrangeWord {
  const meant = nearest(path.at(-1) ?? '', known);
  const message = `${path.join('.')}: unknown key`;
  return meant === undefined
    ? { message, hint: `Known: ${known.join(', ')}.` }
    : { message: `${message}; did you mean “${meant}”?` };
}

function kindOf(words: Words): string {
  if (typeof words === 'string') return 'some text';
  if (typeof words === 'function') return 'a function that gives text';
  return isNested(words) ? 'keys with words' : String(words);
}

function isNested(words: Words): words is Readonly<Record<string, Words>> {
  return typeof words === 'object' && words !== null && !Array.isArray(words);
}
