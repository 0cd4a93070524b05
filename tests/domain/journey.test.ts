import { expect, test } from 'vitest';
import { type Journey, type Touch, unknownJourney, withinLookBack } from '#domain';

const DAY = 86_400_000;
const touch = (age: number, key: string): Touch => ({ at: -age * DAY, key });
const journey: Journey = {
  arrivals: [touch(40, 'dev'), touch(3, 'direct')],
  reads: [touch(40, 'hello'), touch(10, 'bonjour')],
  gap: null,
};

test.each([
  { days: 90, arrivals: ['dev', 'direct'], reads: ['hello', 'bonjour'], gap: null },
  { days: 40, arrivals: ['dev', 'direct'], reads: ['hello', 'bonjour'], gap: null },
  { days: 10, arrivals: ['direct'], reads: ['bonjour'], gap: null },
  { days: 5, arrivals: ['direct'], reads: [], gap: null },
  { days: 1, arrivals: [], reads: [], gap: 'too-old' },
])('within $days days, $arrivals and $reads count', ({ days, arrivals, reads, gap }) => {
  const within = withinLookBack(journey, 0, days * DAY);
  expect(within.arrivals.map(({ key }) => key)).toEqual(arrivals);
  expect(within.reads.map(({ key }) => key)).toEqual(reads);
  expect(within.gap).toBe(gap);
});

test('a journey nobody told stays unknown, for its own reason', () => {
  expect(withinLookBack(unknownJourney('gpc'), 0, DAY)).toEqual({ arrivals: [], reads: [], gap: 'gpc' });
});
