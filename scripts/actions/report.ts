import {
  authoredMoment,
  type Dimension,
  dimensions,
  inLanguage,
  type Millis,
  Problem,
  suggest,
} from '#domain';
import site from '#site';
import {
  databaseFile,
  lastDays,
  loadModels,
  openStore,
  type Period,
  pickModel,
  readReport,
  renderReport,
} from '../../integrations/attribution/index.ts';
import { readOffers } from '../content.ts';

/** Prints the report. */
export default async function report(options: ReportOptions): Promise<void> {
  const by = readDimension(options.by);
  const period = readPeriod(options, Date.now());
  const models = await loadModels();
  const { title } = pickModel(models, options.model);
  const offers = await readOffers();
  const store = await openStore({
    file: databaseFile(process.env, options.db),
    now: Date.now,
    mustExist: true,
  });
  try {
    const answer = await readReport({ store, models, offers, site }, { model: options.model, ...period });
    const lang = site.languages[0] ?? 'en';
    const view = { title: inLanguage(title, lang), lang, timeZone: site.timeZone, by };
    console.log(options.json ? JSON.stringify(answer, null, 2) : renderReport(answer, view));
  } finally {
    await store.close();
  }
}

function readDimension(by: string | undefined): Dimension | undefined {
  const found = dimensions.find((dimension) => dimension === by);
  if (by === undefined || found !== undefined) return found;
  throw new Problem(`a report cannot be by “${by}”`, { hint: suggest(by, dimensions) });
}

function readPeriod({ days, from, to }: ReportOptions, now: Millis): Period {
  if (from === undefined && to === undefined) return lastDays(readCount(days), now);
  const end = to === undefined ? now + 1 : startOf(to, 1);
  const period = { from: from === undefined ? 0 : startOf(from), to: end };
  if (period.from < period.to) return period;
  throw new Problem('the report’s first day is after its last', { hint: 'Swap --from and --to.' });
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

interface ReportOptions {
  readonly model: string;
  readonly by?: string;
  readonly days: string;
  readonly from?: string;
  readonly to?: string;
  readonly json?: boolean;
  readonly db?: string;
}
