import consentPart from 'byline:beacon-part/ask-consent';
import adsPart from 'byline:beacon-part/run-ads';
import formPart from 'byline:beacon-part/send-form';
import type { Beacon, Step } from './beacon.ts';

/**
 * Brings what only some pages need: the form of a lead, ads that have flights, the question to readers.
 *
 * @param from where the reader arrived from; undefined where a page of the site led here
 */
export function addParts(beacon: Beacon, from: Step[1] | undefined): void {
  const has = (mark: string) => document.querySelector(mark);
  if (has('[data-lead]')) import(formPart).then(({ takeOver }) => takeOver(beacon));
  if (has('[data-flights]')) import(adsPart).then(({ runAds }) => runAds(beacon.settings));
  if (beacon.settings.key !== 'byline')
    import(consentPart).then(({ askConsent }) => askConsent(beacon, from));
}
