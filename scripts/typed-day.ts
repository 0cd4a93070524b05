import { authoredMoment, isoDay, type Millis, Problem } from '#domain';
import site from '#site';

/**
 * The moment at which a day begins in the site's zone.
 *
 * @param day as it is typed: `2026-11-01`
 * @throws Problem when it is no day of the calendar
 */
export function readDay(day: string): Millis {
  const date = new Date(`${day}T00:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || !date.toJSON()?.startsWith(day)) {
    throw new Problem(`“${day}” is not a day`, { hint: 'Write it like 2026-11-01.' });
  }
  return authoredMoment(day, site.timeZone);
}

/** The calendar day it is in the site's zone: `2026-11-01`. */
export function today(): string {
  return isoDay(Date.now(), site.timeZone);
}
