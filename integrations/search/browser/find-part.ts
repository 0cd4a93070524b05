import { isRun, letters } from '../tokens.ts';
import type { Hit, Index } from './index-api.ts';
import type { Part } from './plan-query.ts';

/** The pages that have a part of a query, best first: as it is written, else without its signs: `¥9,800`, `9800`. */
export async function findPart(index: Index, part: Part): Promise<readonly Hit[]> {
  const written = await findWritten(index, part);
  const plain = part.tokens.map(letters);
  const isPlain = plain.join(' ') === part.tokens.join(' ') || plain.includes('');
  return written.length > 0 || isPlain ? written : findWritten(index, { ...part, tokens: plain });
}

async function findWritten(index: Index, { tokens, isExact }: Part): Promise<readonly Hit[]> {
  const term = tokens.join(' ');
  const exact = await index.search(`"${term}"`);
  if (isExact && exact.results.length === 0) return [];
  // A quoted search tells where, not how well: for that the same words are searched without quotes.
  const { results } = await index.search(term);
  const ranked = results.filter(({ score }) => score > 0);
  if (isExact) return only(ranked, exact.results);
  return exact.results.length > 0 || (await isWhatWasAsked(term, ranked)) ? ranked : [];
}

function only(hits: readonly Hit[], allowed: readonly Hit[]): readonly Hit[] {
  const ids = new Set(allowed.map(({ id }) => id));
  return hits.filter(({ id }) => ids.has(id));
}

/**
 * Pagefind answers a word it does not know with the longest beginning of it that it does, `kubernetes` with `k`,
 * and does not say so. One page is enough to see it, since the answer is the same word everywhere.
 */
async function isWhatWasAsked(term: string, [first]: readonly Hit[]): Promise<boolean> {
  if (first === undefined) return false;
  const [place] = first.words;
  if (place === undefined) return true;
  const word = (await first.data()).content.split(' ')[place] ?? '';
  return isRun(term) ? word.startsWith(term) : letters(word).includes(letters(term));
}
