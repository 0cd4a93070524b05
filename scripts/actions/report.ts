import { writeFile } from 'node:fs/promises';
import {
  authoredMoment,
  type Dimension,
  dimensions,
  type GoalProgress,
  inLanguage,
  type Lang,
  type Millis,
  type MoneyView,
  mainLanguage,
  moneyViews,
  Problem,
  type Report,
  suggest,
} from '#domain';
import site from '#site';
import {
  DEFAULT_MODEL,
  lastDays,
  loadModels,
  type Model,
  type Period,
  pickModel,
  readGoals,
  readReport,
  renderGoals,
  renderModels,
  renderReport,
  reportCsv,
  reportPage,
} from '../../integrations/attribution/index.ts';
import { soundContent } from '../content.ts';
import { withStore } from '../open-store.ts';
import { printableJson } from '../printable.ts';
import { reportContent } from '../report-content.ts';

const lang: Lang = mainLanguage(site);

/** Prints the report, or writes it to a file. */
export default async function report(options: ReportOptions): Promise<void> {
  const by = choose(options.by, dimensions, 'a report cannot be by');
  const as = choose(options.as, moneyViews, 'money cannot be counted as') ?? 'cash';
  const period = readPeriod(options, Date.now());
  const models = await loadModels();
  const chosen = options.model === 'all' ? [...models.keys()] : [options.model];
  for (const id of chosen) pickModel(models, id);
  const content = await soundContent();
  const settings = await reportContent(content);
  await withStore({ asked: options.db, content }, async (store) => {
    const read = (model: string, asked: Period) =>
      readReport({ records: store, models, settings }, { model, as, ...asked });
    const reports: Report[] = [];
    for (const id of chosen) reports.push(await read(id, period));
    const before = options.compare ? await read(chosen[0] ?? DEFAULT_MODEL, periodBefore(period)) : undefined;
    const goals = await readGoals({ records: store, settings }, Date.now());
    await answer(reports, { ...options, by, before, models, goals });
  });
}

/** As long a period as this, just before it. */
function periodBefore({ from, to }: Period): Period {
  return { from: from - (to - from), to: from };
}

async function answer(
  reports: readonly Report[],
  { by, before, models, goals, ...options }: Answer,
): Promise<void> {
  const titleOf = ({ model }: Report) => inLanguage(pickModel(models, model).title, lang);
  const [first] = reports;
  if (first === undefined) return;
  const view = { title: titleOf(first), lang, timeZone: site.timeZone, by, before };
  if (options.json) {
    const one = { ...first, ...(before && { before }) };
    console.log(printableJson({ ...(reports.length > 1 ? { reports } : one), goals }));
  } else if (options.csv) {
    process.stdout.write(reports.map((each) => reportCsv(each, by)).join(''));
  } else if (options.html !== undefined) {
    await writeFile(options.html, reportPage(first, { ...view, name: inLanguage(site.title, lang) }));
    console.log(options.html);
  } else if (reports.length > 1) {
    const titled = reports.map((each) => ({ title: titleOf(each), report: each }));
    const asked = by === undefined ? (['post', 'channel'] as const) : [by];
    console.log(asked.map((dimension) => renderModels(titled, dimension, view)).join('\n\n'));
  } else {
    console.log([renderReport(first, view), renderGoals(goals, lang)].filter(Boolean).join('\n\n'));
  }
}

function choose<Name extends string>(
  asked: string | undefined,
  known: readonly Name[],
  complaint: string,
): Name | undefined {
  const found = known.find((name) => name === asked);
  if (asked === undefined || found !== undefined) return found;
  throw new Problem(`${complaint} “${asked}”`, { hint: suggest(asked, known) });
}

function readPeriod({ days, since, until, month }: ReportOptions, now: Millis): Period {
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

interface ReportOptions {
  readonly model: string;
  readonly by?: string;
  readonly days: string;
  readonly since?: string;
  readonly until?: string;
  readonly month?: string;
  readonly compare?: boolean;
  readonly as: MoneyView | string;
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly html?: string;
  readonly db?: string;
}

interface Answer extends Pick<ReportOptions, 'json' | 'csv' | 'html'> {
  readonly by: Dimension | undefined;
  readonly before: Report | undefined;
  readonly models: ReadonlyMap<string, Model>;
  readonly goals: readonly GoalProgress[];
}
