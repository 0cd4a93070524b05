import { html } from 'hono/html';
import {
  type Dimension,
  type GoalProgress,
  inLanguage,
  type Lang,
  type Offer,
  type Report,
  readOfferLink,
} from '#domain';
import {
  advertiserColumns,
  columnsOf,
  creditText,
  type Figures,
  formatCount,
  formatMoneys,
  notesOf,
  type TitledReport,
  totalOf,
} from '../render-report.ts';
import { channelName, linkName, nameOf, type Words, wordsFor } from '../words.ts';
import { barChart } from './chart.ts';
import { dataTable, type Html, pageLink, type Row } from './frame.ts';
import { goalsSection } from './goals.ts';
import { type OwnerView, ownerSwitch } from './owner-switch.ts';

/** Money, leads and readers of the period, and the strongest posts, channels and offers. */
export function overview(
  report: Report,
  view: ReportPageView,
  { months, goals = [], owner, advice = '' }: OverviewData,
): Html {
  const words = wordsFor(view.lang);
  return html`${summary(report, words, view.lang)}${goalsSection(goals, view.lang)}${advice}
      ${months.length > 1 ? html`<section><h2>${words.viewsByMonth}</h2>${barChart(months, view.lang)}</section>` : ''}
      ${(['post', 'channel', 'offer'] as const).map((by) => reportSection(report, by, { ...view, most: MOST_ROWS }))}
      ${ownerSwitch('overview', owner, words)}`;
}

/** One dimension, every row of it. */
export function dimensionPage(report: Report, dimensions: readonly Dimension[], view: ReportPageView): Html {
  const words = wordsFor(view.lang);
  return html`${dimensions.map((by) => reportSection(report, by, view))}${notes(report, words, view.lang)}`;
}

/** Who pays for ads comes before the ads: the posts that brought advertisers. */
function advertisersSection({ advertisers }: Report, view: ReportPageView, words: Words): Html | string {
  if (advertisers.length === 0) return '';
  const columns = advertiserColumns(words, view.lang);
  const lines = advertisers.map((row) => ({
    name: rowName(row.key, 'post', view, words),
    cells: columns.map(({ text }) => text(row)),
  }));
  return html`<section><h2>${words.advertisers}</h2>
      ${dataTable([words.post, ...columns.map(({ head }) => head)], lines)}</section>`;
}

/** What each model gives to each row. */
export function modelsPage(
  reports: readonly TitledReport[],
  view: ReportPageView,
  dimensions: readonly Dimension[] = ['post', 'channel'],
): Html {
  const words = wordsFor(view.lang);
  return html`<p class="about">${words.modelsAbout}</p>
      ${dimensions.map((by) => modelsSection(reports, by, view, words))}`;
}

/** As many rows as the overview shows of each dimension. */
const MOST_ROWS = 8;

export function summary(report: Report, words: Words, lang: Lang): Html {
  const { earned, expected, conversions, views } = report.totals;
  const figure = (name: string, value: string) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  return html`<dl class="summary">
      ${figure(words.earned, formatMoneys(earned, lang))}${figure(words.expected, formatMoneys(expected, lang))}
      ${figure(words.conversions, formatCount(conversions, lang))}${figure(words.views, formatCount(views, lang))}
    </dl>${notes(report, words, lang)}`;
}

function notes(report: Report, words: Words, lang: Lang): Html {
  return html`${notesOf(report, words, lang).map((note) => html`<p class="about">${note}</p>`)}`;
}

export function reportSection(report: Report, by: Dimension, view: ReportPageView): Html {
  const { lang, before, most = Number.POSITIVE_INFINITY } = view;
  const words = wordsFor(lang);
  const last = (row: Figures | undefined) => (before === undefined ? [] : [creditText(row, lang)]);
  const rows = report.rows[by].slice(0, most);
  const columns = columnsOf(by, words, lang).filter(({ text }) => rows.some((row) => text(row) !== '–'));
  const line = (row: (typeof rows)[number]): Row => ({
    name: rowName(row.key, by, view, words),
    cells: [
      ...columns.map(({ text }) => text(row)),
      ...last(before?.rows[by].find(({ key }) => key === row.key)),
    ],
  });
  const sum = columns.map(({ text }) => text(totalOf(report, by)));
  const total = { name: words.total, cells: [...sum, ...last(before?.totals)] };
  return html`${by === 'offer' ? advertisersSection(report, view, words) : ''}<section>
      <h2>${words[by]}</h2>
      ${
        rows.length === 0
          ? html`<p class="about">${words.empty}</p>`
          : dataTable(
              [
                words[by],
                ...columns.map(({ head }) => head),
                ...(before === undefined ? [] : [words.before]),
              ],
              rows.map(line),
              total,
            )
      }
    </section>`;
}

