import { html, raw } from 'hono/html';
import { dimensions, isoDay, type Offer, type Report } from '#domain';
import { studioStyle } from '../studio/index.ts';
import type { ReportView, TitledReport } from './render-report.ts';
import { modelsPage, reportSection, summary } from './studio/report-pages.ts';
import { wordsFor } from './words.ts';

/**
 * A report as one page by itself, with its style inside: to print, to keep or to send. Of several models it is about the
 * first, and shows the others beside it.
 */
export function reportPage(
  report: Report,
  { title, name, lang, timeZone, by, before, models = [], ...named }: ReportPage,
): string {
  const words = wordsFor(lang);
  const asked = by === undefined ? dimensions : [by];
  const view = { lang, base: undefined, asked: {}, ...named, before };
  const beside = by === undefined ? (['post', 'channel'] as const) : [by];
  const page = html`<!doctype html>
<html lang="${lang}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${words.report} · ${name}</title>
    <style>${raw(studioStyle)}</style>
  </head>
  <body>
    <header><h1>${words.report} · ${name}</h1>
      <p class="about">${title} · ${isoDay(report.from, timeZone)} – ${isoDay(report.to - 1, timeZone)}</p></header>
    <main>${summary(report, words, lang)}${models.length > 1 ? modelsPage(models, view, beside) : ''}${asked.map((dimension) => reportSection(report, dimension, view))}</main>
  </body>
</html>`;
  return String(page);
}

interface ReportPage extends ReportView {
  /** The site's title. */
  readonly name: string;
  readonly offers: readonly Offer[];
  /** Post → its title. */
  readonly titles: ReadonlyMap<string, string>;
  /** All models that were asked for. */
  readonly models?: readonly TitledReport[];
}
