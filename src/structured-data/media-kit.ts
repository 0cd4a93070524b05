import type { Product } from 'schema-dts';
import type { Page } from '#domain';
import { priced } from './price.ts';
import { page } from './thing.ts';

/** What sponsors can buy, of a page with a media kit: each format with a rate as a product. Addresses are whole. */
export function mediaKitProducts(
  { mediaKit }: Pick<Page, 'mediaKit'>,
  { url, image }: { readonly url: string; readonly image: string },
): Product[] {
  return (mediaKit?.formats ?? []).flatMap(({ title, text, rate }, index): Product[] => {
    if (rate === undefined) return [];
    return [
      {
        '@type': 'Product',
        '@id': `${url}#format-${index + 1}`,
        name: title,
        description: text,
        image,
        mainEntityOfPage: page(url),
        offers: { '@type': 'Offer', url, ...priced(rate) },
      },
    ];
  });
}
