import { authoredMoment, type Millis, Problem } from '#domain';
import site from '#site';
import { lastDays, type Period } from '../integrations/attribution/index.ts';

/** The period that the command line asks for. @throws Problem for what is no day, month or number of days */
export function readPeriod({ days, since, until, month }: AskedPeriod, now: Millis): Period {
  if (month !== undefined) return readMonth(month);
  if (since === undefined && until === undefined) return lastDays(readCount(days), now, site.timeZone);
  const end = until === undefined ? now + 1 : startOf(until, 1);
  const period = { from: since === undefined ? 0 : startOf(since), to: end };
  if (period.from < period.to) return period;
  throw new Problem('the report’s first day is after its last', { hint: 'Swap --since and --until.' });
}

function readMonth(month: string): Period {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) {
    throw new Problem(`“${month}” is not a month`, { hint: 'Write it like 2026-11.' });
  }
  const [year = 0, number = 1] = month.split('-').map(Number);
  const next = new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 'yyyy-mm-dd'.length);
  return { from: startOf(`${month}-01`), to: authoredMoment(next, site.timeZone) };
}

function readCount(days: string): number {
  if (/^[1-9]\d{0,4}$/.test(days)) return Number(days);
  throw new Problem(`“${days}” is not a number of days`, {
    hint: 'Write a whole number, such as --days 30.',
  });
}

/** Midnight of a day in the site's zone, or of a day after it. */
function startOf(day: string, later = 0): Millis {
  const date = new Date(`${day}T00:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || date.toJSON()?.slice(0, 10) !== day) {
    throw new Problem(`“${day}” is not a day`, { hint: 'Write it like 2026-11-01.' });
  }
  date.setUTCDate(date.getUTCDate() + later);
  return authoredMoment(date.toISOString().slice(0, 10), site.timeZone);
}

/** How the command line says which days a report is about. */
export interface AskedPeriod {
  readonly days: string;
  readonly since?: string;
  readonly until?: string;
  readonly month?: string;
}
