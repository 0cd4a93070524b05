import { z } from 'zod';

/** A moment: milliseconds since 1970 in UTC. Every time in Byline is one until a person reads it. */
export type Millis = number;

/** A date as an author wrote it: a day (`2026-11-01`), meant where they live, or a moment with its zone. */
export type Authored = string;

const momentWithZone = /^\d{4}-[01]\d-[0-3]\d[T ][0-2]\d:[0-5]\d(:[0-5]\d(\.\d+)?)? ?(Z|[+-]\d\d:\d\d)$/;

const MOMENT = 'expected a moment with its zone (2026-12-01T09:00+08:00)';

/** A moment in front matter, which has to say its zone. */
export const momentSchema = z
  .string({ error: MOMENT })
  .regex(momentWithZone, { error: MOMENT })
  .refine((text) => !momentWithZone.test(text) || !Number.isNaN(Date.parse(text)), { error: MOMENT });

/** A date in front matter or settings: a day, or a moment that says its zone, so that no machine's own zone decides. */
export const dateSchema = z.union([z.iso.date(), momentSchema], {
  error: ({ input }) =>
    `expected a day (${dayMeant(input) ?? '2026-11-01'}) or a moment with its zone (2026-11-01T09:00+08:00)`,
});

/** The day somebody means by `2026/1/2` or `2026-1-2`; undefined where it may be another. */
function dayMeant(written: unknown): string | undefined {
  const found = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(String(written).trim());
  if (found === null) return undefined;
  const [, year = '', month = '', day = ''] = found;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** A length of time as an author writes it: a whole number, and minutes, hours, days or weeks. */
export const durationSchema = z
  .string()
  .regex(/^[1-9]\d*[mhdw]$/, { error: 'expected a length of time such as 30m, 12h, 2d or 1w' });

/** A length of time that {@link durationSchema} let through, in milliseconds: `2d` is two times 24 hours. */
export function durationOf(written: string): Millis {
  const minutes = { m: 1, h: 60, d: 24 * 60, w: 7 * 24 * 60 }[written.at(-1) ?? ''] ?? 0;
  return Number.parseInt(written, 10) * minutes * 60_000;
}

/** The moment an author means by a date: a day begins at midnight in the site's zone. */
export function authoredMoment(written: Authored, timeZone: string): Millis {
  const utc = Date.parse(written);
  if (written.length > '2026-11-01'.length) return utc;
  // The offset at midnight there, which is not the one at midnight UTC where the clocks change that night.
  const near = utc - zoneOffset(utc, timeZone);
  return utc - zoneOffset(near, timeZone);
}

/** How far a zone is ahead of UTC at a moment, in milliseconds: +8 h for Asia/Shanghai. */
function zoneOffset(at: Millis, timeZone: string): number {
  const parts = formatter('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at);
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const found = /GMT(?<sign>[+-])(?<hours>\d\d):(?<minutes>\d\d)/.exec(name)?.groups;
  if (found === undefined) return 0;
  const minutes = Number(found['hours']) * 60 + Number(found['minutes']);
  return (found['sign'] === '-' ? -1 : 1) * minutes * 60_000;
}

/** A day for a reader: `2026年11月1日`, `November 1, 2026`. */
export function formatDay(at: Millis, lang: string, timeZone: string): string {
  return formatter(lang, { dateStyle: 'long', timeZone }).format(at);
}

/** The calendar day of a moment in a zone, `2026-11-01`, for `datetime` attributes and sorting by year. */
export function isoDay(at: Millis, timeZone: string): string {
  return formatter('en-CA', { dateStyle: 'short', timeZone }).format(at);
}

/** A moment with the offset of a zone, for machines: `2026-11-01T09:00:00+08:00`. */
export function zonedMoment(at: Millis, timeZone: string): string {
  const offset = zoneOffset(at, timeZone);
  const there = new Date(at + offset).toISOString().slice(0, 'yyyy-mm-ddThh:mm:ss'.length);
  const minutes = Math.abs(offset) / 60_000;
  const digits = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'));
  return `${there}${offset < 0 ? '-' : '+'}${digits.join(':')}`;
}

/** A year, or a month of one, for a reader: `2019`; `2019年4月`, `Apr 2019`. @param written `2019`, `2019-04` or `2019-04-01` */
export function formatMonth(written: string, lang: string): string {
  const [year = '', month] = written.split('-');
  if (month === undefined)
    return formatter(lang, { year: 'numeric', timeZone: 'UTC' }).format(Date.UTC(+year));
  const parts = { year: 'numeric', month: 'short', timeZone: 'UTC' } as const;
  return formatter(lang, parts).format(Date.UTC(+year, +month - 1));
}

/** A day of a year that the reader knows: `11月1日`, `Nov 1`. */
export function formatDayOfYear(at: Millis, lang: string, timeZone: string): string {
  return formatter(lang, { month: 'short', day: 'numeric', timeZone }).format(at);
}

/** The calendar year of a moment in a zone: `2026`. */
export function yearOf(at: Millis, timeZone: string): string {
  return isoDay(at, timeZone).slice(0, 4);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs a thousand times as much as using one. */
function formatter(lang: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([lang, options]);
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(lang, options);
  formatters.set(key, known);
  return known;
}

/** The calendar month or year of a zone in which a moment lies: from its first moment to before that of the next. */
export function calendarSpan(
  span: 'month' | 'year',
  at: Millis,
  timeZone: string,
): { readonly from: Millis; readonly to: Millis } {
  const [year = 0, month = 1] = isoDay(at, timeZone).split('-').map(Number);
  const [first, next] =
    span === 'year'
      ? [
          [year, 1],
          [year + 1, 1],
        ]
      : [
          [year, month],
          [year, month + 1],
        ];
  const startOf = ([ofYear = 0, ofMonth = 1]: readonly number[] = []) =>
    authoredMoment(
      new Date(Date.UTC(ofYear, ofMonth - 1, 1)).toISOString().slice(0, 'yyyy-mm-dd'.length),
      timeZone,
    );
  return { from: startOf(first), to: startOf(next) };
}
