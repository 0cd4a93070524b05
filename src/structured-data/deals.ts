import type { Offer as SchemaOffer } from 'schema-dts';
import type { Offer } from '#domain';
import { priced } from './price.ts';

/** Where an offer is sold, and for how much: at its own address first, then in other shops. */
export function deals({ price, per, url, places }: Offer): Deal[] {
  const shops = places.map((place) => ({ ...place, price: place.price ?? price }));
  return [{ name: undefined, url, price }, ...shops].flatMap((shop): Deal[] => {
    if (shop.price === undefined) return [];
    return [
      {
        '@type': 'Offer',
        ...priced(shop.price, per),
        category: shop.price.amount === 0 ? 'Free' : 'Paid',
        availability: 'https://schema.org/InStock',
        ...(shop.url === undefined ? {} : { url: shop.url }),
        ...(shop.name === undefined ? {} : { seller: { '@type': 'Organization', name: shop.name } }),
      },
    ];
  });
}

type Deal = Extract<SchemaOffer, { '@type': 'Offer' }>;
