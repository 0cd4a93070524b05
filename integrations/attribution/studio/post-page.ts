import { html } from 'hono/html';
import { type Conversion, isoDay, type Report } from '#domain';
import type { Naming } from '../collector/sources.ts';
import type { Records } from '../collector/store.ts';
import { compare } from '../rank-rows.ts';
import type { ReportSettings } from '../read-report.ts';
import { columnsOf, formatCount } from '../render-report.ts';
import { mondayOf } from '../week.ts';
import { channelName, type Words, wordsFor } from '../words.ts';
import { barChart } from './chart.ts';
import { dataTable, type Html } from './frame.ts';
import { offerTitle, type ReportPageView } from './report-pages.ts';

/** One post: its figures, its readers by week and channel, its copies, and the offers and conversions it led to. */
export function postPage(data: PostData, view: PostView): Html {
  const words = wordsFor(view.lang);
  const { id, report } = data;
  const row = report.rows.post.find(({ key }) => key === id);
  const figures = columnsOf('post', words, view.lang).map(({ head, text }) => ({
    name: head,
    cells: [row === undefined ? '–' : text(row)],
  }));
  return html`${row === undefined ? html`<p class="about">${words.empty}</p>` : dataTable([words.post, ''], figures)}
      ${readersSection(data, view, words)}${offersSection(data, view, words)}
      ${conversionsSection(data, view, words)}${copiesSection(data, view, words)}
      ${(['file', 'out'] as const).map((kind) => targetsSection(kind, data, view, words))}`;
}

/** Where links of a post led: away by host, to files by path. */
function targetsSection(
  kind: 'file' | 'out',
  { id, counts }: PostData,
  { lang }: PostView,
  words: Words,
): Html | string {
  const followed = counts.filter((count) => count.kind === kind && count.post === id);
  const targets = [...Map.groupBy(followed, ({ source }) => source ?? '')]
    .map(([name, of]) => ({ name, times: sum(of) }))
    .sort((a, b) => b.times - a.times || compare(a.name, b.name));
  if (targets.length === 0) return '';
  const rows = targets.map(({ name, times }) => ({ name, cells: [formatCount(times, lang)] }));
  return html`<section><h2>${words.targets[kind]}</h2>${dataTable([words[`${kind}s`], words.times], rows)}</section>`;
}

/** As many channels as a table has room for; the rest are one. */
const MOST_CHANNELS = 5;

function readersSection({ id, counts }: PostData, view: PostView, words: Words): Html | string {
  const views = counts.filter(({ kind, post }) => kind === 'view' && post === id);
  if (views.length === 0) return '';
  const keyOf = (source: string | null) => (source === null ? null : view.naming.channelOf(source));
  const channels = [...Map.groupBy(views, ({ source }) => keyOf(source))]
    .flatMap(([key, of]) => (key === null ? [] : [{ key, n: sum(of) }]))
    .sort((a, b) => b.n - a.n)
    .slice(0, MOST_CHANNELS)
    .map(({ key }) => key);
  const weeks = [...Map.groupBy(views, ({ time }) => mondayOf(time))];
  const rows = weeks.toReversed().map(([week, of]) => {
    const by = channels.map((channel) => sum(of.filter(({ source }) => keyOf(source) === channel)));
    const rest = sum(of) - by.reduce((total, n) => total + n, 0);
    return { name: week, cells: [...by, rest, sum(of)].map((n) => formatCount(n, view.lang)) };
  });
  const heads = channels.map((channel) => channelName(channel, view.lang));
  const bars = weeks.map(([week, of]) => ({ label: week.slice('2026-'.length), value: sum(of) }));
  return html`<section><h2>${words.toThePost}</h2>${barChart(bars, view.lang)}
      ${dataTable([words.week, ...heads, words.otherChannels, words.total], rows)}</section>`;
}

function offersSection({ id, counts }: PostData, view: PostView, words: Words): Html | string {
  const own = counts.filter(({ post, offer }) => post === id && offer !== null);
  if (own.length === 0) return '';
  const rows = [...Map.groupBy(own, ({ offer }) => offer ?? '')].map(([offer, of]) => ({
    name: offerTitle(offer, view.offers, view.lang),
    cells: ['seen', 'click'].map((kind) =>
      formatCount(sum(of.filter((count) => count.kind === kind)), view.lang),
    ),
  }));
  return html`<section><h2>${words.pages.offers}</h2>${dataTable([words.offer, words.seen, words.clicks], rows)}</section>`;
}

function conversionsSection({ conversions, id }: PostData, view: PostView, words: Words): Html | string {
  const own = conversions.filter(({ journey }) => journey.reads.some(({ key }) => key === id));
  if (own.length === 0) return '';
  const line = ({ offer, kind, at }: Conversion) =>
    html`<li>${offerTitle(offer, view.offers, view.lang)} <span class="tag">${words.kinds[kind]}</span>
        <span class="about">${isoDay(at, view.timeZone)}</span></li>`;
  return html`<section><h2>${words.conversions}</h2><ul class="links">${own.toReversed().slice(0, 50).map(line)}</ul></section>`;
}

function copiesSection({ copies }: PostData, view: PostView, words: Words): Html | string {
  if (copies.length === 0) return '';
  const line = ({ channel, url, at, isOld }: Copy) => {
    const name = channelName(channel, view.lang);
    return html`<li>${url === undefined ? name : html`<a href="${url}" rel="noreferrer">${name}</a>`}
        <span class="about">${isoDay(at, view.timeZone)}</span>${isOld ? html` <span class="tag">${words.copyOld}</span>` : ''}</li>`;
  };
  return html`<section><h2>${words.copies}</h2><ul class="links">${copies.map(line)}</ul></section>`;
}

/** The copies of a post on its channels, by what the ledger of publications has. */
export function copiesOf(
  post: string,
  { posts, publications }: Pick<ReportSettings, 'posts' | 'publications'>,
): Copy[] {
  const updated = posts.find(({ id }) => id === post)?.updated ?? 0;
  return publications
    .filter((copy) => copy.post === post && copy.state === 'published')
    .map(({ channel, url, at }) => ({ channel, url, at, isOld: at < updated }));
}

function sum(counts: readonly { readonly n: number }[]): number {
  return counts.reduce((total, { n }) => total + n, 0);
}

interface Copy {
  readonly channel: string;
  readonly url: string | undefined;
  readonly at: number;
  /** Whether the post was changed since. */
  readonly isOld: boolean;
}

interface PostData {
  readonly id: string;
  readonly report: Report;
  /** By day. */
  readonly counts: Awaited<ReturnType<Records['dailyOf']>>;
  readonly conversions: readonly Conversion[];
  readonly copies: readonly Copy[];
}

interface PostView extends ReportPageView {
  readonly naming: Naming;
  readonly timeZone: string;
}
