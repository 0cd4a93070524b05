import { html } from 'hono/html';
import type { Lang } from '#domain';
import { strings } from '#strings';
import { frame, noticePage, type Page } from './lead-page.ts';

/** The form for an address. */
export function subscribePage({ lang, isWrong = false }: View & { readonly isWrong?: boolean }): Page {
  const { subscribe: words, form, answer } = strings(lang);
  const wrong = isWrong ? html`aria-invalid="true" aria-describedby="email-problem" autofocus` : '';
  return frame(
    lang,
    words.title,
    html`<p>${words.about}</p>
    <form method="post">
      <p hidden><label>${form.empty} <input name="blank" autocomplete="off" tabindex="-1"></label></p>
      <label for="email">${form.email}</label>
      <input id="email" name="email" type="email" required maxlength="254" autocomplete="email" ${wrong}>
      ${isWrong ? html`<p class="problem" id="email-problem">${answer.problems.email}</p>` : ''}
      <button>${words.subscribe}</button>
    </form>`,
  );
}

/** Opened by the link in the mail that asks. */
export function yesPage({ lang }: View): Page {
  const { title, yes } = strings(lang).subscribe;
  return frame(lang, title, button(yes));
}

/** Opened by the link at the end of each mail. */
export function leavePage({ lang }: View): Page {
  const { leave, leaveAbout } = strings(lang).subscribe;
  return frame(lang, leave, html`<p>${leaveAbout}</p>${button(leave)}`);
}

/** A sentence, and the way to the site. */
export function wordPage({ lang, home }: View, sentence: string): Page {
  return noticePage(lang, sentence, home);
}

function button(words: string): Page {
  return html`<form method="post"><button>${words}</button></form>`;
}

interface View {
  readonly lang: Lang;
  /** Where the site lives on its host. */
  readonly home: string;
}
