import { html } from 'hono/html';
import type { Words } from '../words.ts';
import type { Html } from './frame.ts';

/** The pages that have the switch. */
export const ownerPages = ['overview', 'dropped'] as const;
export type OwnerPage = (typeof ownerPages)[number];

/** Says whether this browser is counted, with a button that changes it. @param page where the owner is led back to */
export function ownerSwitch(
  page: OwnerPage,
  { base, lang, isIgnored, token }: OwnerView,
  words: Words,
): Html {
  return html`<form method="post" action="${base}/owner" class="owner">
        <p>${isIgnored ? words.ownerIgnored : words.ownerCounted}</p>
        <input type="hidden" name="lang" value="${lang}"><input type="hidden" name="page" value="${page}">
        <input type="hidden" name="owner" value="${isIgnored ? 'counted' : 'ignored'}">
        <input type="hidden" name="token" value="${token}">
        <button>${isIgnored ? words.countOwner : words.ignoreOwner}</button>
      </form>`;
}

export interface OwnerView {
  readonly base: string;
  readonly lang: string;
  /** Proves that the form is ours. */
  readonly token: string;
  /** Whether what this browser reads is left out. */
  readonly isIgnored: boolean;
}
