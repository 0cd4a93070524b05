import type { WallClock } from '../importer.ts';

/**
 * Fills in a permalink pattern: `:year/:title/` → `/2019/hello/`. A word nobody knows stays, with its
 * colon, so that the caller can say so.
 */
export function fillPattern(pattern: string, words: Readonly<Record<string, string | undefined>>): string {
  const filled = pattern.replace(/:([A-Za-z_]+)/g, (whole, word: string) => words[word] ?? whole);
  return `/${filled}`.replace(/\/{2,}/g, '/');
}

/** The words for dates that all engines share. */
export function dateWords({ year, month, day, hour, minute, second }: WallClock): Record<string, string> {
  const two = (part: number) => String(part).padStart(2, '0');
  const midnight = Date.UTC(year, month - 1, day);
  const dayOfYear = Math.round((midnight - Date.UTC(year, 0, 1)) / 86_400_000) + 1;
  const named = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en', { ...options, timeZone: 'UTC' }).format(midnight);
  return {
    year: String(year),
    short_year: two(year % 100),
    month: two(month),
    i_month: String(month),
    short_month: named({ month: 'short' }),
    long_month: named({ month: 'long' }),
    day: two(day),
    i_day: String(day),
    y_day: String(dayOfYear).padStart(3, '0'),
    short_day: named({ weekday: 'short' }),
    long_day: named({ weekday: 'long' }),
    week: two(isoWeek(midnight)),
    hour: two(hour),
    minute: two(minute),
    second: two(second),
  };
}

/** Folders before a path: `/blog` and `/a/` → `/blog/a/`. */
export function under(folder: string, path: string): string {
  return `/${folder}/${path}`.replace(/\/{2,}/g, '/');
}

/** The folder an address lives in: `https://a.example/blog/` → `/blog/`. */
export function folderOf(url: string | undefined): string {
  return url !== undefined && URL.canParse(url) ? new URL(url).pathname : '/';
}

/** The parts of a path without its last: `a/b/c.md` → `a/b`. */
export function folderIn(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

/** The last part of a path without its ending. */
export function stem(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.[A-Za-z]+$/, '');
}

/** Words joined by dashes, as Jekyll and Hugo make them; other letters than Latin stay. */
export function slugify(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}._~!$&'()+,;=@]+/gu, '-')
    .replace(/^-|-$/g, '');
}

function isoWeek(midnight: number): number {
  const day = new Date(midnight);
  const thursday = midnight + (3 - ((day.getUTCDay() + 6) % 7)) * 86_400_000;
  const first = Date.UTC(new Date(thursday).getUTCFullYear(), 0, 1);
  return Math.floor((thursday - first) / (7 * 86_400_000)) + 1;
}
