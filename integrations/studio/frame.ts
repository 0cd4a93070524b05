import { html } from 'hono/html';
import type { Lang } from '#domain';
import type { Html } from './html.ts';

/** One page of Studio: the navigation over the pages of every wing, a heading, and the page's own body. */
export function studioFrame(view: StudioView, body: Html): Html {
  const { base, lang, name, title, entries, header, problem, sheets = [], script, refresh } = view;
  return html`<!doctype html>
<html lang="${lang}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    ${refresh === undefined ? '' : html`<noscript><meta http-equiv="refresh" content="${refresh}"></noscript>`}
    <title>${title} · ${name}</title>
    <link rel="stylesheet" href="${base}/report.css">
    ${sheets.map((sheet) => html`<link rel="stylesheet" href="${base}/${sheet}">`)}
    ${script === undefined ? '' : html`<script type="module" src="${base}/${script}"></script>`}
  </head>
  <body>
    <nav>${entries.map((entry) => navLink(entry, view))}</nav>
    <header><h1>${title}</h1>${header ?? ''}</header>
    <main>
      ${problem === undefined ? '' : html`<p class="problem" role="alert">${problem}</p>`}
      ${body}
    </main>
  </body>
</html>`;
}

/** Where a page of Studio is, with what was asked. @param path below the base; empty for the first page */
export function studioLink(path: string, { base, asked }: Pick<StudioView, 'base' | 'asked'>): string {
  const query = new URLSearchParams(asked).toString();
  const address = path === '' ? base : `${base}/${path}`;
  return query === '' ? address : `${address}?${query}`;
}

function navLink({ path, label }: StudioEntry, view: StudioView): Html {
  const current = path === view.entry ? html`aria-current="page"` : '';
  return html`<a href="${studioLink(path, view)}" ${current}>${label(view.lang)}</a>`;
}

/** A page in the navigation. */
export interface StudioEntry {
  /** Below Studio's base, without a slash before it; empty for the first page. */
  readonly path: string;
  /** In the owner's language. */
  label(lang: Lang): string;
}

/** Everything around the body of a page. */
export interface StudioView {
  /** Where Studio is mounted, without a trailing slash. */
  readonly base: string;
  readonly lang: Lang;
  /** The site's title. */
  readonly name: string;
  readonly title: string;
  readonly entries: readonly StudioEntry[];
  /** The path of the entry that this page belongs to. */
  readonly entry: string;
  /** What was asked, to carry on in links. */
  readonly asked: Readonly<Record<string, string>>;
  /** What stands below the heading. */
  readonly header?: Html | undefined;
  /** What was wrong with what the owner sent. */
  readonly problem?: string | undefined;
  /** Style sheets beside the common one, below the base. */
  readonly sheets?: readonly string[] | undefined;
  /** A script, below the base. The page works without it. */
  readonly script?: string | undefined;
  /** Seconds after which a browser without script loads the page again. */
  readonly refresh?: number | undefined;
}
