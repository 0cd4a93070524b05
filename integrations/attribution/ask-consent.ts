import type { Beacon, Step } from './beacon.ts';

/** The browser stores this value in place of a journey when the reader refuses. */
const REFUSED = '0';

/**
 * Asks whether a journey may be kept in this browser, until there is an answer, and whenever a button with `data-ask`
 * is pressed. The bar is on the page already, hidden: `data-consent`, with a button for `yes` and one for `no`.
 *
 * A browser that asks not to be followed has answered, and one that keeps nothing cannot; neither is asked.
 *
 * @param from where the reader arrived from, for the first step of a journey that is allowed
 */
export function askConsent({ remember }: Beacon, from: Step[1] | undefined): void {
  const bar = document.querySelector<HTMLElement>('[data-consent]');
  const { globalPrivacyControl }: Navigator & { globalPrivacyControl?: boolean } = navigator;
  if (bar === null || globalPrivacyControl || !canKeep()) return;
  const answer = (value: string | undefined) => {
    const isAllowed = value === 'yes';
    localStorage.setItem('byline-allowed', isAllowed ? '[]' : REFUSED);
    if (isAllowed) remember(from || 0, document.documentElement.dataset['post'] || 0);
    bar.hidden = true;
  };
  bar.hidden = localStorage.getItem('byline-allowed') !== null;
  for (const button of bar.querySelectorAll<HTMLElement>('[data-answer]')) {
    button.onclick = () => answer(button.dataset['answer']);
  }
  for (const opener of document.querySelectorAll<HTMLElement>('[data-ask]')) {
    opener.hidden = false;
    opener.onclick = () => {
      bar.hidden = false;
      bar.querySelector('button')?.focus();
    };
  }
}

/** A journey from before readers were asked goes: nobody allowed it. */
function canKeep(): boolean {
  try {
    localStorage.removeItem('byline');
    return true;
  } catch {
    return false;
  }
}
