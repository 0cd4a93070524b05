import { isRun } from '../tokens.ts';
import { formsOf } from './chinese-forms.ts';
import { excerptOf, titleOf } from './excerpt.ts';
import { findPart } from './find-part.ts';
import type { Hit, Index } from './index-api.ts';
import type { Piece } from './mark.ts';
import { type Part, planQuery } from './plan-query.ts';

/**
 * The pages a reader asks for, best first. Simplified and Traditional Chinese find each other.
 *
 * @param limit how many of them are told of; all are counted
 */
export async function searchPages(index: Index, query: string, limit: number): Promise<Found> {
  const plans = formsOf(query).map(planQuery);
  const exact = distinct(await Promise.all(plans.map((parts) => exactly(index, parts))));
  const matches =
    exact.length > 0 ? exact : distinct(await Promise.all(plans.map((parts) => nearest(index, parts))));
  const shown = await Promise.all(matches.slice(0, limit).map(tell));
  return { total: matches.length, isNear: exact.length === 0 && matches.length > 0, results: shown };
}

/** The pages that have every part. */
async function exactly(index: Index, parts: readonly Part[]): Promise<Match[]> {
  return (await findAll(index, parts)).filter(({ hits }) => hits.length === parts.length);
}

/** Each page once, as the first list that has it says. */
function distinct(lists: readonly (readonly Match[])[]): Match[] {
  const byPage = new Map<string, Match>();
  for (const match of lists.flat()) if (!byPage.has(match.id)) byPage.set(match.id, match);
  return [...byPage.values()];
}

/** The pages that have most of what was asked for, though not just so. */
async function nearest(index: Index, parts: readonly Part[]): Promise<Match[]> {
  const pieces = piecemeal(parts);
  if (pieces.length < 2) return [];
  const wanted = sum(parts.map(wordCount)) / 2;
  const near = (await findAll(index, pieces)).filter(({ hits }) => hits.length >= wanted);
  return near.sort((a, b) => b.hits.length - a.hits.length);
}

/** About how many words a part is: in Chinese, two characters make one. */
function wordCount({ tokens }: Part): number {
  return isRun(tokens[0] ?? '') ? (tokens.length + 1) / 2 : tokens.length;
}

/** Each word and each pair of characters as something to ask for by itself. */
function piecemeal(parts: readonly Part[]): Part[] {
  const tokens = [...new Set(parts.flatMap((part) => part.tokens))];
  return tokens.map((token) => ({ tokens: [token], isExact: isRun(token) && [...token].length > 1 }));
}

/** The pages that have any of the parts, best first. */
async function findAll(index: Index, parts: readonly Part[]): Promise<Match[]> {
  const found = await Promise.all(
    parts.map(async (part) => (await findPart(index, part)).map((hit): PartHit => ({ part, hit }))),
  );
  const byPage = Map.groupBy(found.flat(), ({ hit }) => hit.id);
  const matches = [...byPage].map(([id, hits]) => ({
    id,
    hits,
    score: sum(hits.map(({ hit }) => hit.score)),
  }));
  return matches.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

async function tell({ hits }: Match): Promise<Result> {
  const [first] = hits;
  if (first === undefined) throw new Error('a match has a hit');
  const { url, content, meta } = await first.hit.data();
  const sought = hits.map(({ part, hit }) => ({ part, places: hit.words }));
  return {
    url,
    kind: meta['kind'] ?? 'page',
    day: meta['day'] ?? '',
    title: titleOf(
      meta['title'] ?? url,
      hits.map(({ part }) => part),
    ),
    excerpt: excerptOf(content.split(' '), sought),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** What was found for a query. */
export interface Found {
  /** How many pages there are in all. */
  readonly total: number;
  /** Whether nothing was found just so, and these are what comes near. */
  readonly isNear: boolean;
  readonly results: readonly Result[];
}

export interface Result {
  readonly url: string;
  readonly kind: string;
  /** `2026-11-01`, or ''. */
  readonly day: string;
  readonly title: readonly Piece[];
  readonly excerpt: readonly Piece[];
}

interface Match {
  readonly id: string;
  /** One a part of the query that the page has. */
  readonly hits: readonly PartHit[];
  readonly score: number;
}

interface PartHit {
  readonly part: Part;
  readonly hit: Hit;
}
