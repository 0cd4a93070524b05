import { html } from 'hono/html';
import type { Drop } from '../collector/store.ts';
import { reasonIn, type Words } from '../words.ts';
import type { Html } from './frame.ts';

/** Requests that were not counted, and whether this browser is the owner's. */
export function dropsPage(
  drops: readonly Drop[],
  { base, token, lang, isIgnored }: DropsView,
  words: Words,
): Html {
  const rows = drops.map(
    ({ reason, times }) =>
      html`<tr><th scope="row">${reasonIn(reason, words)}</th><td class="number">${times}</td></tr>`,
  );
  const next = isIgnored ? 'counted' : 'ignored';
  return html`<p class="about">${words.droppedAbout}</p>
      ${
        drops.length === 0
          ? html`<p class="about">${words.noneDropped}</p>`
          : html`<table class="small">
        <thead><tr><th scope="col">${words.reason}</th><th scope="col" class="number">${words.times}</th></tr></thead>
        <tbody>${rows}</tbody>
      </table>`
      }
      <form method="post" action="${base}/owner">
        <p>${isIgnored ? words.ownerIgnored : words.ownerCounted}</p>
        <input type="hidden" name="lang" value="${lang}"><input type="hidden" name="owner" value="${next}">
        <input type="hidden" name="token" value="${token}">
        <button>${isIgnored ? words.countOwner : words.ignoreOwner}</button>
      </form>`;
}

export interface DropsView {
  readonly base: string;
  /** Of the form. */
  readonly token: string;
  readonly lang: string;
  /** Whether what this browser reads is left out. */
  readonly isIgnored: boolean;
}
