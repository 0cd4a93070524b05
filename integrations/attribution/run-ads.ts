import type { BeaconSettings } from './beacon.ts';

/**
 * Shows the ads of a page on the days of their flights, without a build, and hides those whose cap is reached.
 *
 * `data-flights` on the card of an ad lists its flights by their first and last day: `2026-11-01/2026-11-30`, with a
 * space between two flights, and nothing after the stroke where there is no end.
 */
export async function runAds({ collector, timeZone }: BeaconSettings): Promise<void> {
  const today = new Date().toLocaleDateString('sv', { timeZone });
  const ads = [...document.querySelectorAll<HTMLElement>('[data-flights]')];
  for (const ad of ads)
    ad.hidden = !(ad.dataset['flights'] ?? '').split(' ').some((days) => isOn(days, today));
  const answer = await fetch(`${collector}/api/ads`).catch(() => undefined);
  const { over }: { over: readonly string[] } = answer?.ok ? await answer.json() : { over: [] };
  for (const ad of ads) ad.hidden ||= over.includes(ad.dataset['offer'] ?? '');
}

function isOn(days: string, today: string): boolean {
  const [first = '', last] = days.split('/');
  return first <= today && (!last || today <= last);
}
