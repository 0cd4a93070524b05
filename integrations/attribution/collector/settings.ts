import type { Context } from 'hono';
import type { Lang, Millis, Offer, Site } from '#domain';
import type { OpenShop } from '../load-shops.ts';
import type { ShopRequest } from '../shop.ts';
import type { Store } from './store.ts';
import type { Pace } from './token-bucket.ts';

/** What a collector needs; nothing is read from anywhere else. */
export interface CollectorSettings {
  readonly store: Store;
  /** Offers a click or a lead can be on. */
  readonly offers: readonly Offer[];
  /** Ids of the posts there are, so that nobody can invent one; null takes any. */
  readonly posts: ReadonlySet<string> | null;
  /** Origins whose pages may send: `https://example.com`. */
  readonly origins: readonly string[];
  /** The path the site lives below, with a slash at both ends. @default '/' */
  readonly home?: string;
  /** The site's zone: a day of it is the day of every count. */
  readonly timeZone: Site['timeZone'];
  /** Languages of the site; a request that names no language gets the first. */
  readonly languages: readonly Lang[];
  /** Whether readers are asked before their browser keeps a journey. @default 'none' */
  readonly consent?: Site['attribution']['consent'];
  /** What keys are derived from: any long random text that survives a restart, the same for every collector. */
  readonly secret: string;
  /** Shops that may report sales. @default none */
  readonly shops?: readonly OpenShop[];
  /** Asks a shop about a message that it did not sign. @default by HTTP, for at most 3.5 seconds */
  readonly ask?: (request: ShopRequest) => Promise<unknown>;
  readonly now: () => Millis;
  readonly randomId: () => string;
  /** Takes subscribers. @default nobody can subscribe */
  readonly newsletter?: Newsletter | undefined;
  /** Events an address may send. @default 120 at once, then 2 a second */
  readonly eventPace?: Pace;
  /** Leads an address may send. @default 10 at once, then one every 30 seconds */
  readonly leadPace?: Pace;
  /**
   * How many proxies of the owner a request passes before it reaches the collector.
   * @default 1 where the peer is this machine, else 0
   */
  readonly trustedProxies?: number;
  /** Who to count a request against. @default the peer, or whom the trusted proxies forward for */
  readonly addressOf?: (context: Context) => string;
  /** Told of what went wrong inside; no personal data is in it. @default console.error */
  readonly report?: (error: unknown) => void;
}

/** What it takes to have subscribers. */
export interface Newsletter {
  /** The collector's own address, without the last slash: links in mails lead there. `https://example.com/blog` */
  readonly address: string;
  /** Sends the mail that asks somebody to confirm. */
  askToConfirm(asked: {
    readonly address: string;
    readonly lang: Lang;
    readonly link: string;
  }): Promise<void>;
}

export const EVENT_PACE: Pace = { burst: 120, perSecond: 2 };
export const LEAD_PACE: Pace = { burst: 10, perSecond: 1 / 30 };
