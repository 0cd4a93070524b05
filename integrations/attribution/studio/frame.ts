import { html } from 'hono/html';
import { inLanguage, type Lang } from '#domain';
import { type Html, option, type StudioEntry, studioFrame, studioLink } from '../../studio/index.ts';
import type { Model } from '../model.ts';
import { type Words, wordsFor } from '../words.ts';

// The pages of this wing import what they are made of from here.
export { dataTable, type Html, option, type Row } from '../../studio/index.ts';

/** The pages of the report in Studio, in the order of the navigation; the first is at its root. */
export const pages = [
  'overview',
  'posts',
  'channels',
  'offers',
  'sponsors',
  'models',
  'journeys',
  'leads',
  'live',
  'dropped',
] as const;
export type PageName = (typeof pages)[number];

/** Periods a page offers, in days. */
export const periods = [7, 30, 90, 365] as const;

/** The pages of this wing, as the navigation of Studio shows them. */
export const reportEntries: readonly StudioEntry[] = pages.map((page) => ({
  path: pathOf(page),
  label: (lang) => wordsFor(lang).pages[page],
}));

/** One page of the report: the navigation, what is asked, and the answer. */
export function frame(view: FrameView, body: Html): Html {
  const words = wordsFor(view.lang);
  const header = view.question === undefined ? undefined : question(view, view.question, words);
  const title = view.title ?? words.pages[view.page];
  const { entries = reportEntries } = view;
  return studioFrame({ ...view, entries, entry: pathOf(view.page), title, header }, body);
}

/** Where a page is, with what was asked. */
export function pageLink(page: string, view: Pick<FrameView, 'base' | 'asked'>): string {
  return studioLink(pathOf(page), view);
}

function pathOf(page: string): string {
  return page === 'overview' ? '' : page;
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

export interface FrameView {
  /** Where Studio is mounted, without a trailing slash. */
  readonly base: string;
  readonly page: PageName;
  /** Every page of Studio, for the navigation. @default those of this wing */
  readonly entries?: readonly StudioEntry[] | undefined;
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
