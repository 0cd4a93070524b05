import { randomBytes, randomUUID } from 'node:crypto';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import {
  absolute,
  basePath,
  type Dimension,
  hostPath,
  inLanguage,
  type Lang,
  type Millis,
  type Offer,
  parseMoney,
  type Report,
  type Site,
} from '#domain';
import {
  type Html,
  readFormToken,
  type StudioEntry,
  type StudioWing,
  signFormToken,
  signIn,
  studioStyle,
} from '../studio/index.ts';
import { type Advice, advise } from './advise.ts';
import { leadSchema } from './collector/lead-form.ts';
import { OWNER_COOKIE } from './collector/owner.ts';
import { createNaming } from './collector/sources.ts';
import { leadStates, type Period, type Store } from './collector/store.ts';
import { deriveKey } from './derive-key.ts';
import type { Live } from './live.ts';
import { DEFAULT_MODEL } from './load-models.ts';
import type { Model } from './model.ts';
import { exportPerson, forgetPerson, leadByHand } from './people.ts';
import { lastDays, type ReportSettings } from './read-report.ts';
import { recordTotal, spreadRetainer, sumOf } from './record-money.ts';
import type { Reports } from './reports.ts';
import { slowGuesses } from './slow-guesses.ts';
import { adOf, adsIn, readSponsorReport } from './sponsor-report.ts';
import { sponsorPath } from './sponsor-routes.ts';
import { adviceList } from './studio/advice-list.ts';
import { dropsPage } from './studio/drops-page.ts';
import { type FrameView, frame, type PageName, pageLink, periods, reportEntries } from './studio/frame.ts';
import { journeysPage } from './studio/journeys-page.ts';
import { leadsPage } from './studio/leads-page.ts';
import { livePage } from './studio/live-page.ts';
import type { OwnerView } from './studio/owner-switch.ts';
import { copiesOf, postPage } from './studio/post-page.ts';
import { dimensionPage, modelsPage, overview, type ReportPageView, titled } from './studio/report-pages.ts';
import { type ShownAd, sponsorsPage } from './studio/sponsors-page.ts';
import { type Words, wordsFor } from './words.ts';

/**
 * The owner's pages, all behind the password: reports, journeys, leads and what was left out. Reading happens on the
 * thread of {@link Reports}; only forms write. Mount them at `base`.
 */
export function studioRoutes(given: StudioSettings): Hono {
  const { base = '/studio' } = given;
  const app = new Hono();
  const { door, wing } = signIn({ ...doorOf(given), base });
  const settings = { ...given, wings: [...(given.wings ?? []), wing] };
  app.route('/', door);
  app.use(async (context, next) => {
    // Who opens Studio is the owner; unless they say otherwise, what they read is not counted.
    if (getCookie(context, OWNER_COOKIE) === undefined) setOwner(context, 'ignored');
    await next();
  });
  app.get('*', (context, next) =>
    context.req.path === `${base}/` ? context.redirect(base + new URL(context.req.url).search) : next(),
  );
  app.get('/report.css', (context) => context.body(studioStyle, 200, { 'Content-Type': 'text/css' }));
  readingRoutes(app, settings);
  writingRoutes(app, settings);
  for (const wing of settings.wings ?? []) app.route('/', wing.routes(entriesOf(settings)));
  return app;
}

