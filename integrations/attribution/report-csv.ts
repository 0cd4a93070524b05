import { type Dimension, decimalAmount, dimensions, type Money, type Report, type ReportRow } from '#domain';

/**
 * A report as CSV (RFC 4180), one line a row: the dimension, the key, the figures, and earned and expected money by
 * currency. A text that a spreadsheet would run as a formula gets an apostrophe before it.
 */
export function reportCsv(report: Report, by?: Dimension | undefined): string {
  const asked = by === undefined ? dimensions : [by];
  const rows = asked.flatMap((dimension) => report.rows[dimension].map((row) => ({ dimension, row })));
  const currencies = [
    ...new Set(rows.flatMap(({ row }) => [...row.earned, ...row.expected]).map(({ currency }) => currency)),
  ];
  const head = [
    ...['model', 'dimension', 'key', ...FIGURES],
    ...currencies.flatMap((currency) => [`earned_${currency}`, `expected_${currency}`]),
  ];
  const lines = rows.map(({ dimension, row }) => [
    report.model,
    dimension,
    row.key,
    ...FIGURES.map((figure) => row[figure] ?? ''),
    ...currencies.flatMap((currency) => [amountIn(row.earned, currency), amountIn(row.expected, currency)]),
  ]);
  return `${[head, ...lines].map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`;
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

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = /^[=+@\t\r]|^-(?![\d.]+$)/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
