import type { Site } from '#domain';
import type { Blog, Piece, Tell } from '../importer.ts';
import { readDate, type Written } from './dates.ts';

/** What the dates of a piece depend on beside itself. */
export interface Dating {
  readonly blog: Blog;
  readonly site: Site;
  /** UTC milliseconds: a later date had not come when the blog was imported. */
  readonly now: number;
  readonly tell: Tell;
}

/** Dates of front matter; `date` is always there. */
export type Dates = { readonly date: Written } & Readonly<Record<string, Written>>;

/** @param fallback the date of a piece whose front matter has none */
export function datesOf(
  { keys, file }: Piece,
  { blog, site, fallback, now, tell }: Dating & { fallback: Written },
): Dates {
  const zone = zoneOf(blog, site);
  const read = (key: string, value: unknown) => {
    const date = value === undefined ? null : readDate(value, zone);
    if (date === null && value !== undefined) {
      tell({
        level: 'look',
        file,
        line: 1,
        what: `${key} is no date and was left out: ${JSON.stringify(value)}`,
      });
    }
    return date;
  };
  const publishAt = read('publishDate', keys.publishAt);
  const date = read('date', keys.date) ?? publishAt ?? fallback;
  const updated = read('updated', keys.updated);
  const moment = momentOf(publishAt ?? date, zone);
  const waits = publishAt !== null && Date.parse(publishAt) >= Date.parse(date) && keys.hidden.length === 0;
  return {
    date,
    ...(updated !== null && updated !== date && { updated }),
    ...((waits || Date.parse(moment) > now) && { publishAt: moment }),
  };
}

/** A day begins at midnight in its zone. */
function momentOf(date: Written, zone: string): Written {
  return date.length > 10 ? date : (readDate(`${date} 00:00`, zone) ?? date);
}

/** Why the old blog did not show a piece to everyone. */
export function hiddenBy({ keys }: Piece, dates: Dates, { blog, site, now }: Dating): string[] {
  const zone = zoneOf(blog, site);
  const expires = readDate(keys.expires, zone);
  const isOver = expires !== null && Date.parse(momentOf(expires, zone)) <= now;
  const isToCome = Date.parse(dates['publishAt'] ?? momentOf(dates.date, zone)) > now;
  return [
    ...keys.hidden,
    ...(isOver ? ['it had expired'] : []),
    ...(isToCome ? ['its date is to come'] : []),
  ];
}

/** The zone of dates without one. */
export function zoneOf(blog: Blog, site: Site): string {
  const zone = blog.timeZone;
  return zone !== undefined && isZone(zone) ? zone : site.timeZone;
}

export function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
