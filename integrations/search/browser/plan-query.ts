import { chunksOf, isRun, narrow, runTokens, tokenise } from '../tokens.ts';

/** One thing a reader asks for. A page has to have all of them. */
export interface Part {
  /** The words of the index that stand for it, one after the other. */
  readonly tokens: readonly string[];
  /** Whether they have to stand just so; else they may be the beginning of a word, as while one is typed. */
  readonly isExact: boolean;
}

/**
 * What a reader asks for: a run of Chinese is one thing, `p99延迟` is two, and so is what stands in quotes or
 * between spaces. Signs that are no part of a word are left out.
 */
export function planQuery(query: string): Part[] {
  const pieces = narrow(query)
    .toLowerCase()
    .matchAll(/["“”]([^"“”]+)["“”]|[^\s"“”]+/gu);
  const parts = [...pieces].flatMap(([piece, quoted]) =>
    quoted === undefined ? chunksOf(piece).flatMap(partOf) : quotedPart(quoted),
  );
  const distinct = [...new Map(parts.map((part) => [part.tokens.join(' '), part])).values()];
  const telling = distinct.filter(({ tokens: [token = ''] }) => !FILLERS.has(token));
  return (telling.length > 0 ? telling : distinct).slice(0, MOST_PARTS);
}

function partOf(chunk: string): Part[] {
  if (isRun(chunk)) {
    const tokens = runTokens(chunk);
    return [{ tokens, isExact: [...chunk].length > 1 }];
  }
  const letters = [...chunk.replace(/[^\p{L}\p{N}+#]/gu, '')].length;
  return letters > 0 ? [{ tokens: [chunk], isExact: letters <= SHORT }] : [];
}

/** A phrase: its last character, which would go with whatever comes after, is held by the pair before it. */
function quotedPart(quoted: string): Part[] {
  const tokens = tokenise(quoted).filter((token) => WORDS.test(token));
  const last = tokens.at(-1);
  const endsInRun = tokens.length > 1 && last !== undefined && isRun(last);
  const held = endsInRun ? tokens.slice(0, -1) : tokens;
  return held.length === 0 ? [] : [{ tokens: held, isExact: true }];
}

const WORDS = /[\p{L}\p{N}]/u;

/** Words as short as `Go`, `a` and `to` begin too many others, so they stand for themselves. */
export const SHORT = 2;

/** Words of a question that say nothing of what it is about. */
const FILLERS = new Set(
  'a an and are be can do does for how i in is it my of on or the to what when why with'.split(' '),
);

/** Nobody asks for more; each is a search of its own. */
const MOST_PARTS = 12;
