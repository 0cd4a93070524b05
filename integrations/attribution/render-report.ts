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
import { totalOf } from './report.ts';
import { nameOf, wordsFor } from './words.ts';

/** A report as text for the terminal: what it is about, then a table for each dimension asked for. */
export function renderReport(report: Report, view: ReportView): string {
  const words = wordsFor(view.lang);
  const asked = view.by === undefined ? dimensions : [view.by];
  const tables = asked.map((dimension) => renderRows(report, dimension, view.lang));
  const days = `${isoDay(report.from, view.timeZone)} – ${isoDay(report.to - 1, view.timeZone)}`;
  const claimed = words.claimed(formatShare(report.claimedShare, view.lang));
  return [`${view.title} · ${days}`, ...tables, claimed].join('\n\n');
}

/** Money of several currencies for a reader: `¥1,999 + $20`; a dash for none. */
export function formatMoneys(moneys: readonly Money[], lang: Lang): string {
  return moneys.map((money) => formatMoney(money, lang)).join(' + ') || '–';
}

/** Conversions in shares, to two places: `2.67`. */
export function formatCount(count: number, lang: Lang): string {
  return new Intl.NumberFormat(lang, { maximumFractionDigits: 2 }).format(count);
}

/** A part of the whole: `67%`. */
export function formatShare(share: number, lang: Lang): string {
  return new Intl.NumberFormat(lang, { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

function renderRows(report: Report, dimension: Dimension, lang: Lang): string {
  const words = wordsFor(lang);
  const rows = report.rows[dimension];
  if (rows.length === 0) return `${words[dimension]}: ${words.empty}`;
  const head = [words[dimension], words.touches, words.conversions, words.earned, words.expected];
  const cells = [
    head,
    ...rows.map((row) => [nameOf(row.key, dimension, words), ...figures(row, lang)]),
    [words.total, ...figures(totalOf(report, dimension), lang)],
  ];
  return table(cells, {
    columns: { 1: RIGHT, 2: RIGHT, 3: RIGHT, 4: RIGHT },
    drawHorizontalLine: (index, count) => [0, 1, count - 1, count].includes(index),
  }).trimEnd();
}

const RIGHT = { alignment: 'right' } as const;

/** A row's numbers as a reader of one language sees them: touches, conversions, earned, expected. */
export function figures(row: Omit<ReportRow, 'key'>, lang: Lang): string[] {
  return [
    row.touches === null ? '–' : formatCount(row.touches, lang),
    formatCount(row.conversions, lang),
    formatMoneys(row.earned, lang),
    formatMoneys(row.expected, lang),
  ];
}

export interface ReportView {
  /** The model's title. */
  readonly title: string;
  readonly lang: Lang;
  /** IANA zone of the days shown. */
  readonly timeZone: string;
  /** @default every dimension */
  readonly by?: Dimension | undefined;
}
