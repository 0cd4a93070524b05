import type { ShopLink } from '#domain';
import { loadFolder } from '../foundation/load-folder.ts';
import type { Shop } from './shop.ts';

/** A shop whose messages can be proven. */
export interface OpenShop {
  readonly id: string;
  readonly shop: Shop;
  readonly secret: string;
  /** The environment variables that a plain shop asks for. */
  readonly settings: Readonly<Record<string, string | undefined>>;
}

/** The shops in `shops/` whose secret the environment has. */
export async function loadShops(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<OpenShop[]> {
  const shops = await loadAll();
  // A variable that is set to nothing is not set.
  const settingOf = (name: string) => environment[name] || undefined;
  return [...shops].flatMap(([id, shop]) => {
    const secret = settingOf(shop.secret);
    const names = 'settings' in shop ? shop.settings : [];
    const settings = Object.fromEntries(names.map((name) => [name, settingOf(name)]));
    return secret === undefined ? [] : [{ id, shop, secret, settings }];
  });
}

/** How links to shops carry the key of a conversion, whether the environment has their secrets or not. */
export async function loadShopLinks(): Promise<ShopLink[]> {
  return [...(await loadAll()).values()].flatMap(({ link }) => (link === undefined ? [] : [link]));
}

function loadAll(): Promise<Map<string, Shop>> {
  return loadFolder<Shop>(new URL('./shops/', import.meta.url));
}
