import { shopLinks } from 'byline:shops';
import { saleKey } from '#domain';

/** The query key by which a link carries the id of a click to one of the shops that Byline knows. */
export function shopQuery(address: string): string | undefined {
  return saleKey(address, shopLinks);
}
