import { html } from 'hono/html';
import { type Conversion, isoDay, type Lang, type Offer } from '#domain';
import type { Naming } from '../collector/sources.ts';
import { channelName, gapIn, type Words, wordsFor } from '../words.ts';
import type { Html } from './frame.ts';
import { offerTitle } from './report-pages.ts';

/** The journeys of the conversions of a period, the latest first. */
export function journeysPage(conversions: readonly Conversion[], view: JourneysView): Html {
  const words = wordsFor(view.lang);
  const shown = conversions.toReversed().slice(0, MOST);
  return html`<p class="about">${words.journeysAbout}</p>
      ${shown.length === 0 ? html`<p class="about">${words.noJourneys}</p>` : ''}
      ${shown.map((conversion) => journeyCard(conversion, view, words))}`;
}

/** As many as a page can hold. */
const MOST = 200;

function journeyCard({ offer, kind, at, journey }: Conversion, view: JourneysView, words: Words): Html {
  const arrivals = journey.arrivals.map((touch) => ({
    ...touch,
    text: `→ ${channelName(view.naming.channelOf(touch.key), view.lang)}`,
  }));
  const reads = journey.reads.map((touch) => ({ ...touch, text: view.titles.get(touch.key) ?? touch.key }));
  const steps = [...arrivals, ...reads].sort((a, b) => a.at - b.at);
  return html`<article class="lead">
      <h3>${offerTitle(offer, view.offers, view.lang)} <span class="tag">${words.kinds[kind]}</span></h3>
      <p class="about">${isoDay(at, view.timeZone)}</p>
      ${
        journey.gap !== null
          ? html`<p class="about">${words.unknown} ${gapIn(journey.gap, words)}</p>`
          : html`<ol class="steps">${steps.map(({ at: when, text }) => html`<li>${text} <span class="about">${isoDay(when, view.timeZone)}</span></li>`)}</ol>`
      }
    </article>`;
}

export interface JourneysView {
  readonly lang: Lang;
  readonly timeZone: string;
  readonly naming: Naming;
  readonly offers: readonly Offer[];
  readonly titles: ReadonlyMap<string, string>;
}
