import { Hono } from 'hono';
import { inLanguage, type Lang, type Millis, mainLanguage, type Offer, type Site } from '#domain';
import { addressBehind } from './collector/address.ts';
import { type Pace, tokenBucket } from './collector/token-bucket.ts';
import { lastDays, type ReportSettings } from './read-report.ts';
import type { Reports } from './reports.ts';
import { sponsorPage } from './sponsor-page.ts';
import { adOf, readSponsorReport } from './sponsor-report.ts';
import { periods } from './studio/frame.ts';

/** Where the report of a key is, below the site's own path. */
export function sponsorPath(key: string): `/${string}` {
  return `/sponsor-reports/${key}`;
}

/** Reports that one address may read: each reads the database. */
const PACE: Pace = { burst: 20, perSecond: 1 / 5 };

/**
 * `GET /sponsor-reports/<key>`: the report for a sponsor. The address is the secret; the owner can take it back.
 * `?days=30` and `?lang=en` ask for another period and language.
 */
export function sponsorRoutes(settings: SponsorRouteSettings): Hono {
  const { reports, site, offers, now } = settings;
  const pace = tokenBucket(PACE, now);
  const addressOf = addressBehind(settings);
  return new Hono().get('/sponsor-reports/:key', async (context) => {
    if (!pace.take(addressOf(context)))
      return context.text('Too many at once.', 429, { 'Retry-After': '30' });
    const links = await reports.records.reportLinks();
    const link = links.find(({ key }) => key === context.req.param('key'));
    const lang = languageOf(context.req.query('lang'), site);
    const ad = link === undefined ? undefined : adOf(offers, link.offer, lang);
    if (ad === undefined) return context.notFound();
    const days = periods.find((count) => String(count) === context.req.query('days')) ?? 90;
    const period = lastDays(days, now(), site.timeZone);
    const report = await readSponsorReport(
      { records: reports.records, settings: settings.content },
      ad,
      period,
    );
    context.header('Cache-Control', 'no-store');
    context.header('X-Robots-Tag', 'noindex');
    context.header('Referrer-Policy', 'no-referrer');
    context.header('Content-Security-Policy', POLICY);
    const { timeZone } = site;
    return context.html(sponsorPage(report, { lang, timeZone, name: inLanguage(site.title, lang) }));
  });
}

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

function languageOf(asked: string | undefined, site: Site): Lang {
  return site.languages.find((lang) => lang === asked) ?? mainLanguage(site);
}

export interface SponsorRouteSettings {
  readonly reports: Pick<Reports, 'records'>;
  readonly content: ReportSettings;
  readonly site: Site;
  readonly offers: readonly Offer[];
  readonly now: () => Millis;
  /** How many proxies of the owner a request passes. @default 1 where the peer is this machine, else 0 */
  readonly trustedProxies?: number;
}
