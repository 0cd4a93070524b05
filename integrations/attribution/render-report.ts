import { table } from 'table';
import {
  type Dimension,
  dimensions,
  formatMoney,
  isoDay,
  type Lang,
  type Money,
  type Report,
  type ReportRow,
} from '#domain';
import { LEAST_CONVERSIONS } from './report.ts';
import { gapIn, nameOf, type Words, wordsFor } from './words.ts';

/** A report as text for the terminal: what it is about, then a table for each dimension asked for. */
export function renderReport(report: Report, view: ReportView): string {
  const words = wordsFor(view.lang);
  const asked = view.by === undefined ? dimensions : [view.by];
  const shown = view.by === undefined ? asked.filter((by) => !isEmpty(report, by)) : asked;
  const tables = shown.flatMap((dimension) => [
    // Who pays for ads comes before the ads.
    ...(dimension === 'offer' ? renderAdvertisers(report, view) : []),
    renderRows(report, dimension, view),
  ]);
  const days = `${isoDay(report.from, view.timeZone)} – ${isoDay(report.to - 1, view.timeZone)}`;
  return [`${view.title} · ${days}`, ...tables, notesOf(report, words, view.lang).join('\n')].join('\n\n');
}

/** Models side by side: what each gives to each row of one dimension, in money or, where none came in, in conversions. */
export function renderModels(reports: readonly TitledReport[], by: Dimension, view: ReportView): string {
  const words = wordsFor(view.lang);
  const keys = [...new Set(reports.flatMap(({ report }) => report.rows[by].map(({ key }) => key)))];
  const credited = keys.filter((key) => reports.some(({ report }) => hasCredit(rowAt(report, by, key))));
  if (credited.length === 0) return `${words[by]}: ${words.empty}`;
  const cells = [
    [words[by], ...reports.map(({ title }) => title)],
    ...credited.map((key) => [
      nameOf(key, by, words),
      ...reports.map(({ report }) => creditText(rowAt(report, by, key), view.lang)),
    ]),
    [words.total, ...reports.map(({ report }) => creditText(report.totals, view.lang))],
  ];
  return table(cells, linesAround(reports.length)).trimEnd();
}

/** Money of several currencies for a reader: `¥1,999 + $20`; a dash for none. */
export function formatMoneys(moneys: readonly Money[], lang: Lang): string {
  return moneys.map((money) => formatMoney(money, lang)).join(' + ') || '–';
}

/** Conversions in shares, to two places: `2.67`. */
export function formatCount(count: number | null, lang: Lang): string {
  if (count === null) return '–';
  return new Intl.NumberFormat(lang, { maximumFractionDigits: 2 }).format(count);
}

