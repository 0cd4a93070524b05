import { shopLinks } from 'byline:shops';

/** The key of the query by which a link to a shop takes the key of a click; undefined where the shop takes none. */
export function shopQuery(address: string): string | undefined {
  const host = URL.parse(address)?.hostname;
  if (host === undefined) return undefined;
  const isOf = (shop: string) => host === shop || host.endsWith(`.${shop}`);
  return shopLinks.find(({ hosts }) => hosts.some(isOf))?.query;
}
