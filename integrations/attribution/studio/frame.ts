import { html } from 'hono/html';
import { inLanguage, type Lang } from '#domain';
import type { Model } from '../model.ts';
import { type Words, wordsFor } from '../words.ts';

/** The pages of Studio, in the order of the navigation; the first is at its root. */
export const pages = [
  'overview',
  'posts',
  'channels',
  'offers',
  'models',
  'journeys',
  'leads',
  'dropped',
] as const;
export type PageName = (typeof pages)[number];

/** Periods a page offers, in days. */
export const periods = [7, 30, 90, 365] as const;

/** One page of Studio: the navigation, what is asked, and the answer. */
export function frame(view: FrameView, body: Html): Html {
  const words = wordsFor(view.lang);
  const title = view.title ?? words.pages[view.page];
  return html`<!doctype html>
<html lang="${view.lang}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>${title} · ${view.name}</title>
    <link rel="stylesheet" href="${view.base}/report.css">
  </head>
  <body>
    <nav>${pages.map((page) => navLink(page, view, words))}</nav>
    <header><h1>${title}</h1>${view.question === undefined ? '' : question(view, view.question, words)}</header>
    <main>
      ${view.problem === undefined ? '' : html`<p class="problem" role="alert">${view.problem}</p>`}
      ${body}
    </main>
  </body>
</html>`;
}

/** Where a page is, with what was asked. */
export function pageLink(page: string, { base, asked }: Pick<FrameView, 'base' | 'asked'>): string {
  const query = new URLSearchParams(asked).toString();
  const path = page === 'overview' ? base : `${base}/${page}`;
  return query === '' ? path : `${path}?${query}`;
}

/** A table with a head, rows whose first cell is their name, and perhaps a foot. */
export function dataTable(heads: readonly string[], rows: readonly Row[], foot?: Row): Html {
  const line = ({ name, cells }: Row) =>
    html`<tr><th scope="row">${name}</th>${cells.map((cell) => html`<td class="number">${cell}</td>`)}</tr>`;
  const [first = '', ...others] = heads;
  return html`<div class="wide"><table>
        <thead><tr><th scope="col">${first}</th>${others.map((head) => html`<th scope="col" class="number">${head}</th>`)}</tr></thead>
        <tbody>${rows.map(line)}</tbody>
        ${foot === undefined ? '' : html`<tfoot>${line(foot)}</tfoot>`}
      </table></div>`;
}

function navLink(page: PageName, view: FrameView, words: Words): Html {
  const current = page === view.page ? html`aria-current="page"` : '';
  return html`<a href="${pageLink(page, view)}" ${current}>${words.pages[page]}</a>`;
}

function question({ base, page, lang, path }: FrameView, asked: Question, words: Words): Html {
  const { models, modelId, days } = asked;
  const model = modelId === undefined ? undefined : models.get(modelId);
  const action = path ?? (page === 'overview' ? base : `${base}/${page}`);
  const modelField =
    model === undefined
      ? ''
      : html`<label>${words.model}
        <select name="model">${[...models].map(([id, { title }]) => option(id, inLanguage(title, lang), id === modelId))}</select></label>`;
  return html`<form method="get" action="${action}">
      <input type="hidden" name="lang" value="${lang}">
      ${modelField}
      <label>${words.period}
        <select name="days">${periods.map((count) => option(String(count), words.days(count), count === days))}</select></label>
      <button>${words.show}</button>
    </form>
    ${model === undefined ? '' : html`<p class="about">${inLanguage(model.about, lang)}</p>`}`;
}

export function option(value: string, text: string, isChosen: boolean): Html {
  return html`<option value="${value}" ${isChosen ? 'selected' : ''}>${text}</option>`;
}

/** HTML with every value escaped. */
export type Html = ReturnType<typeof html>;

export interface Row {
  readonly name: string | Html;
  readonly cells: readonly (string | number | Html)[];
}

export interface FrameView {
  /** Where Studio is mounted, without a trailing slash. */
  readonly base: string;
  readonly page: PageName;
  /** @default the page's name */
  readonly title?: string | undefined;
  /** Where the question goes. @default the page itself */
  readonly path?: string | undefined;
  readonly lang: Lang;
  /** The site's title. */
  readonly name: string;
  /** What was asked, to carry on in links. */
  readonly asked: Readonly<Record<string, string>>;
  readonly question?: Question | undefined;
  /** What was wrong with what the owner sent. */
  readonly problem?: string | undefined;
}

export interface Question {
  readonly models: ReadonlyMap<string, Model>;
  /** Undefined on pages that no model changes. */
  readonly modelId: string | undefined;
  readonly days: number;
}
