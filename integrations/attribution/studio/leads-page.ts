import { html } from 'hono/html';
import { decimalAmount, formatMoney, isoDay, type Lang, type Money, type Offer, type Site } from '#domain';
import { type Lead, type LeadNote, type LeadState, leadStates } from '../collector/store.ts';
import { isSamePerson } from '../people.ts';
import { type Words, wordsFor } from '../words.ts';
import { type Html, option } from './frame.ts';
import { offerTitle } from './report-pages.ts';

/** The board: leads by where they stand, each with the forms that move it on. */
export function leadsPage(view: LeadsView): Html {
  const words = wordsFor(view.lang);
  const board =
    view.leads.length === 0
      ? html`<p class="about">${words.noLeads}</p>`
      : html`${leadStates.map((state) => column(state, view, words))}`;
  return html`${board}${newLead(view, words)}${person(view, words)}`;
}

/** A lead that came another way than by the form. */
function newLead(view: LeadsView, words: Words): Html {
  const ids = [...new Set(view.offers.map(({ id }) => id))];
  return html`<details class="lead"><summary>${words.newLead}</summary>
      <form method="post" action="${view.base}/leads">
        <input type="hidden" name="lang" value="${view.lang}"><input type="hidden" name="token" value="${view.token}">
        <label>${words.offer} <select name="offer">${ids.map((id) => option(id, offerTitle(id, view.offers, view.lang), false))}</select></label>
        <label>${words.name} <input name="name" required></label>
        <label>${words.email} <input name="email" type="email" required></label>
        <label>${words.message} <input name="message"></label>
        <label>${words.worth} <input name="worth" placeholder="12000.00 ${view.currency}" size="14"></label>
        <button>${words.move}</button>
      </form></details>`;
}

/** What one person may ask for: to see it all, and to have it deleted. */
function person(view: LeadsView, words: Words): Html {
  return html`<details class="lead"><summary>${words.person}</summary>
      <form method="post" action="${view.base}/people/export">
        <input type="hidden" name="lang" value="${view.lang}"><input type="hidden" name="token" value="${view.token}">
        <label>${words.email} <input name="email" type="email" required></label>
        <button>${words.exportPerson}</button>
        <button formaction="${view.base}/people/forget">${words.forgetPerson}</button>
      </form></details>`;
}

function column(state: LeadState, view: LeadsView, words: Words): Html | string {
  const leads = view.leads.filter((lead) => lead.state === state);
  if (leads.length === 0) return '';
  return html`<section>
      <h2>${words.states[state]} · ${leads.length}</h2>
      <div class="board">${leads.map((lead) => leadCard(lead, view, words))}</div>
    </section>`;
}

function leadCard(lead: Lead, view: LeadsView, words: Words): Html {
  const { conversion, name, email, message, nextStep, nextDay } = lead;
  const { id, at, offer } = conversion;
  const earned = view.earned.get(id) ?? [];
  const notes = view.notes.filter((note) => note.conversion === id && note.text !== '');
  const hasWritten = view.leads.some((other) => isSamePerson(other.email, email) && other.conversion.at < at);
  return html`<article class="lead">
      <h3>${name} <a href="mailto:${email}">${email}</a></h3>
      <p class="about">${isoDay(at, view.timeZone)} · ${offerTitle(offer, view.offers, view.lang)} · <code>${id.slice(0, 8)}</code>
        ${hasWritten ? html`<span class="tag">${words.again}</span>` : ''}</p>
      <p class="message">${message}</p>
      ${nextStep === null ? '' : html`<p class="about">${words.next}: ${nextStep} ${nextDay ?? ''}</p>`}
      ${notes.map((note) => html`<p class="about">${isoDay(note.at, view.timeZone)} ${note.text}</p>`)}
      <form method="post" action="${view.base}/leads/${id}">
        <input type="hidden" name="lang" value="${view.lang}"><input type="hidden" name="token" value="${view.token}">
        <label>${words.state} <select name="state">${leadStates.map((state) => option(state, words.states[state], state === lead.state))}</select></label>
        <label>${words.next} <input name="next" size="14" value="${nextStep ?? ''}"></label>
        <label>${words.nextDay} <input name="on" type="date" value="${nextDay ?? ''}"></label>
        <label>${words.note} <input name="note" size="18"></label>
        <label>${words.worth} <input name="worth" size="14" value="${conversion.worth === null ? '' : `${decimalAmount(conversion.worth)} ${conversion.worth.currency}`}"></label>
        <button>${words.move}</button>
      </form>
      <form method="post" action="${view.base}/leads/${id}/won">
        <input type="hidden" name="lang" value="${view.lang}"><input type="hidden" name="token" value="${view.token}">
        <label>${words.amount} <input name="amount" required placeholder="12000.00 ${view.currency}" size="16"></label>
        <label>${words.months} <input name="months" type="number" min="1" max="99" size="3"></label>
        <button>${words.won}</button>
        <strong>${earned.map((money) => formatMoney(money, view.lang)).join(' + ')}</strong>
      </form>
    </article>`;
}

export interface LeadsView extends Pick<Site, 'currency' | 'timeZone'> {
  readonly base: string;
  /** Of the forms. */
  readonly token: string;
  readonly lang: Lang;
  readonly leads: readonly Lead[];
  readonly notes: readonly LeadNote[];
  /** Conversion → what it has brought. */
  readonly earned: ReadonlyMap<string, readonly Money[]>;
  readonly offers: readonly Offer[];
}
