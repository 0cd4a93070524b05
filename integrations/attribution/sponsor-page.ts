import { html, raw } from 'hono/html';
import { table } from 'table';
import { decimalAmount, isoDay, type Lang } from '#domain';
import { studioStyle } from '../studio/index.ts';
import { csvText } from './csv-text.ts';
import { formatCount, formatMoneys, formatShare } from './render-report.ts';
import { type AdFigures, pricesOf, type SponsorReport } from './sponsor-report.ts';
import { barChart } from './studio/chart.ts';
import { dataTable, type Html } from './studio/frame.ts';
import { type Words, wordsFor } from './words.ts';

/** The report for a sponsor as one page by itself, with its style inside: to print on one sheet, or to send. */
export function sponsorPage(report: SponsorReport, view: SponsorView): string {
  const words = wordsFor(view.lang);
  const title = report.sponsor ?? report.title;
  const page = html`<!doctype html>
<html lang="${view.lang}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>${title} · ${view.name}</title>
    <style>${raw(studioStyle + PRINTED)}</style>
  </head>
  <body>
    <header><h1>${title}</h1>
      <p class="about">${view.name} · ${report.title} · ${daysOf(report, view)}</p></header>
    <main>${sponsorBody(report, words, view.lang)}
      <p class="about">${words.sponsorAbout}</p></main>
  </body>
</html>`;
  return String(page);
}

/** Figures, weeks and posts of an ad. */
export function sponsorBody(report: SponsorReport, words: Words, lang: Lang): Html {
  const { totals, weeks, posts } = report;
  const columns = columnsOf(words, lang);
  return html`<dl class="summary">${figuresOf(report, words, lang).map(
    ([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`,
  )}</dl>
      ${
        weeks.length < 2
          ? ''
          : html`<section><h2>${words.byWeek}</h2>${barChart(
              weeks.map(({ day, seen, views }) => ({
                label: day.slice('2026-'.length),
                value: seen || views,
              })),
              lang,
            )}</section>`
      }
      <section><h2>${words.post}</h2>${
        posts.length === 0
          ? html`<p class="about">${words.empty}</p>`
          : dataTable(
              [words.post, ...columns.map(({ head }) => head)],
              posts.map((row) => ({ name: row.title, cells: columns.map(({ text }) => text(row)) })),
              { name: words.total, cells: columns.map(({ text }) => text(totals)) },
            )
      }</section>`;
}

/** The same for the terminal. */
export function renderSponsor(report: SponsorReport, view: SponsorView): string {
  const words = wordsFor(view.lang);
  const columns = columnsOf(words, view.lang);
  const head = `${report.sponsor ?? report.title} · ${daysOf(report, view)}`;
  const figures = figuresOf(report, words, view.lang).map(([name, value]) => `${name}: ${value}`);
  if (report.posts.length === 0) return [head, figures.join('\n'), words.empty].join('\n\n');
  const rows = report.posts.map((row) => [row.title, ...columns.map(({ text }) => text(row))]);
  const cells = [[words.post, ...columns.map(({ head: name }) => name)], ...rows];
  return [head, figures.join('\n'), table(cells).trimEnd()].join('\n\n');
}

/** The same as CSV: a row for each post, then one for each week. */
export function sponsorCsv({ offer, posts, weeks, totals, paid }: SponsorReport): string {
  const figures = ({ views, seen, clicks }: AdFigures) => [views, seen, clicks];
  return csvText([
    ['ad', 'by', 'key', 'title', 'views', 'seen', 'clicks', 'paid'],
    ...posts.map((row) => [offer, 'post', row.post, row.title, ...figures(row), '']),
    ...weeks.map((row) => [offer, 'week', row.day, '', ...figures(row), '']),
    [
      ...[offer, 'total', '', '', ...figures(totals)],
      paid.map((money) => `${decimalAmount(money)} ${money.currency}`).join(' + '),
    ],
  ]);
}

function figuresOf(report: SponsorReport, words: Words, lang: Lang): [string, string][] {
  const { totals, paid } = report;
  const { perThousand, perClick } = pricesOf(report);
  return [
    [words.views, formatCount(totals.views, lang)],
    [words.seen, formatCount(totals.seen, lang)],
    [words.clicks, formatCount(totals.clicks, lang)],
    [words.clickRate, totals.seen === 0 ? '–' : formatShare(totals.clicks / totals.seen, lang)],
    ...(paid.length === 0
      ? []
      : ([
          [words.paid, formatMoneys(paid, lang)],
          [words.perThousandSeen, formatMoneys(perThousand, lang)],
          [words.perClick, formatMoneys(perClick, lang)],
        ] as [string, string][])),
  ];
}

function columnsOf(words: Words, lang: Lang) {
  const column = (head: string, figure: (row: AdFigures) => number) => ({
    head,
    text: (row: AdFigures) => formatCount(figure(row), lang),
  });
  return [
    column(words.views, ({ views }) => views),
    column(words.seen, ({ seen }) => seen),
    column(words.clicks, ({ clicks }) => clicks),
  ];
}

function daysOf({ from, to }: SponsorReport, { timeZone }: SponsorView): string {
  return `${isoDay(from, timeZone)} – ${isoDay(to - 1, timeZone)}`;
}

/** On paper: dark on white, on one sheet. */
const PRINTED = `
@page { size: A4; margin: 14mm; }
@media print {
  :root { color-scheme: light; font-size: 0.8125rem; }
  body { padding: 0; background: none; }
  .chart { min-width: 0; max-height: 5cm; }
  section, .summary { break-inside: avoid; }
}
`;

export interface SponsorView {
  readonly lang: Lang;
  readonly timeZone: string;
  /** The site's title. */
  readonly name: string;
}
