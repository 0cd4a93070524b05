import { formatMoney, isoDay, type Lang, type Report, type ReportRow } from '#domain';
import { type AdviceNames, adviceText } from './advice-text.ts';
import type { Advice } from './advise.ts';
import type { Lead, Period } from './collector/store.ts';
import { formatCount, formatMoneys } from './render-report.ts';
import { offerTitle } from './studio/report-pages.ts';
import { channelName, nameOf, wordsFor } from './words.ts';

/**
 * A week in Markdown: its figures beside those of the week before, the strongest posts and channels, who wrote, and what
 * to do next. It reads well as plain text, so that it can be a mail.
 */
export function digest(facts: DigestFacts, view: DigestView): string {
  const words = wordsFor(view.lang);
  const { report } = facts;
  return [
    `# ${view.name}: ${daysOf(report, view.timeZone)}`,
    figures(facts, view),
    listOf(words.post, strongest(report.rows.post), (row) => titleOf(row, view), view),
    listOf(words.channel, strongest(report.rows.channel), (row) => channelName(row.key, view.lang), view),
    leadsOf(facts.leads, view),
    adviceOf(facts.advice, view),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

function figures({ report, before }: DigestFacts, { lang }: DigestView): string {
  const words = wordsFor(lang);
  const line = (name: string, of: (totals: Report['totals']) => string) =>
    `- ${name}: **${of(report.totals)}** (${words.before}: ${of(before.totals)})`;
  return [
    line(words.views, ({ views }) => formatCount(views, lang)),
    line(words.readers, ({ readers }) => formatCount(readers, lang)),
    line(words.clicks, ({ clicks }) => formatCount(clicks, lang)),
    line(words.leadCount, ({ leads }) => formatCount(leads, lang)),
    line(words.conversions, ({ conversions }) => formatCount(conversions, lang)),
    line(words.earned, ({ earned }) => formatMoneys(earned, lang)),
  ].join('\n');
}

/** As many rows as fit into a glance. */
const MOST = 5;

function strongest(rows: readonly ReportRow[]): ReportRow[] {
  return rows
    .filter(({ views, conversions, earned }) => (views ?? 0) > 0 || conversions > 0 || earned.length > 0)
    .slice(0, MOST);
}

function listOf(
  head: string,
  rows: readonly ReportRow[],
  nameFor: (row: ReportRow) => string,
  { lang }: DigestView,
): string {
  if (rows.length === 0) return '';
  const words = wordsFor(lang);
  const lines = rows.map((row) => {
    const money =
      row.earned.length === 0 ? '' : `, ${row.earned.map((each) => formatMoney(each, lang)).join(' + ')}`;
    return `- ${plain(nameFor(row))}: ${formatCount(row.views, lang)} ${words.views.toLowerCase()}${money}`;
  });
  return [`## ${head}`, lines.join('\n')].join('\n\n');
}

function leadsOf(leads: readonly Lead[], { lang, offers, timeZone }: DigestView): string {
  if (leads.length === 0) return '';
  const words = wordsFor(lang);
  const lines = leads.map(
    ({ conversion: { at, offer }, name, state }) =>
      `- ${isoDay(at, timeZone)}: ${plain(name)}, ${offerTitle(offer, offers, lang)} (${words.states[state]})`,
  );
  return [`## ${words.pages.leads}`, lines.join('\n')].join('\n\n');
}

function adviceOf(advices: readonly Advice[], view: DigestView): string {
  if (advices.length === 0) return '';
  const lines = advices.map((advice) => `- ${plain(adviceText(advice, view))}`);
  return [`## ${wordsFor(view.lang).advice.title}`, lines.join('\n')].join('\n\n');
}

function titleOf({ key }: ReportRow, { titles, lang }: DigestView): string {
  return titles.get(key) ?? nameOf(key, 'post', wordsFor(lang));
}

/** What a stranger wrote stays one line of text, and is no Markdown. */
function plain(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, ' ').replaceAll(/[\\`*_[\]<>#|]/g, '\\$&');
}

function daysOf({ from, to }: Period, timeZone: string): string {
  return `${isoDay(from, timeZone)} – ${isoDay(to - 1, timeZone)}`;
}

export interface DigestFacts {
  readonly report: Report;
  /** Of the week before. */
  readonly before: Report;
  /** Leads of the week. */
  readonly leads: readonly Lead[];
  readonly advice: readonly Advice[];
}

export interface DigestView extends AdviceNames {
  readonly lang: Lang;
  readonly timeZone: string;
  /** The site's title. */
  readonly name: string;
}
