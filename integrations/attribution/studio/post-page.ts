import { html } from 'hono/html';
import type { Lang, Report } from '#domain';
import type { Naming } from '../collector/sources.ts';
import type { Records } from '../collector/store.ts';
import { compare } from '../rank-rows.ts';
import { columnsOf, formatCount } from '../render-report.ts';
import { channelName, wordsFor } from '../words.ts';
import { barChart } from './chart.ts';
import { dataTable, type Html } from './frame.ts';
import type { ReportPageView } from './report-pages.ts';

/** One post: its figures, its views by month, and the channels its readers arrived by. */
export function postPage({ id, report, counts }: PostData, view: PostView): Html {
  const words = wordsFor(view.lang);
  const row = report.rows.post.find(({ key }) => key === id);
  const views = counts.filter(({ kind, post }) => kind === 'view' && post === id);
  const sum = (of: PostData['counts']) => of.reduce((total, { n }) => total + n, 0);
  const months = [...Map.groupBy(views, ({ time }) => time)].map(([label, of]) => ({
    label,
    value: sum(of),
  }));
  const arrivals = views.filter(({ source }) => source !== null);
  const channels = [...Map.groupBy(arrivals, ({ source }) => view.naming.channelOf(source ?? ''))]
    .map(([key, of]) => ({ key, views: sum(of) }))
    .sort((a, b) => b.views - a.views);
  const figures = columnsOf('post', words, view.lang).map(({ head, text }) => ({
    name: head,
    cells: [row === undefined ? '–' : text(row)],
  }));
  return html`${row === undefined ? html`<p class="about">${words.empty}</p>` : dataTable([words.post, ''], figures)}
      ${months.length === 0 ? '' : html`<section><h2>${words.viewsByMonth}</h2>${barChart(months, view.lang)}</section>`}
      ${
        channels.length === 0
          ? ''
          : html`<section><h2>${words.toThePost}</h2>${dataTable(
              [words.channel, words.arrivals],
              channels.map(({ key, views: n }) => ({
                name: channelName(key, view.lang),
                cells: [formatCount(n, view.lang)],
              })),
            )}</section>`
      }
      ${(['file', 'out'] as const).map((kind) => targetsSection(kind, counts, { id, lang: view.lang }))}`;
}

/** Where links of a post led: away by host, to files by path. */
function targetsSection(
  kind: 'file' | 'out',
  counts: PostData['counts'],
  { id, lang }: { readonly id: string; readonly lang: Lang },
): Html | string {
  const words = wordsFor(lang);
  const followed = counts.filter((count) => count.kind === kind && count.post === id);
  const targets = [...Map.groupBy(followed, ({ source }) => source ?? '')]
    .map(([name, of]) => ({ name, times: of.reduce((total, { n }) => total + n, 0) }))
    .sort((a, b) => b.times - a.times || compare(a.name, b.name));
  if (targets.length === 0) return '';
  const rows = targets.map(({ name, times }) => ({ name, cells: [formatCount(times, lang)] }));
  return html`<section><h2>${words.targets[kind]}</h2>${dataTable([words[`${kind}s`], words.times], rows)}</section>`;
}

interface PostData {
  readonly id: string;
  readonly report: Report;
  readonly counts: Awaited<ReturnType<Records['countsBy']>>;
}

interface PostView extends ReportPageView {
  readonly naming: Naming;
}
