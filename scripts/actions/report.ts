import { writeFile } from 'node:fs/promises';
import {
  type Dimension,
  dimensions,
  type GoalProgress,
  inLanguage,
  type Lang,
  type MoneyView,
  mainLanguage,
  moneyViews,
  Problem,
  type Report,
  suggest,
} from '#domain';
import site from '#site';
import {
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
  wordsFor,
} from '../../integrations/attribution/index.ts';
import type { Content } from '../../integrations/content/index.ts';
import { type AskedPeriod, readPeriod } from '../asked-period.ts';
import { soundContent } from '../content.ts';
import { withStore } from '../open-store.ts';
import { printableJson } from '../printable.ts';
import { namesIn, reportContent } from '../report-content.ts';

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
    const pairs: Compared[] = [];
    for (const id of chosen) {
      const before = options.compare ? await read(id, periodBefore(period)) : undefined;
      pairs.push({ report: await read(id, period), before });
    }
    const goals = await readGoals({ records: store, settings }, Date.now());
    await answer(pairs, { ...options, by, models, content, goals });
  });
}

/** As long a period as this, just before it. */
function periodBefore({ from, to }: Period): Period {
  return { from: from - (to - from), to: from };
}

async function answer(
  pairs: readonly Compared[],
  { by, models, content, goals, ...options }: Answer,
): Promise<void> {
  const titleOf = ({ model }: Report) => inLanguage(pickModel(models, model).title, lang);
  const titled = pairs.map(({ report: each }) => ({ title: titleOf(each), report: each }));
  const [first] = pairs;
  if (first === undefined) return;
  const view = { title: titleOf(first.report), lang, timeZone: site.timeZone, by, before: first.before };
  if (options.json) console.log(printableJson({ ...asJson(pairs), goals }));
  else if (options.csv) {
    const all = pairs.flatMap(({ report: each, before }) => [
      each,
      ...(before === undefined ? [] : [before]),
    ]);
    process.stdout.write(reportCsv(all, site.timeZone, by));
  } else if (options.html !== undefined) {
    const named = { name: inLanguage(site.title, lang), models: titled, ...namesIn(content) };
    await writeFile(options.html, reportPage(first.report, { ...view, ...named }));
    console.log(options.html);
  } else if (pairs.length > 1) {
    const earlier = pairs.flatMap(({ before }) =>
      before === undefined ? [] : [{ title: titleOf(before), report: before }],
    );
    console.log(sideBySide(titled, by, view));
    if (earlier.length > 0) console.log(`\n${wordsFor(lang).before}\n\n${sideBySide(earlier, by, view)}`);
  } else {
    const parts = [renderReport(first.report, view), renderGoals(goals, lang)];
    console.log(parts.filter(Boolean).join('\n\n'));
  }
}

function sideBySide(
  titled: Parameters<typeof renderModels>[0],
  by: Dimension | undefined,
  view: Parameters<typeof renderModels>[2],
): string {
  const asked = by === undefined ? (['post', 'channel'] as const) : [by];
  return asked.map((dimension) => renderModels(titled, dimension, view)).join('\n\n');
}

function asJson(pairs: readonly Compared[]): object {
  const all = pairs.map(({ report: each, before }) => ({ ...each, ...(before && { before }) }));
  return all.length > 1 ? { reports: all } : { ...all[0] };
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

interface ReportOptions extends AskedPeriod {
  readonly model: string;
  readonly by?: string;
  readonly compare?: boolean;
  readonly as: MoneyView | string;
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly html?: string;
  readonly db?: string;
}

interface Answer extends Pick<ReportOptions, 'json' | 'csv' | 'html'> {
  readonly by: Dimension | undefined;
  readonly models: ReadonlyMap<string, Model>;
  readonly goals: readonly GoalProgress[];
  readonly content: Content;
}

interface Compared {
  readonly report: Report;
  /** The same of the period before, where that was asked for. */
  readonly before: Report | undefined;
}
