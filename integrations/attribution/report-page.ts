import { html, raw } from 'hono/html';
import { dimensions, isoDay, type Report } from '#domain';
import { studioStyle } from '../studio/index.ts';
import type { ReportView } from './render-report.ts';
import { reportSection, summary } from './studio/report-pages.ts';
import { wordsFor } from './words.ts';

/** A report as one page by itself, with its style inside: to print, to keep or to send. */
export function reportPage(report: Report, { title, name, lang, timeZone, by }: ReportPage): string {
  const words = wordsFor(lang);
  const asked = by === undefined ? dimensions : [by];
  const view = { lang, base: undefined, asked: {}, offers: [], titles: new Map<string, string>() };
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
    <main>${summary(report, words, lang)}${asked.map((dimension) => reportSection(report, dimension, view))}</main>
  </body>
</html>`;
  return String(page);
}

interface ReportPage extends ReportView {
  /** The site's title. */
  readonly name: string;
}
