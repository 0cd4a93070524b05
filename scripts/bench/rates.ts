import { atLeast, atMost, type Finding, observed } from './finding.ts';
import type { Row } from './goals.ts';

/** How many times the faster other's cards a second Byline's are to be. */
const TIMES = 2;

/**
 * Cards a second of every drawer, and what was promised of Byline's. A rate is of the time that cards add to a
 * build: that of the same site without any is taken off.
 *
 * @param counted `cards` a build has; `drawn`, how many Byline drew again when nothing had changed
 */
export function judgeCards(rows: readonly Row[], { cards, drawn }: Counted): Finding[] {
  const ground = rows.find(({ project }) => project === 'none')?.cost.wall ?? 0;
  const cold = rows.filter(({ project, build }) => project !== 'none' && build === 'cold');
  const rates = new Map(cold.map(({ project, cost }) => [project, rateOf(cards, cost.wall - ground)]));
  const others = [...rates].flatMap(([project, rate]) => (project === 'byline' ? [] : (rate ?? [])));
  return [
    atLeast(TIMES, 'og/byline/cold/rate ÷ the faster other', times(rates.get('byline'), others), 'ratio'),
    atMost(0, 'og/byline/warm/drawn', drawn, 'count'),
    ...[...rates].flatMap(([project, rate]) =>
      rate === null ? [] : observed(`og/${project}/cold/rate`, rate, 'per s'),
    ),
    ...rows.map(({ project, build, cost }) => observed(`og/${project}/${build}/wall`, cost.wall, 's')),
  ];
}

/** null where the clock says that cards took no time: chance was more than they were. */
function rateOf(cards: number, seconds: number): number | null {
  return seconds > 0 ? cards / seconds : null;
}

/** null until every other was measured: the faster one might be missing. */
function times(rate: number | null | undefined, others: readonly number[]): number | null {
  return rate == null || others.length < OTHERS ? null : rate / Math.max(...others);
}

const OTHERS = 2;

interface Counted {
  readonly cards: number;
  readonly drawn: number | null;
}
