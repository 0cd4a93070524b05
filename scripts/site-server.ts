import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import site from '#site';
import { createCollector, loadModels, type Store, studioRoutes } from '../integrations/attribution/index.ts';
import type { Content } from '../integrations/markdown/index.ts';
import { staticSite } from './static-site.ts';

export interface ServerSettings {
  readonly content: Content;
  readonly store: Store;
  /** The built site's folder. */
  readonly dist: string;
  readonly password: string;
  readonly secret: string;
  /** Origins the site is read at, beside its own address. */
  readonly origins: readonly string[];
  /** How many proxies in front may say whom they forward for. @default one on this machine */
  readonly trustedProxies?: number | undefined;
}

/** One app of what the wings offer: the site, the collector beside it, and the studio behind its password. */
export async function siteServer({
  content,
  store,
  dist,
  password,
  secret,
  origins,
  trustedProxies,
}: ServerSettings): Promise<Hono> {
  const offers = content.offers.map(({ noun }) => noun);
  const posts = new Set(content.posts.map(({ noun }) => noun.id));
  const now = Date.now;
  const trusted = trustedProxies === undefined ? {} : { trustedProxies };
  const collector = createCollector({
    store,
    offers,
    posts,
    secret,
    now,
    origins: [new URL(site.url).origin, ...origins],
    languages: site.languages,
    randomId: randomUUID,
    ...trusted,
  });
  const models = await loadModels();
  const app = new Hono();
  app.route('/', collector);
  app.route('/studio', studioRoutes({ store, offers, site, password, now, models, ...trusted }));
  app.route('/', staticSite(dist));
  return app;
}