/** A part of the whole: `67%`. */
export function formatShare(share: number, lang: Lang): string {
  return new Intl.NumberFormat(lang, { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

/** What stands under a report: how far it can be believed. */
export function notesOf({ totals, gaps, converted }: Report, words: Words, lang: Lang): string[] {
  const count = totals.conversions;
  const rates = converted.length === 0 ? [] : [words.converted(formatMoneys(converted, lang))];
  if (count === 0) return totals.earned.length > 0 ? rates : [words.empty, ...rates];
  const why = Object.entries(gaps).map(([gap, times]) => words.gap(times, gapIn(gap, words)));
  return [
    words.claimed(formatShare(totals.claimed, lang)),
    words.known(formatShare(totals.known, lang)),
    ...why,
    count < LEAST_CONVERSIONS ? words.fewConversions(count) : words.range,
    ...rates,
  ];
}

/** The columns of a dimension: the head of each, and a row's text in it. */
export function columnsOf(by: Dimension, words: Words, lang: Lang): readonly Column[] {
  const count = (head: string, figure: (row: Figures) => number | null): Column => ({
    head,
    text: (row) => formatCount(figure(row), lang),
  });
  const counted: Readonly<Record<'pages' | 'arrivals' | 'offers', readonly Column[]>> = {
    pages: [
      count(words.views, ({ views }) => views),
      count(words.readers, ({ readers }) => readers),
      count(words.reads, ({ reads }) => reads),
      count(words.seen, ({ seen }) => seen),
      count(words.clicks, ({ clicks }) => clicks),
      count(words.files, ({ files }) => files || null),
      count(words.outs, ({ outs }) => outs || null),
    ],
    arrivals: [count(words.arrivals, ({ views }) => views), count(words.readers, ({ readers }) => readers)],
    offers: [
      count(words.seen, ({ seen }) => seen),
      count(words.clicks, ({ clicks }) => clicks),
      count(words.starts, ({ starts }) => starts || null),
    ],
  };
  const kind = by === 'offer' ? 'offers' : isOfArrivals(by) ? 'arrivals' : 'pages';
  return [
    ...counted[kind],
    count(words.leadCount, ({ leads }) => leads),
    count(words.wonCount, ({ won }) => won),
    count(words.conversions, ({ conversions }) => conversions),
    { head: words.between, text: (row) => formatInterval(row, words, lang) },
    { head: words.knownShare, text: ({ conversions, known }) => shareOf(conversions, known, lang) },
    { head: words.claimedShare, text: ({ conversions, claimed }) => shareOf(conversions, claimed, lang) },
    { head: words.earned, text: ({ earned }) => formatMoneys(earned, lang) },
    { head: words.expected, text: ({ expected }) => formatMoneys(expected, lang) },
    { head: words.perThousand, text: (row) => formatMoneys(perThousand(row), lang) },
    { head: words.perHour, text: (row) => formatMoneys(perHour(row), lang) },
  ];
}

function renderAdvertisers({ advertisers }: Report, { lang }: ReportView): string[] {
  if (advertisers.length === 0) return [];
  const words = wordsFor(lang);
  const columns = advertiserColumns(words, lang);
  const cells = [
    [words.advertisers, ...columns.map(({ head }) => head)],
    ...advertisers.map((row) => [nameOf(row.key, 'post', words), ...columns.map(({ text }) => text(row))]),
  ];
  return [table(cells, linesAround(columns.length)).trimEnd()];
}

/** What is said of a post that brought advertisers. */
export function advertiserColumns(words: Words, lang: Lang): readonly Column[] {
  return [
    { head: words.leadCount, text: ({ leads }) => formatCount(leads, lang) },
    { head: words.wonCount, text: ({ won }) => formatCount(won, lang) },
    { head: words.earned, text: ({ earned }) => formatMoneys(earned, lang) },
  ];
}

function renderRows(report: Report, by: Dimension, { lang, before }: ReportView): string {
  const words = wordsFor(lang);
  const rows = report.rows[by];
  if (rows.length === 0) return `${words[by]}: ${words.empty}`;
  const columns = columnsOf(by, words, lang).filter(({ text }) => rows.some((row) => text(row) !== '–'));
  const earlier = (row: Figures | undefined) => (row === undefined ? '–' : creditText(row, lang));
  const last = (row: Figures | undefined) => (before === undefined ? [] : [earlier(row)]);
  const cells = [
    [words[by], ...columns.map(({ head }) => head), ...(before === undefined ? [] : [words.before])],
    ...rows.map((row) => [
      nameOf(row.key, by, words),
      ...columns.map(({ text }) => text(row)),
      ...last(before && rowAt(before, by, row.key)),
    ]),
    [words.total, ...columns.map(({ text }) => text(totalOf(report, by))), ...last(before?.totals)],
  ];
  return table(cells, linesAround((cells[0]?.length ?? 1) - 1)).trimEnd();
}

function isOfArrivals(by: Dimension): boolean {
  return by === 'channel' || by === 'campaign' || by === 'link';
}

/** The sum under one dimension's rows; where arrivals are counted, views are arrivals only. */
export function totalOf({ rows, totals }: Report, by: Dimension): Report['totals'] {
  if (!isOfArrivals(by)) return totals;
  return { ...totals, views: rows[by].reduce((sum, { views }) => sum + (views ?? 0), 0) };
}

/** Money for each thousand readers; none where there were too few to say. */
function perThousand({ earned, readers }: Figures): Money[] {
  if (readers === null || readers < LEAST_READERS) return [];
  return earned.map(({ amount, currency }) => ({ amount: Math.round((amount * 1000) / readers), currency }));
}

/** Money for each hour of writing, where the author says how long it took. */
function perHour({ earned, hours }: Figures): Money[] {
  if (hours === null || hours === 0) return [];
  return earned.map(({ amount, currency }) => ({ amount: Math.round(amount / hours), currency }));
}

/** Below this many readers, money for a thousand of them is one sale made large. */
const LEAST_READERS = 100;

function formatInterval({ interval, conversions }: Figures, words: Words, lang: Lang): string {
  if (interval === null) return conversions === 0 ? '–' : words.tooFew;
  return interval.map((bound) => formatCount(Math.round(bound * 10) / 10, lang)).join('–');
}

function shareOf(conversions: number, share: number, lang: Lang): string {
  return conversions === 0 ? '–' : formatShare(share, lang);
}

/** What a row has: money, or conversions where none came in. */
export function creditText(row: Figures | undefined, lang: Lang): string {
  if (row === undefined) return '–';
  return row.earned.length > 0 ? formatMoneys(row.earned, lang) : formatCount(row.conversions, lang);
}

function hasCredit(row: ReportRow | undefined): boolean {
  return row !== undefined && (row.conversions > 0 || row.earned.length > 0);
}

function rowAt(report: Report, by: Dimension, key: string): ReportRow | undefined {
  return report.rows[by].find((row) => row.key === key);
}

function isEmpty(report: Report, by: Dimension): boolean {
  const isLeftOut = by === 'campaign' || by === 'link' || by === 'series' || by === 'tag';
  return isLeftOut && report.rows[by].every(({ key }) => key.startsWith('(') || key === 'unknown');
}

function linesAround(numbers: number) {
  return {
    columns: Object.fromEntries(
      Array.from({ length: numbers }, (_, index) => [index + 1, { alignment: 'right' as const }]),
    ),
    drawHorizontalLine: (index: number, count: number) => [0, 1, count - 1, count].includes(index),
  };
}

/** A row, or the total. */
export type Figures = Omit<ReportRow, 'key'>;

export interface Column {
  readonly head: string;
  readonly text: (row: Figures) => string;
}

export interface TitledReport {
  /** The model's title. */
  readonly title: string;
  readonly report: Report;
}

export interface ReportView {
  /** The model's title. */
  readonly title: string;
  readonly lang: Lang;
  /** IANA zone of the days shown. */
  readonly timeZone: string;
  /** @default every dimension with something in it */
  readonly by?: Dimension | undefined;
  /** The report of the period before, to compare with. */
  readonly before?: Report | undefined;
}
