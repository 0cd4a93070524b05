import { collectorAddress } from '#domain';
import site from '#site';

/** The collector's whole address, without the last slash: `https://example.com/blog`; null where there is none. */
export function collectorOrigin(): string | null {
  const address = collectorAddress(site.attribution.collector, site);
  return address === null ? null : new URL(address === '' ? '/' : address, site.url).href.replace(/\/$/, '');
}
