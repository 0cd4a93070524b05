import { loadFolder } from '../load-folder.ts';
import type { Shop } from './shop.ts';

/** A shop whose messages can be checked. */
export interface OpenShop {
  readonly id: string;
  readonly shop: Shop;
  readonly secret: string;
}

/** The shops in `shops/` whose secret the environment has. */
export async function loadShops(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<OpenShop[]> {
  const shops = await loadFolder<Shop>(new URL('./shops/', import.meta.url));
  return [...shops].flatMap(([id, shop]) => {
    const secret = environment[shop.secret];
    return secret === undefined || secret === '' ? [] : [{ id, shop, secret }];
  });
}