function readingRoutes(app: Hono, settings: StudioSettings): void {
  const { reports, models, now, site } = settings;
  const byDimension = (page: PageName, dimensions: readonly Dimension[]) =>
    app.get(`/${page}`, async (context) => {
      const asked = readAsked(context, settings);
      const report = await reports.report({ model: asked.modelId, ...asked.period });
      return context.html(framed(asked, page, dimensionPage(report, dimensions, asked.view)));
    });
  app.get('/', async (context) => {
    const asked = readAsked(context, settings);
    const report = await reports.report({ model: asked.modelId, ...asked.period });
    const months = await viewsByMonth(settings, lastDays(365, now(), site.timeZone));
    const goals = await reports.goals(now());
    const owner = ownerView(context, asked, settings);
    const advice = adviceList(await adviceOn(report, settings), asked.view);
    const data = { months, goals, owner, advice };
    return context.html(framed(asked, 'overview', overview(report, asked.view, data)));
  });
  byDimension('posts', ['post', 'series', 'tag']);
  byDimension('channels', ['channel', 'campaign', 'link']);
  byDimension('offers', ['offer']);
  app.get('/posts/:id', async (context) => {
    const asked = readAsked(context, settings);
    const id = context.req.param('id');
    const report = await reports.report({ model: asked.modelId, ...asked.period });
    const counts = await reports.records.dailyOf({ posts: [id] }, asked.period);
    const conversions = await reports.records.conversions(asked.period);
    const copies = copiesOf(id, settings.content);
    const body = postPage({ id, report, counts, conversions, copies }, namedView(asked, settings));
    const title = settings.titles.get(id) ?? id;
    return context.html(framed(asked, 'posts', body, { title, path: context.req.path }));
  });
  app.get('/models', async (context) => {
    const asked = readAsked(context, settings);
    const all = [...models.keys()].map((model) => reports.report({ model, ...asked.period }));
    const body = modelsPage(titled(await Promise.all(all), models, asked.view.lang), asked.view);
    return context.html(framed(asked, 'models', body, { modelId: undefined }));
  });
  app.get('/journeys', async (context) => {
    const asked = readAsked(context, settings);
    const conversions = await reports.records.conversions(asked.period);
    const body = journeysPage(conversions, namedView(asked, settings));
    return context.html(framed(asked, 'journeys', body, { modelId: undefined }));
  });
  app.get('/leads', async (context) => context.html(await board(context, settings)));
  app.get('/live', (context) => {
    const asked = readAsked(context, settings);
    const body = livePage(settings.live.recent(), now(), namedView(asked, settings));
    return context.html(frame({ ...frameOf(asked, 'live'), question: undefined }, body));
  });
  app.get('/sponsors', async (context) => {
    const asked = readAsked(context, settings);
    const body = sponsorsPage(await adsOf(asked, settings), {
      ...{ base: asked.base, lang: asked.view.lang, timeZone: site.timeZone },
      token: signFormToken(keyOf(settings), now()),
      addressOf: ({ key }) => absolute(hostPath(sponsorPath(key), site), site),
    });
    return context.html(framed(asked, 'sponsors', body, { modelId: undefined }));
  });
  app.get('/dropped', async (context) => {
    const asked = readAsked(context, settings);
    const drops = await settings.store.drops(asked.period);
    const body = dropsPage(drops, ownerView(context, asked, settings), wordsFor(asked.view.lang));
    return context.html(framed(asked, 'dropped', body, { modelId: undefined }));
  });
}

