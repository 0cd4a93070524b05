import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { basePath, hostPath, isAtRoot } from '#domain';
import site from '#site';
import {
  createCollector,
  createLive,
  loadModels,
  loadShops,
  openReports,
  type Store,
  sponsorRoutes,
  studioRoutes,
  watched,
} from '../integrations/attribution/index.ts';
import type { Content } from '../integrations/content/index.ts';
import { publishingWing, type Runs } from '../integrations/syndication/index.ts';
import { namesIn, offersIn, reportContent } from './report-content.ts';
import { staticSite } from './static-site.ts';
import { openDesk } from './syndication/desk.ts';
import { takeSubscribers } from './take-subscribers.ts';

export interface ServerSettings {
  readonly content: Content;
  readonly store: Store;
  /** The store's, which reports read on a thread of their own: a path, or `postgres://…`. */
  readonly database: string;
  /** The built site's folder. */
  readonly dist: string;
  /** Studio's, or its hash. */
  readonly password: string;
  /** Where the owner finds the password: a file. */
  readonly passwordIn?: string | undefined;
  readonly secret: string;
  /** Origins the site is read at, beside its own address. */
  readonly origins: readonly string[];
  /** What Studio's publishing has under way; it outlives a new build of the site. */
  readonly runs: Runs;
  /** How many proxies in front may say whom they forward for. @default one on this machine */
  readonly trustedProxies?: number | undefined;
}

/**
 * One app of what the wings offer: the site, the collector beside it, and the studio behind its password. All of
 * it answers below the path the site lives at, and `/` leads there.
 */
export async function siteServer({
  content,
  store,
  database,
  dist,
  password: studioPassword,
  passwordIn,
  secret,
  origins,
  runs,
  trustedProxies,
}: ServerSettings): Promise<Hono> {
  const offers = offersIn(content);
  const posts = new Set(content.posts.map(({ noun }) => noun.id));
  const now = Date.now;
  const trusted = trustedProxies === undefined ? {} : { trustedProxies };
  const live = createLive(now);
  const collector = createCollector({
    store: watched(store, live),
    offers,
    posts,
    secret,
    now,
    origins: [new URL(site.url).origin, ...origins],
    home: basePath(site),
    languages: site.languages,
    timeZone: site.timeZone,
    consent: site.attribution.consent,
    randomId: randomUUID,
    shops: await loadShops(process.env),
    newsletter: takeSubscribers(),
    ...trusted,
  });
  const models = await loadModels();
  const base = hostPath('/studio', site);
  const app = new Hono();
  app.route(basePath(site), collector);
  const settings = await reportContent(content);
  const reports = openReports(database, settings);
  const { titles } = namesIn(content);
  const isBrowserKnown = Boolean(process.env['WECHATSYNC_TOKEN']?.trim());
  const wings = [publishingWing({ desk: openDesk(dist), runs, secret, now, base, isBrowserKnown })];
  const password = { password: studioPassword, passwordIn, secret };
  const shown = { reports, live, content: settings, offers, titles, site, models };
  const studio = { ...shown, store, now, base, wings, ...password, ...trusted };
  app.route(base, studioRoutes(studio));
  app.route(basePath(site), sponsorRoutes({ reports, content: settings, site, offers, now, ...trusted }));
  app.route(basePath(site), staticSite(dist, site));
  if (!isAtRoot(site)) app.get('/', (context) => context.redirect(basePath(site)));
  return app;
}
