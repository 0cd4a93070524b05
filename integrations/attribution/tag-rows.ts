import { type Money, type ReportRow, splitSigned, sumMoney, UNKNOWN } from '#domain';
import { byWeightIn, withoutNoise } from './rank-rows.ts';
import { addFigures, addHours, NO_POST, type PostFacts } from './report-sides.ts';

/** A post's credit goes to its tags in equal parts; what was counted on it, to each of them whole. */
export function tagRows(
  posts: readonly ReportRow[],
  facts: ReadonlyMap<string, PostFacts>,
  currency: string,
): ReportRow[] {
  const byTag = new Map<string, ReportRow>();
  for (const row of posts) {
    const told = facts.get(row.key)?.tags ?? [];
    const tags = row.key === UNKNOWN ? [UNKNOWN] : told.length > 0 ? told : [NO_POST];
    for (const [place, tag] of tags.entries()) {
      const part = partOf(row, place, tags.length);
      const before = byTag.get(tag);
      byTag.set(tag, { ...(before === undefined ? part : addRows(before, part, currency)), key: tag });
    }
  }
  return [...byTag.values()].sort(byWeightIn(currency));
}

function partOf(row: ReportRow, place: number, parts: number): ReportRow {
  const alike = Array.from({ length: parts }, () => 1);
  const part = (moneys: readonly Money[]) =>
    moneys.map(({ amount, currency }) => ({ amount: splitSigned(amount, alike)[place] ?? 0, currency }));
  return {
    ...row,
    leads: withoutNoise(row.leads / parts),
    won: withoutNoise(row.won / parts),
    conversions: withoutNoise(row.conversions / parts),
    earned: part(row.earned),
    expected: part(row.expected),
    interval: null,
    hours: row.hours === null ? null : row.hours / parts,
  };
}

function addRows(a: ReportRow, b: ReportRow, currency: string): ReportRow {
  const conversions = a.conversions + b.conversions;
  const claimed = a.claimed * a.conversions + b.claimed * b.conversions;
  return {
    ...a,
    ...addFigures(a, b),
    hours: addHours([a, b]),
    leads: withoutNoise(a.leads + b.leads),
    won: withoutNoise(a.won + b.won),
    conversions: withoutNoise(conversions),
    claimed: conversions === 0 ? 0 : withoutNoise(claimed / conversions),
    earned: sumMoney([...a.earned, ...b.earned], currency),
    expected: sumMoney([...a.expected, ...b.expected], currency),
  };
}
