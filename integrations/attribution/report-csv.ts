import {
  type Dimension,
  decimalAmount,
  dimensions,
  isoDay,
  type Money,
  type Report,
  type ReportRow,
} from '#domain';
import { csvText } from './csv-text.ts';

/**
 * Reports as CSV with one head, one line a row and one for each total: the model, the dimension, the key, the figures,
 * earned and expected money by currency, and the days.
 *
 * @param timeZone of the days
 */
export function reportCsv(reports: readonly Report[], timeZone: string, by?: Dimension | undefined): string {
  const asked = by === undefined ? dimensions : [by];
  const lines = reports.flatMap((report) =>
    asked.flatMap((dimension) => [
      ...report.rows[dimension].map((row) => ({ report, dimension, row })),
      { report, dimension, row: { ...report.totals, key: '(total)' } },
    ]),
  );
  const money = lines.flatMap(({ row }) => [...row.earned, ...row.expected]);
  const currencies = [...new Set(money.map(({ currency }) => currency))];
  const head = [
    ...['model', 'dimension', 'key', ...FIGURES, 'interval_from', 'interval_to'],
    ...currencies.flatMap((currency) => [`earned_${currency}`, `expected_${currency}`]),
    ...['from', 'through'],
  ];
  const rows = lines.map(({ report, dimension, row }) => [
    ...[report.model, dimension, row.key, ...FIGURES.map((figure) => row[figure] ?? '')],
    ...(row.interval ?? ['', '']),
    ...currencies.flatMap((currency) => [amountIn(row.earned, currency), amountIn(row.expected, currency)]),
    ...[isoDay(report.from, timeZone), isoDay(report.to - 1, timeZone)],
  ]);
  return csvText([head, ...rows]);
}

const FIGURES = [
  'views',
  'readers',
  'reads',
  'seen',
  'clicks',
  'starts',
  'files',
  'outs',
  'leads',
  'won',
  'conversions',
  'claimed',
  'known',
  'hours',
] as const satisfies readonly (keyof ReportRow)[];

function amountIn(moneys: readonly Money[], currency: string): string {
  const money = moneys.find((each) => each.currency === currency);
  return money === undefined ? '' : decimalAmount(money);
}
