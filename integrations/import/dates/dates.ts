import type { WallClock } from '../importer.ts';

/** A date as front matter takes it: a day, or a moment with its zone: `2026-11-01T09:00:00+08:00`. */
export type Written = string;

const written =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]+(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,]\d+)?)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i;

/**
 * A date as some blog wrote it, for our front matter; null when it is none.
 *
 * @param value a text, or Unix time in seconds or milliseconds
 * @param zone for a time of day that does not say its own
 */
export function readDate(value: unknown, zone: string): Written | null {
  if (typeof value === 'number')
    return value > 1e9 ? momentIn(value < 1e11 ? value * 1000 : value, zone) : null;
  const found = typeof value === 'string' ? written.exec(inDigits(value.trim())) : null;
  if (found === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1, 7).map(Number);
  const wall = { year, month, day, hour: hour || 0, minute: minute || 0, second: second || 0 };
  if (!exists(wall)) return null;
  if (found[4] === undefined) return format(wall).slice(0, 10);
  return `${format(wall)}${found[7] === undefined ? offsetOf(wall, zone) : offset(found[7])}`;
}

const named =
  /^(?:[a-z]{3,9},? +)?(?:(?<month>[a-z]{3,9})\.? +(?<day>\d{1,2})(?:st|nd|rd|th)?|(?<day2>\d{1,2})(?:st|nd|rd|th)? +(?<month2>[a-z]{3,9})\.?),? +(?<year>\d{4})(?<rest>.*)$/i;

/** `Apr 07 2023`, `July 8th, 2022` and `8 July 2022` as `2022-07-08`. */
function inDigits(text: string): string {
  const { month, month2 = '', day, day2 = '', year, rest = '' } = named.exec(text)?.groups ?? {};
  const at = MONTHS.indexOf((month ?? month2).slice(0, 3).toLowerCase());
  return year === undefined || at < 0 ? text : `${year}-${at + 1}-${day ?? day2}${rest}`;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** A moment, written in a zone. */
export function momentIn(moment: number, zone: string): Written {
  const wall = wallClock(moment, zone);
  return `${format(wall)}${sign(Math.round((utc(wall) - Math.floor(moment / 1000) * 1000) / 60_000))}`;
}

/** What the clock on the wall of the blog showed; without a zone, what the author wrote. */
export function clockOf(date: Written, zone: string | undefined): WallClock {
  if (zone !== undefined && date.length > 10) return wallClock(Date.parse(date), zone);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = date
    .slice(0, 19)
    .split(/[-T:]/)
    .map(Number);
  return { year, month, day, hour, minute, second };
}

/** The day a name begins with, `2019-01-02-hello`, and the rest of the name. */
export function dayInName(name: string): { day: Written | null; rest: string } {
  const found = /^(\d{4})[-_.]?(\d{2})[-_.]?(\d{2})(?:[-_.\s]+|$)(.*)$/su.exec(name);
  const day = found === null ? null : readDate(`${found[1]}-${found[2]}-${found[3]}`, 'UTC');
  return { day, rest: day === null ? name : (found?.[4] ?? '') };
}

function exists({ year, month, day, hour, minute, second }: WallClock): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isDay = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year > 1900;
  return isDay && hour < 24 && minute < 60 && second < 60;
}

function format({ year, month, day, hour, minute, second }: WallClock): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}`;
}

/** The offset of a zone when its clocks show this; near a change of clocks, the offset after it. */
function offsetOf(wall: WallClock, zone: string): string {
  const guess = utc(wall) - (utc(wallClock(utc(wall), zone)) - utc(wall));
  return sign((utc(wallClock(guess, zone)) - guess) / 60_000);
}

function offset(zone: string): string {
  return /^[+-]/.test(zone) ? zone.replace(/^(...):?(..)$/, '$1:$2') : '+00:00';
}

function sign(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

function utc({ year, month, day, hour, minute, second }: WallClock): number {
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function wallClock(moment: number, zone: string): WallClock {
  const clock = clocks.get(zone) ?? openClock(zone);
  const parts = clock.formatToParts(moment);
  const part = (type: string) => Number(parts.find((found) => found.type === type)?.value ?? 0);
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
  };
}

function openClock(zone: string): Intl.DateTimeFormat {
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  clocks.set(zone, clock);
  return clock;
}