function modelsSection(
  reports: readonly TitledReport[],
  by: Dimension,
  view: ReportPageView,
  words: Words,
): Html {
  const keys = [...new Set(reports.flatMap(({ report }) => report.rows[by].map(({ key }) => key)))];
  const rows = keys.flatMap((key): Row[] => {
    const found = reports.map(({ report }) => report.rows[by].find((row) => row.key === key));
    const hasCredit = found.some(
      (row) => row !== undefined && (row.conversions > 0 || row.earned.length > 0),
    );
    const cells = found.map((row) => creditText(row, view.lang));
    return hasCredit ? [{ name: rowName(key, by, view, words), cells }] : [];
  });
  const total = {
    name: words.total,
    cells: reports.map(({ report }) => creditText(report.totals, view.lang)),
  };
  return html`<section>
      <h2>${words[by]}</h2>
      ${
        rows.length === 0
          ? html`<p class="about">${words.empty}</p>`
          : dataTable([words[by], ...reports.map(({ title }) => title)], rows, total)
      }
    </section>`;
}

/** A row's name: a post's or an offer's title, a channel's name; of a post, a link to its page. */
function rowName(key: string, by: Dimension, view: ReportPageView, words: Words): string | Html {
  if (by === 'offer') return offerTitle(key, view.offers, view.lang);
  if (by === 'channel') return channelName(key, view.lang);
  if (by === 'link') return linkTitle(key, view, words);
  const title = by === 'post' ? view.titles.get(key) : undefined;
  if (title === undefined) return nameOf(key, by, words);
  return view.base === undefined
    ? title
    : html`<a href="${pageLink(`posts/${encodeURIComponent(key)}`, { base: view.base, asked: view.asked })}">${title}</a>`;
}

function linkTitle(key: string, { offers, lang }: ReportPageView, words: Words): string {
  const isLink = readOfferLink(key) !== undefined;
  return isLink
    ? linkName(key, words, (offer) => offerTitle(offer, offers, lang))
    : nameOf(key, 'link', words);
}

/** The offer's title in the page's language, else in the first it was written in. */
export function offerTitle(id: string, offers: readonly Offer[], lang: Lang): string {
  const versions = offers.filter((offer) => offer.id === id);
  return (versions.find((offer) => offer.lang === lang) ?? versions[0])?.title ?? id;
}

/** The titles of models in a language. */
export function titled(
  reports: readonly Report[],
  models: ReadonlyMap<string, { readonly title: Parameters<typeof inLanguage>[0] }>,
  lang: Lang,
): TitledReport[] {
  return reports.map((report) => ({
    report,
    title: inLanguage(models.get(report.model)?.title ?? report.model, lang),
  }));
}

export interface OverviewData {
  /** What to do next. @default nothing */
  readonly advice?: Html | string | undefined;
  /** Views of each month. */
  readonly months: readonly Month[];
  /** @default none are set */
  readonly goals?: readonly GoalProgress[];
  /** Whether this browser is counted. */
  readonly owner: OwnerView;
}

export interface Month {
  /** `2026-11` */
  readonly label: string;
  readonly value: number;
}

export interface ReportPageView {
  readonly lang: Lang;
  /** Where Studio is mounted; undefined on a page by itself, which has no links. */
  readonly base: string | undefined;
  readonly asked: Readonly<Record<string, string>>;
  readonly offers: readonly Offer[];
  /** Post → its title. */
  readonly titles: ReadonlyMap<string, string>;
  /** The report of the period before, to compare with. */
  readonly before?: Report | undefined;
  /** How many rows to show. @default all */
  readonly most?: number;
}
