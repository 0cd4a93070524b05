/** Shops whose pages take a key along: the host, and the query key that comes back with the sale. */
const keys: Readonly<Record<string, string>> = {
  'buy.stripe.com': 'client_reference_id',
};

/**
 * The query key by which a link to a shop carries the id of a click, so that the sale finds its journey; undefined for a
 * shop that takes none.
 *
 * @example saleKey('https://buy.stripe.com/abc') // 'client_reference_id'
 */
export function saleKey(url: string): string | undefined {
  const host = URL.parse(url)?.hostname ?? '';
  return Object.hasOwn(keys, host) ? keys[host] : undefined;
}