function writingRoutes(app: Hono, settings: StudioSettings): void {
  const { store, site, now, base = '/studio' } = settings;
  for (const path of ['/leads', '/leads/*', '/people/*', '/sponsors/*']) {
    app.post(
      path,
      onlyOurForms(settings, (context, words) => board(context, settings, words.staleForm)),
    );
  }
  personRoutes(app, settings);
  app.post('/sponsors/:offer/links', async (context) => {
    const { lang = '' } = await textsOf(context);
    const ad = adOf(settings.offers, context.req.param('offer'), languageOf(lang, site));
    if (ad === undefined) return context.notFound();
    const key = randomBytes(18).toString('base64url');
    await store.addReportLink({ key, offer: ad.id, at: now() });
    return context.redirect(`${base}/sponsors?lang=${languageOf(lang, site)}`, 303);
  });
  app.post('/sponsors/links/:key/back', async (context) => {
    const { lang = '' } = await textsOf(context);
    await store.takeBackReportLink(context.req.param('key'));
    return context.redirect(`${base}/sponsors?lang=${languageOf(lang, site)}`, 303);
  });
  app.post('/leads/:id/won', async (context) => {
    const { amount = '', months = '', lang = '' } = await textsOf(context);
    const words = wordsFor(languageOf(lang, site));
    const earned = readAmount(amount, site.currency);
    if (earned === null) {
      return context.html(await board(context, settings, words.notMoney(amount, site.currency)), 422);
    }
    const lead = (await store.leads()).find(({ conversion }) => conversion.id === context.req.param('id'));
    if (lead === undefined) return context.html(await board(context, settings, words.noLead), 404);
    if (/^[1-9]\d?$/.test(months)) {
      const retainer = { money: earned, months: Number(months), at: now(), timeZone: site.timeZone };
      await spreadRetainer(store, lead.conversion, retainer);
    } else await recordTotal(store, lead.conversion, earned, now());
    await store.changeLead(lead.conversion.id, { id: randomUUID(), at: now(), state: 'won' });
    return context.redirect(`${base}/leads?lang=${languageOf(lang, site)}`, 303);
  });
  app.post('/leads/:id', async (context) => {
    const { state, next = '', on = '', note = '', worth = '', lang = '' } = await textsOf(context);
    const words = wordsFor(languageOf(lang, site));
    const expected = worth === '' ? undefined : readAmount(worth, site.currency);
    if (expected === null) {
      return context.html(await board(context, settings, words.notMoney(worth, site.currency)), 422);
    }
    const change = {
      id: randomUUID(),
      at: now(),
      state: leadStates.find((known) => known === state),
      nextStep: next === '' ? null : next,
      nextDay: /^\d{4}-\d\d-\d\d$/.test(on) ? on : null,
      note,
      worth: expected,
    };
    if (!(await store.changeLead(context.req.param('id'), change))) {
      return context.html(await board(context, settings, words.noLead), 404);
    }
    return context.redirect(`${base}/leads?lang=${languageOf(lang, site)}`, 303);
  });
  app.post('/owner', async (context) => {
    const { owner, page, lang = '', token = '' } = await textsOf(context);
    if (isOurForm(token, settings)) setOwner(context, owner === 'counted' ? 'counted' : 'ignored');
    const asked = { lang: languageOf(lang, site) };
    return context.redirect(pageLink(page === 'overview' ? page : 'dropped', { base, asked }), 303);
  });
}

function doorOf(settings: StudioSettings): Omit<Parameters<typeof signIn>[0], 'base'> {
  const { store: sessions, password, passwordIn: where, site, now } = settings;
  const home = basePath(site);
  return {
    sessions,
    password,
    where,
    site,
    home,
    now,
    secret: keyOf(settings),
    guesses: slowGuesses(settings),
  };
}

/** What the forms and the sessions of Studio are signed with. */
function keyOf({ secret }: StudioSettings): string {
  return deriveKey(secret, 'studio').toString('base64url');
}

/** A lead by hand, and all about one e-mail address to hand over or to delete. They stand before the routes of one lead. */
function personRoutes(app: Hono, settings: StudioSettings): void {
  const { store, site, offers, now, base = '/studio' } = settings;
  const again = (lang: string) => `${base}/leads?lang=${languageOf(lang, site)}`;
  app.post('/leads', async (context) => {
    const { offer, name, email, message = '', worth = '', lang = '' } = await textsOf(context);
    const words = wordsFor(languageOf(lang, site));
    const person = leadSchema.omit({ message: true }).safeParse({ name, email });
    const asked = offers.find(({ id }) => id === offer);
    const expected = worth === '' ? undefined : readAmount(worth, site.currency);
    if (!person.success || asked === undefined || expected === null) {
      return context.html(await board(context, settings, words.badLead), 422);
    }
    const heard = { ...person.data, message, worth: expected, at: now() };
    await store.addLead(leadByHand(heard, asked, randomUUID()));
    return context.redirect(again(lang), 303);
  });
  app.post('/people/export', async (context) => {
    const { email = '', lang = '' } = await textsOf(context);
    const found = await exportPerson(store, email);
    if (found.leads.length + found.subscribers.length === 0) {
      return context.html(
        await board(context, settings, wordsFor(languageOf(lang, site)).nobody(email)),
        404,
      );
    }
    context.header('Content-Disposition', 'attachment; filename="person.json"');
    return context.body(JSON.stringify(found, null, 2), 200, { 'Content-Type': 'application/json' });
  });
  app.post('/people/forget', async (context) => {
    const { email = '', lang = '' } = await textsOf(context);
    const count = await forgetPerson(store, email);
    if (count > 0) return context.redirect(again(lang), 303);
    return context.html(await board(context, settings, wordsFor(languageOf(lang, site)).nobody(email)), 404);
  });
}

