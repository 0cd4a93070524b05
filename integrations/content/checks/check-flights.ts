import { isoDay, type Millis, type Site } from '#domain';
import type { Content } from '../nouns.ts';
import type { Finding } from './finding.ts';

/** Ads whose last flight is over: they are shown nowhere any more. */
export function checkFlights({ offers }: Content, now: Millis, { timeZone }: Site): Finding[] {
  const today = isoDay(now, timeZone);
  return offers.flatMap(({ noun: { draft, flights }, file, lineOf }): Finding[] => {
    const ends = flights.map(({ to }) => to ?? FOREVER).toSorted();
    const last = ends.at(-1);
    if (draft || last === undefined || last >= today) return [];
    return [
      {
        level: 'warning',
        rule: 'flight-over',
        message: `flights: the last one ended on ${last}, so this ad is shown nowhere`,
        hint: 'Add the next flight, or take the ad out of the posts that show it.',
        place: { file, line: lineOf(['flights']) },
      },
    ];
  });
}

/** After every day. */
const FOREVER = '9999-12-31';
