import { html } from 'hono/html';
import { adviceText } from '../advice-text.ts';
import type { Advice } from '../advise.ts';
import { wordsFor } from '../words.ts';
import { type Html, pageLink } from './frame.ts';
import type { ReportPageView } from './report-pages.ts';

/** What to do next, each with a link to where it is done; nothing where there is nothing. */
export function adviceList(advices: readonly Advice[], view: ReportPageView): Html | string {
  if (advices.length === 0) return '';
  const words = wordsFor(view.lang);
  return html`<section class="advice"><h2>${words.advice.title}</h2>
      <ul>${advices.map((advice) => html`<li>${linked(advice, view)}</li>`)}</ul></section>`;
}

function linked(advice: Advice, view: ReportPageView): Html | string {
  const text = adviceText(advice, view);
  const { base, asked } = view;
  return base === undefined ? text : html`<a href="${pageLink(pageOf(advice), { base, asked })}">${text}</a>`;
}

function pageOf(advice: Advice): string {
  switch (advice.kind) {
    case 'lead-waits':
      return 'leads';
    case 'copies-old':
    case 'post-to-nowhere':
      return `posts/${encodeURIComponent(advice.post)}`;
    case 'offer-unseen':
      return 'offers';
    case 'channel-pays':
      return 'channels';
  }
}
