import { html } from 'hono/html';
import {
  type Dimension,
  dimensions,
  formatMoney,
  inLanguage,
  isoDay,
  type Lang,
  type Offer,
  type Report,
  type Site,
} from '#domain';
import type { Drop, Lead } from './collector/store.ts';
import type { Model } from './model.ts';
import { figures, formatShare } from './render-report.ts';
import { totalOf } from './report.ts';
import { nameOf, reasonIn, type Words, wordsFor } from './words.ts';

/** The report's page: what is asked, three tables, the leads, and what was left out. */
export function dashboard(view: DashboardView): Html {
  const words = wordsFor(view.lang);
  const { report, lang, base } = view;
  return html`<!doctype html>
<html lang="${lang}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>${words.report} · ${view.name}</title>
    <link rel="stylesheet" href="${base}/report.css">
  </head>
  <body>
    <header><h1>${words.report}</h1>${question(view, words)}</header>
    <main>
      ${view.problem === undefined ? '' : html`<p class="problem" role="alert">${view.problem}</p>`}
      ${summary(report, words, lang)}
      ${dimensions.map((dimension) => rowsTable(view, dimension, words))}
      ${leadsSection(view, words)}
      ${dropsSection(view.drops, words)}
    </main>
  </body>
</html>`;
}

/** Periods the page offers, in days. */
export const periods = [7, 30, 90, 365] as const;

function question({ models, modelId, days, lang, base }: DashboardView, words: Words): Html {
  const model = models.get(modelId);
  return html`<form method="get" action="${base}">
      <input type="hidden" name="lang" value="${lang}">
      <label>${words.model}
        <select name="model">${[...models].map(([id, { title }]) => option(id, inLanguage(title, lang), id === modelId))}</select></label>
      <label>${words.period}
        <select name="days">${periods.map((count) => option(String(count), words.days(count), count === days))}</select></label>
      <button>${words.show}</button>
    </form>
    <p class="about">${inLanguage(model?.about ?? '', lang)}</p>`;
}

function option(value: string, text: string, isChosen: boolean): Html {
  return html`<option value="${value}" ${isChosen ? 'selected' : ''}>${text}</option>`;
}

function summary(report: Report, words: Words, lang: Lang): Html {
  const [touches, conversions, earned, expected] = figures(report.totals, lang);
  const figure = (name: string, value = '–') => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  return html`<dl class="summary">
      ${figure(words.earned, earned)}${figure(words.expected, expected)}
      ${figure(words.conversions, conversions)}${figure(words.touches, touches)}
    </dl>
    <p class="about">${words.claimed(formatShare(report.claimedShare, lang))}</p>`;
}

function rowsTable({ report, lang, offers }: DashboardView, dimension: Dimension, words: Words): Html {
  const rows = report.rows[dimension];
  const called = (key: string) =>
    dimension === 'offer' ? offerTitle(key, offers, lang) : nameOf(key, dimension, words);
  const numbers = (texts: readonly string[]) => texts.map((text) => html`<td class="number">${text}</td>`);
  const heads = [words.touches, words.conversions, words.earned, words.expected];
  const body = rows.map(
    (row) => html`<tr><th scope="row">${called(row.key)}</th>${numbers(figures(row, lang))}</tr>`,
  );
  return html`<section>
      <h2>${words[dimension]}</h2>
      ${
        rows.length === 0
          ? html`<p class="about">${words.empty}</p>`
          : html`<div class="wide"><table>
        <thead><tr><th scope="col">${words[dimension]}</th>${heads.map((head) => html`<th scope="col" class="number">${head}</th>`)}</tr></thead>
        <tbody>${body}</tbody>
        <tfoot><tr><th scope="row">${words.total}</th>${numbers(figures(totalOf(report, dimension), lang))}</tr></tfoot>
      </table></div>`
      }
    </section>`;
}

/** The offer's title in the page's language, else in the first it was written in. */
function offerTitle(id: string, offers: readonly Offer[], lang: Lang): string {
  const versions = offers.filter((offer) => offer.id === id);
  return (versions.find((offer) => offer.lang === lang) ?? versions[0])?.title ?? id;
}

function leadsSection(view: DashboardView, words: Words): Html {
  return html`<section>
      <h2>${words.leads}</h2>
      ${view.leads.length === 0 ? html`<p class="about">${words.noLeads}</p>` : ''}
      ${view.leads.map((lead) => leadCard(lead, view, words))}
    </section>`;
}

function leadCard({ conversion, name, email, message }: Lead, view: DashboardView, words: Words): Html {
  const { id, at, offer, earned } = conversion;
  const amount = earned === null ? '' : formatMoney(earned, view.lang);
  return html`<article class="lead">
      <h3>${name} <a href="mailto:${email}">${email}</a></h3>
      <p class="about">${isoDay(at, view.timeZone)} · ${offer} · <code>${id.slice(0, 8)}</code></p>
      <p class="message">${message}</p>
      <form method="post" action="${view.base}/leads/${id}/won">
        <input type="hidden" name="lang" value="${view.lang}">
        <label>${words.amount} <input name="amount" required placeholder="12000.00 ${view.currency}" size="16"></label>
        <button>${words.won}</button>
        <strong>${amount}</strong>
      </form>
    </article>`;
}

function dropsSection(drops: readonly Drop[], words: Words): Html {
  const rows = drops.map(
    ({ reason, times }) =>
      html`<tr><th scope="row">${reasonIn(reason, words)}</th><td class="number">${times}</td></tr>`,
  );
  return html`<section>
      <h2>${words.dropped}</h2>
      <p class="about">${words.droppedAbout}</p>
      ${
        drops.length === 0
          ? html`<p class="about">${words.noneDropped}</p>`
          : html`<table class="small">
        <thead><tr><th scope="col">${words.reason}</th><th scope="col" class="number">${words.times}</th></tr></thead>
        <tbody>${rows}</tbody>
      </table>`
      }
    </section>`;
}

/** HTML with every value escaped. */
type Html = ReturnType<typeof html>;

export interface DashboardView extends Pick<Site, 'currency' | 'timeZone'> {
  /** Where the page is mounted, without a trailing slash. */
  readonly base: string;
  readonly lang: Lang;
  /** The site's title. */
  readonly name: string;
  readonly report: Report;
  readonly models: ReadonlyMap<string, Model>;
  readonly modelId: string;
  readonly days: number;
  readonly offers: readonly Offer[];
  readonly leads: readonly Lead[];
  readonly drops: readonly Drop[];
  /** What was wrong with what the owner sent. */
  readonly problem?: string | undefined;
}