/** What to do next, by a report. */
async function adviceOn(
  report: Report,
  { reports, offers, content, site, now }: StudioSettings,
): Promise<Advice[]> {
  const { records } = reports;
  const [counts, leads] = [await records.counts(report), await records.leads()];
  const { timeZone, currency } = site;
  return advise({ report, counts, leads, offers, settings: content, now: now(), timeZone, currency });
}

/** Each ad once, with what it had in the period and the addresses of its report. */
async function adsOf(
  { period, view }: AskedPage,
  { reports, offers, content }: StudioSettings,
): Promise<ShownAd[]> {
  const links = await reports.records.reportLinks();
  const ids = new Set(adsIn(offers).map(({ id }) => id));
  const ads = [...ids].flatMap((id) => adOf(offers, id, view.lang) ?? []);
  return Promise.all(
    ads.map(async (ad) => ({
      report: await readSponsorReport({ records: reports.records, settings: content }, ad, period),
      links: links.filter(({ offer }) => offer === ad.id),
    })),
  );
}

function namedView({ view }: AskedPage, { site }: StudioSettings) {
  return { ...view, naming: createNaming(site.channels), timeZone: site.timeZone };
}

/** Every page of Studio: the reports, then those of the other wings. */
function entriesOf({ wings = [] }: StudioSettings): StudioEntry[] {
  return [...reportEntries, ...wings.flatMap(({ entries }) => entries)];
}

/** Studio sets the cookie on the first visit, so a browser without one is left out from now on. */
function ownerView(context: Context, { base, view }: AskedPage, settings: StudioSettings): OwnerView {
  const isIgnored = (getCookie(context, OWNER_COOKIE) ?? 'ignored') === 'ignored';
  return { base, lang: view.lang, isIgnored, token: signFormToken(keyOf(settings), settings.now()) };
}

function setOwner(context: Context, value: 'ignored' | 'counted'): void {
  setCookie(context, OWNER_COOKIE, value, {
    path: '/',
    maxAge: 395 * 86_400,
    httpOnly: true,
    sameSite: 'Lax',
  });
}

async function board(context: Context, settings: StudioSettings, problem?: string): Promise<Html> {
  const { reports, site, offers } = settings;
  const asked = readAsked(context, settings);
  const { records } = reports;
  const [leads, notes] = [await records.leads(), await records.leadNotes()];
  const earned = await Promise.all(
    leads.map(
      async ({ conversion }) => [conversion.id, sumOf(await records.entriesOf(conversion.id))] as const,
    ),
  );
  const { base, view } = asked;
  const { currency, timeZone } = site;
  const token = signFormToken(keyOf(settings), settings.now());
  const told = {
    base,
    token,
    lang: view.lang,
    currency,
    timeZone,
    leads,
    notes,
    earned: new Map(earned),
    offers,
  };
  return frame({ ...frameOf(asked, 'leads'), question: undefined, problem }, leadsPage(told));
}

async function viewsByMonth({ reports }: StudioSettings, period: Period) {
  const counts = (await reports.records.countsBy('month', period)).filter(({ kind }) => kind === 'view');
  return [...Map.groupBy(counts, ({ time }) => time)].map(([label, of]) => ({
    label,
    value: of.reduce((sum, { n }) => sum + n, 0),
  }));
}

