import { html } from 'hono/html';
import { isoDay } from '#domain';
import type { ReportLink } from '../collector/store.ts';
import { sponsorBody } from '../sponsor-page.ts';
import type { SponsorReport } from '../sponsor-report.ts';
import { type Words, wordsFor } from '../words.ts';
import type { Html } from './frame.ts';

/** Each ad as its sponsor sees it, with the addresses at which the sponsor can see it. */
export function sponsorsPage(ads: readonly ShownAd[], view: SponsorsView): Html {
  const words = wordsFor(view.lang);
  if (ads.length === 0) return html`<p class="about">${words.noAds}</p>`;
  return html`${ads.map((ad) => adSection(ad, view, words))}`;
}

function adSection({ report, links }: ShownAd, view: SponsorsView, words: Words): Html {
  const { offer, sponsor, title } = report;
  const hidden = html`<input type="hidden" name="lang" value="${view.lang}">
        <input type="hidden" name="token" value="${view.token}">`;
  const takeBack = (
    link: ReportLink,
  ) => html`<li><a href="${view.addressOf(link)}">${view.addressOf(link)}</a>
        <span class="about">${isoDay(link.at, view.timeZone)}</span>
        <form method="post" action="${view.base}/sponsors/links/${link.key}/back">${hidden}<button>${words.takeBack}</button></form></li>`;
  return html`<section class="sponsor">
      <h2>${sponsor ?? title}${sponsor === undefined ? '' : html` <span class="tag">${title}</span>`}</h2>
      ${sponsorBody(report, words, view.lang)}
      ${links.length === 0 ? '' : html`<ul class="links">${links.map(takeBack)}</ul>`}
      <form method="post" action="${view.base}/sponsors/${encodeURIComponent(offer)}/links">${hidden}
        <button>${words.makeLink}</button></form>
    </section>`;
}

export interface ShownAd {
  readonly report: SponsorReport;
  readonly links: readonly ReportLink[];
}

export interface SponsorsView {
  readonly base: string;
  readonly lang: string;
  readonly timeZone: string;
  /** Of the forms. */
  readonly token: string;
  /** The whole address of a link. */
  readonly addressOf: (link: ReportLink) => string;
}
