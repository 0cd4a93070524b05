/** How links to a shop carry the id of a click. */
export interface ShopLink {
  /** Hosts of the shop; a host below one of them counts too. */
  readonly hosts: readonly string[];
  /** The key of the query. */
  readonly query: string;
}

/**
 * The query key by which a link to a shop carries the id of a click, so that the sale finds its journey; undefined for a
 * shop that takes none.
 *
 * @example saleKey('https://buy.stripe.com/abc', [{ hosts: ['buy.stripe.com'], query: 'client_reference_id' }])
 */
export function saleKey(address: string, links: readonly ShopLink[]): string | undefined {
  const host = URL.parse(address)?.hostname;
  if (host === undefined) return undefined;
  const isOf = (shop: string) => host === shop || host.endsWith(`.${shop}`);
  return links.find(({ hosts }) => hosts.some(isOf))?.query;
}
