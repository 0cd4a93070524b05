import { html } from 'hono/html';
import type { Lang } from '#domain';
import type { Html } from './html.ts';
import { signInWords } from './sign-in-words.ts';

/** The page that asks for the password. It works without a script. */
export function signInPage({
  base,
  lang,
  languages,
  name,
  home,
  token,
  to,
  problem,
  where,
}: SignInView): Html {
  const words = signInWords(lang);
  const isWrong = problem !== undefined;
  return html`<!doctype html>
<html lang="${lang}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>${isWrong ? `${words[problem]} ` : ''}${words.title} · ${name}</title>
    <link rel="stylesheet" href="${base}/sign-in.css">
  </head>
  <body>
    <main>
      <p class="name"><a href="${home}">${name}</a></p>
      <h1>${words.title}</h1>
      <form method="post" action="${base}/sign-in?lang=${lang}">
        <input type="hidden" name="token" value="${token}">
        <input type="hidden" name="to" value="${to}">
        <input type="hidden" name="username" value="studio" autocomplete="username">
        <label for="password">${words.password}</label>
        <input id="password" name="password" type="password" autocomplete="current-password" required autofocus
          ${isWrong ? html`aria-invalid="true" aria-describedby="problem"` : html`aria-describedby="where"`}>
        ${isWrong ? html`<p class="problem" id="problem" role="alert">${words[problem]}</p>` : ''}
        <button>${words.signIn}</button>
      </form>
      ${where === undefined ? '' : html`<p class="where" id="where">${words.whereIs(where)}</p>`}
      ${languages.length < 2 ? '' : html`<p class="languages">${languages.map((other) => languageLink(other, { base, lang, to }))}</p>`}
    </main>
  </body>
</html>`;
}

/** The page behind the entry of the navigation: signing out here, and everywhere. */
export function accountBody(lang: Lang, { base, token }: { base: string; token: string }): Html {
  const words = signInWords(lang);
  const form = (action: string, label: string) =>
    html`<form method="post" action="${base}/${action}?lang=${lang}">
      <input type="hidden" name="token" value="${token}"><button>${label}</button>
    </form>`;
  return html`<p>${words.here}</p>
    ${form('sign-out', words.signOut)}
    <p class="about">${words.everywhere}</p>
    ${form('sign-out-everywhere', words.signOutEverywhere)}`;
}

/**
 * A page that opens an address again. A browser that came from another site sends no cookie of ours along, and does
 * when it comes from this page.
 */
export function againPage(address: string): Html {
  return html`<!doctype html>
<html>
  <head><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=${address}"><title>Studio</title></head>
  <body><p><a href="${address}">Studio</a></p></body>
</html>`;
}

function languageLink(other: Lang, { base, lang, to }: { base: string; lang: Lang; to: string }): Html {
  const query = new URLSearchParams({ lang: other, to }).toString();
  const current = other === lang ? html`aria-current="true"` : '';
  const called = new Intl.DisplayNames([other], { type: 'language' }).of(other) ?? other;
  return html`<a href="${base}/sign-in?${query}" lang="${other}" hreflang="${other}" ${current}>${called}</a> `;
}

export interface SignInView {
  readonly base: string;
  readonly lang: Lang;
  /** The site's. */
  readonly languages: readonly Lang[];
  /** The site's title. */
  readonly name: string;
  /** Where the site begins. */
  readonly home: string;
  readonly token: string;
  /** The page that was asked for. */
  readonly to: string;
  readonly problem?: 'wrong' | 'expired' | 'tooMany' | undefined;
  /** Where the owner finds the password. */
  readonly where?: string | undefined;
}
