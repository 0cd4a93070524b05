import type { BeaconSettings } from './beacon.ts';

/**
 * Says in the console of each event whether it counted and, if not, why, and of this browser what keeps it from being
 * counted or followed; then starts the beacon. Comes only at an address that ends in `#byline`.
 */
export function explain(settings: BeaconSettings, start: (settings: BeaconSettings) => void): void {
  const { collector, key, fresh } = settings;
  const send = window.fetch;
  window.fetch = async (asked, options) => {
    const answer = await send(asked, options);
    if (asked === `${collector}/api/events`) {
      say(`${answer.headers.get('X-Byline') ?? 'counted'}: ${String(options?.body)}`);
    }
    return answer;
  };
  for (const reason of reasons()) say(reason);
  if (!hasJourney(key, fresh)) say('no journey: nothing is kept in this browser');
  start(settings);
}

function say(text: string): void {
  console.info(`[byline] ${text}`);
}

function reasons(): string[] {
  const { webdriver, globalPrivacyControl }: Navigator & { globalPrivacyControl?: boolean } = navigator;
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return [
    webdriver ? 'not counted: a program drives this browser' : '',
    document.hidden ? 'waits: the page is not seen yet' : '',
    /load|back/.test(entry?.type ?? '') ? 'no view: a reload or the way back is no new reading' : '',
    globalPrivacyControl ? 'no journey: this browser asks not to be followed' : '',
  ].filter((reason) => reason !== '');
}

function hasJourney(key: string, fresh: string): boolean {
  try {
    return Array.isArray(JSON.parse(localStorage.getItem(key) ?? fresh));
  } catch {
    return false;
  }
}
