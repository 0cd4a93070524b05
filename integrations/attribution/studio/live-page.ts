import { html } from 'hono/html';
import type { Naming } from '../collector/sources.ts';
import type { LiveEvent } from '../live.ts';
import { channelName, wordsFor } from '../words.ts';
import { barChart } from './chart.ts';
import { dataTable, type Html } from './frame.ts';
import { offerTitle, type ReportPageView } from './report-pages.ts';

const MINUTE = 60_000;

/** The last half hour, from memory: by minute, by post, and the latest events. */
export function livePage(events: readonly LiveEvent[], now: number, view: LiveView): Html {
  const words = wordsFor(view.lang);
  if (events.length === 0) return html`<p class="about">${words.liveAbout}</p><p>${words.liveNothing}</p>`;
  const views = events.filter(({ kind }) => kind === 'view');
  const minutes = Array.from({ length: 30 }, (_, index) => {
    const ago = 29 - index;
    const value = views.filter(({ at }) => Math.floor((now - at) / MINUTE) === ago).length;
    return { label: ago === 0 ? words.liveNow : `−${ago}`, value };
  });
  const posts = [...Map.groupBy(views, ({ post }) => post)].sort((a, b) => b[1].length - a[1].length);
  const rows = posts.map(([post, of]) => ({ name: titleOf(post, view), cells: [of.length] }));
  return html`<p class="about">${words.liveAbout}</p>
      ${barChart(minutes, view.lang)}
      ${rows.length === 0 ? '' : dataTable([words.post, words.views], rows)}
      <section><h2>${words.liveLatest}</h2><ol class="steps">${events
        .slice(0, 30)
        .map(
          (event) => html`<li>${lineOf(event, view)} <span class="about">${timeOf(event, view)}</span></li>`,
        )}</ol></section>`;
}

function lineOf({ kind, post, source, offer }: LiveEvent, view: LiveView): string {
  const words = wordsFor(view.lang);
  const from = source === null ? '' : ` ← ${channelName(view.naming.channelOf(source), view.lang)}`;
  const on = offer === null ? '' : ` · ${offerTitle(offer, view.offers, view.lang)}`;
  return `${words.liveKinds[kind] ?? kind}: ${titleOf(post, view)}${on}${from}`;
}

function titleOf(post: string | null, { titles, lang }: LiveView): string {
  return post === null ? wordsFor(lang).none.post : (titles.get(post) ?? post);
}

function timeOf({ at }: LiveEvent, { lang, timeZone }: LiveView): string {
  return new Date(at).toLocaleTimeString(lang, { timeZone, hour12: false });
}

export interface LiveView extends ReportPageView {
  readonly naming: Naming;
  readonly timeZone: string;
}
