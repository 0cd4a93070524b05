import { Hono, type MiddlewareHandler } from 'hono';
import { basicAuth } from 'hono/basic-auth';
import { csrf } from 'hono/csrf';
import { inLanguage, type Millis, type Offer, parseMoney, type Site } from '#domain';
import { addressBehind } from './collector/address.ts';
import type { Store } from './collector/store.ts';
import { type Pace, tokenBucket } from './collector/token-bucket.ts';
import { dashboard, periods } from './dashboard.ts';
import { dashboardStyle } from './dashboard-style.ts';
import { DEFAULT_MODEL } from './load-models.ts';
import type { Model } from './model.ts';
import { lastDays, readReport } from './read-report.ts';
import { wordsFor } from './words.ts';

/** Passwords an address may guess: ten at once, then one every 30 seconds. */
const GUESS_PACE: Pace = { burst: 10, perSecond: 1 / 30 };

/** Whom the browser asks the password of. */
export const STUDIO_USER = 'studio';

/** The owner's pages have a style sheet and forms, and run no script. */
const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/**
 * The report's routes for the owner's pages, all behind the password: the page, its stylesheet, and the
 * form that says what a lead brought. Mount them at `base`.
 */
export function studioRoutes(settings: StudioSettings): Hono {
  const { store, site, password, base = '/studio' } = settings;
  const app = new Hono();

  app.use(slowGuesses(settings));
  app.use(basicAuth({ username: STUDIO_USER, password, realm: 'Byline' }), csrf());
  app.use(async (context, next) => {
    await next();
    context.header('Cache-Control', 'no-store');
    context.header('X-Robots-Tag', 'noindex');
    context.header('X-Frame-Options', 'DENY');
    context.header('Content-Security-Policy', POLICY);
  });
  app.get('*', (context, next) => (context.req.path === `${base}/` ? context.redirect(base) : next()));
  app.get('/report.css', (context) => context.body(dashboardStyle, 200, { 'Content-Type': 'text/css' }));
  app.get('/', async (context) => context.html(await page(settings, context.req.query())));
  app.post('/leads/:id/won', async (context) => {
    const { amount, lang = '' } = await context.req.parseBody<Record<string, string>>();
    const words = wordsFor(languageOf(lang, site));
    const refuse = async (status: 404 | 422, problem: string) =>
      context.html(await page(settings, { lang }, problem), status);
    const earned = readAmount(amount ?? '', site.currency);
    if (earned === null) return refuse(422, words.notMoney(amount ?? '', site.currency));
    if (!(await store.recordMoney(context.req.param('id'), earned))) return refuse(404, words.noLead);
    return context.redirect(`${base}?lang=${languageOf(lang, site)}`, 303);
  });
  return app;
}

/** Takes a guess before the password is looked at, so that many at once are no way round; a right one is given back. */
function slowGuesses({ now, trustedProxies }: StudioSettings): MiddlewareHandler {
  const guesses = tokenBucket(GUESS_PACE, now);
  const addressOf = addressBehind(trustedProxies);
  return async (context, next) => {
    if (context.req.header('authorization') === undefined) return next();
    const address = addressOf(context);
    if (!guesses.take(address)) {
      return context.text('Too many wrong passwords. Try again in a minute.', 429, { 'Retry-After': '60' });
    }
    await next();
    if (context.res.status !== 401) guesses.giveBack(address);
  };
}

async function page(
  settings: StudioSettings,
  asked: Readonly<Record<string, string>>,
  problem?: string,
): Promise<ReturnType<typeof dashboard>> {
  const { store, models, offers, site, now, base = '/studio' } = settings;
  const days = periods.find((count) => String(count) === asked['days']) ?? 90;
  const modelId = models.has(asked['model'] ?? '') ? (asked['model'] ?? '') : DEFAULT_MODEL;
  const lang = languageOf(asked['lang'] ?? '', site);
  const period = lastDays(days, now());
  return dashboard({
    base,
    lang,
    name: inLanguage(site.title, lang),
    currency: site.currency,
    timeZone: site.timeZone,
    report: await readReport({ store, models, offers, site }, { model: modelId, ...period }),
    models,
    modelId,
    days,
    offers,
    leads: await store.leads(),
    drops: await store.drops(period),
    problem,
  });
}

function languageOf(asked: string, { languages }: Site): string {
  return languages.find((lang) => lang === asked) ?? languages[0] ?? 'en';
}

/** `12000.00 CNY`, or a bare number in the site's currency. */
function readAmount(text: string, currency: string): ReturnType<typeof parseMoney> {
  return parseMoney(text) ?? parseMoney(`${text.trim()} ${currency}`);
}

export interface StudioSettings {
  readonly store: Store;
  readonly offers: readonly Offer[];
  readonly site: Site;
  readonly password: string;
  readonly now: () => Millis;
  readonly models: ReadonlyMap<string, Model>;
  /** How many proxies of ours a request passes. @default 1 where the peer is this machine, else 0 */
  readonly trustedProxies?: number;
  /** Where it is mounted, without a trailing slash. @default '/studio' */
  readonly base?: string;
}
