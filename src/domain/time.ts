import { z } from 'zod';

/** A moment: milliseconds since 1970 in UTC. Every time in Byline is one until a person reads it. */
export type Millis = number;

const DAY = 86_400_000;

const zonedMoment = /^\d{4}-[01]\d-[0-3]\d[T ][0-2]\d:[0-5]\d(:[0-5]\d(\.\d+)?)? ?(Z|[+-]\d\d:\d\d)$/;

/** A date in front matter or settings: a day, or a moment that says its zone, so that no machine's own zone decides. */
export const dateSchema = z
  .union([z.date(), z.iso.date(), z.string().regex(zonedMoment)], {
    error: 'expected a day (2026-11-01) or a moment with its zone (2026-11-01T09:00+08:00)',
  })
  .transform((written) => new Date(written));

/** A moment in front matter, which has to say its zone. */
export const momentSchema = z
  .union([z.date(), z.string().regex(zonedMoment)], {
    error: 'expected a moment with its zone (2026-12-01T09:00+08:00)',
  })
  .transform((written) => new Date(written));

/**
 * The moment an author means by a date in front matter. YAML gives a bare `2026-11-01` as midnight UTC;
 * the author means that day where they live, so it becomes midnight in the site's zone. Anything with a
 * time of day is taken as it is.
 */
export function authoredMoment(date: Date, timeZone: string): Millis {
  const millis = date.getTime();
  return millis % DAY === 0 ? millis - zoneOffset(millis, timeZone) : millis;
}

/** How far a zone is ahead of UTC at a moment, in milliseconds: +8 h for Asia/Shanghai. */
function zoneOffset(moment: Millis, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(moment);
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const found = /GMT(?<sign>[+-])(?<hours>\d\d):(?<minutes>\d\d)/.exec(name)?.groups;
  if (found === undefined) return 0;
  const minutes = Number(found['hours']) * 60 + Number(found['minutes']);
  return (found['sign'] === '-' ? -1 : 1) * minutes * 60_000;
}

/** A day for a reader: `2026年11月1日`, `November 1, 2026`. */
export function formatDay(moment: Millis, lang: string, timeZone: string): string {
  return new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeZone }).format(moment);
}

/** The calendar day of a moment in a zone, `2026-11-01`, for `datetime` attributes and sorting by year. */
export function isoDay(moment: Millis, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone }).format(moment);
}