/** Answers a form that is not one of our pages' own, or was open too long, with the page it belongs to. */
function onlyOurForms(
  settings: StudioSettings,
  pageWith: (context: Context, words: Words) => Promise<Html>,
): MiddlewareHandler {
  return async (context, next) => {
    const { token = '', lang = '' } = await textsOf(context);
    if (isOurForm(token, settings)) return next();
    return context.html(await pageWith(context, wordsFor(languageOf(lang, settings.site))), 403);
  };
}

function isOurForm(token: string, settings: StudioSettings): boolean {
  return readFormToken(token, keyOf(settings), settings.now()) !== undefined;
}

function readAsked(context: Context, settings: StudioSettings): AskedPage {
  const { site, models, offers, titles, now, base = '/studio' } = settings;
  const query = context.req.query();
  const lang = languageOf(query['lang'] ?? '', site);
  const days = periods.find((count) => String(count) === query['days']) ?? 90;
  const modelId = models.has(query['model'] ?? '') ? (query['model'] ?? '') : DEFAULT_MODEL;
  const asked = Object.fromEntries(
    ['lang', 'days', 'model'].flatMap((key) => (query[key] === undefined ? [] : [[key, query[key]]])),
  );
  return {
    base,
    entries: entriesOf(settings),
    modelId,
    days,
    models,
    name: inLanguage(site.title, lang),
    period: lastDays(days, now(), site.timeZone),
    view: { lang, base, asked, offers, titles },
  };
}

function framed(
  asked: AskedPage,
  page: PageName,
  body: Html,
  own: { title?: string; path?: string; modelId?: undefined } = {},
): Html {
  const { title, path } = own;
  const modelId = 'modelId' in own ? undefined : asked.modelId;
  const question = { models: asked.models, modelId, days: asked.days };
  return frame({ ...frameOf(asked, page), question, title, path }, body);
}

function frameOf({ base, entries, name, view }: AskedPage, page: PageName): FrameView {
  return { base, entries, name, page, lang: view.lang, asked: view.asked };
}

async function textsOf(context: Context): Promise<Partial<Record<string, string>>> {
  const body = await context.req.parseBody();
  return Object.fromEntries(Object.entries(body).filter(([, value]) => typeof value === 'string')) as Record<
    string,
    string
  >;
}

function languageOf(asked: string, { languages }: Site): Lang {
  return languages.find((lang) => lang === asked) ?? languages[0] ?? 'en';
}

/** `12000.00 CNY`, or a bare number in the site's currency. */
function readAmount(text: string, currency: string): ReturnType<typeof parseMoney> {
  return parseMoney(text) ?? parseMoney(`${text.trim()} ${currency}`);
}

interface AskedPage {
  readonly base: string;
  readonly entries: readonly StudioEntry[];
  readonly modelId: string;
  readonly days: number;
  readonly models: ReadonlyMap<string, Model>;
  readonly name: string;
  readonly period: Period;
  readonly view: ReportPageView;
}

export interface StudioSettings {
  readonly store: Store;
  readonly reports: Reports;
  /** What happens right now. */
  readonly live: Pick<Live, 'recent'>;
  /** What reports say of the content. */
  readonly content: ReportSettings;
  readonly offers: readonly Offer[];
  /** Post → its title. */
  readonly titles: ReadonlyMap<string, string>;
  readonly site: Site;
  readonly password: string;
  readonly now: () => Millis;
  readonly models: ReadonlyMap<string, Model>;
  /** Where the owner finds the password: a file. @default nothing is said */
  readonly passwordIn?: string | undefined;
  /** What keys are derived from: any long random text that survives a restart. */
  readonly secret: string;
  /** How many proxies of the owner a request passes. @default 1 where the peer is this machine, else 0 */
  readonly trustedProxies?: number;
  /** Where it is mounted, without a trailing slash. @default '/studio' */
  readonly base?: string;
  /** Pages of other wings. @default none */
  readonly wings?: readonly StudioWing[];
}
