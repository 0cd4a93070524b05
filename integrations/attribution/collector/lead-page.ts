import { html, raw } from 'hono/html';
import type { Lang } from '#domain';
import { strings } from '#strings';
import type { LeadForm } from './lead-form.ts';
import { leadStyle } from './lead-style.ts';

/** What a form without JavaScript gets: what was filled in, with a token now, to look over and send. */
export function confirmPage({ form, token, lang, problems, note }: ConfirmView): Page {
  const { answer, form: words } = strings(lang);
  const hidden = { ...pick(form), token };
  const wrong = Object.keys(problems);
  const attributes = (name: string) => attributesOf(name, name in problems, name === wrong[0]);
  return frame(
    lang,
    answer.confirm,
    html`<p ${note !== undefined && wrong.length === 0 ? html`tabindex="-1" autofocus` : ''}>${note ?? answer.lookOver}</p>
    <form method="post">
      ${Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
      <p hidden><label>${words.empty} <input name="blank" autocomplete="off" tabindex="-1"></label></p>
      ${field('name', words.name, problems['name'], html`<input ${attributes('name')} required maxlength="100" autocomplete="name" value="${form.name}">`)}
      ${field('email', words.email, problems['email'], html`<input ${attributes('email')} type="email" required maxlength="254" autocomplete="email" value="${form.email}">`)}
      ${field('message', words.message, problems['message'], html`<textarea ${attributes('message')} required maxlength="4000" rows="8">${form.message}</textarea>`)}
      <button>${words.send}</button>
    </form>`,
    note,
  );
}

/** One sentence and the way back. */
export function noticePage(lang: Lang, title: string, back: string): Page {
  return frame(lang, title, html`<p><a href="${back}">${strings(lang).answer.back}</a></p>`);
}

/** A page's title is what is read out first, so it begins with what went wrong. */
export function frame(lang: Lang, title: string, body: Page, note?: string): Page {
  return html`<!doctype html>
<html lang="${lang}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>${note === undefined ? '' : `${note} `}${title}</title>
    <style>${raw(leadStyle)}</style>
  </head>
  <body>
    <main><h1>${title}</h1>${body}</main>
  </body>
</html>`;
}

function field(name: string, label: string, problem: string | undefined, input: Page): Page {
  return html`<label for="${name}">${label}</label>${input}
    ${problem === undefined ? '' : html`<p class="problem" id="${name}-problem">${problem}</p>`}`;
}

/** An alert that is there when a page opens is not read out; what has the focus is, with what describes it. */
function attributesOf(name: string, isWrong: boolean, isFirst: boolean): Page {
  const wrong = html`aria-invalid="true" aria-describedby="${name}-problem" ${isFirst ? 'autofocus' : ''}`;
  return html`id="${name}" name="${name}" ${isWrong ? wrong : ''}`;
}

function pick({ offer, lang, journey, back }: LeadForm): Record<string, string> {
  return { offer, lang, journey, back };
}

/** HTML with every value escaped. */
export type Page = ReturnType<typeof html>;

export interface ConfirmView {
  readonly form: LeadForm;
  readonly token: string;
  readonly lang: Lang;
  /** Field → what is wrong with it. */
  readonly problems: Readonly<Record<string, string>>;
  /** Why it is shown again. @default that it has to be confirmed */
  readonly note?: string | undefined;
}
