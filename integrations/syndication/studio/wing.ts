import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { inLanguage, type Lang, type Millis, Problem } from '#domain';
import {
  type Html,
  readFormToken,
  type StudioEntry,
  type StudioWing,
  signFormToken,
  studioFrame,
} from '../../studio/index.ts';
import { toPreview } from '../editions/preview.ts';
import { makeKit } from '../kit/kit.ts';
import type { OutlinedStep, Step } from '../plan/plan.ts';
import { framedDocument } from '../render/frame-edition.ts';
import { carryOut } from './carry-out.ts';
import { channelsPage } from './channels-page.ts';
import { confirmPage } from './confirm-page.ts';
import { agreementBefore, type Deed, readDeed } from './deed.ts';
import type { Desk } from './desk.ts';
import { editionPage } from './edition-page.ts';
import { kitPage } from './kit-page.ts';
import { channelTitle, overviewPage } from './overview-page.ts';
import { costOf, postPage } from './post-page.ts';
import { runPage } from './run-page.ts';
import type { Run, Runs } from './runs.ts';
import { publishingScript } from './script.ts';
import { publishingStyle } from './style.ts';
import { type PageView, pageOf, ROOT } from './view.ts';
import { wordsFor } from './words.ts';

/** Pages with a script of ours, which asks this server alone. */
const WITH_SCRIPT = policy(
  "script-src 'self'; connect-src 'self'; frame-src 'self'; style-src 'self'; img-src 'self'",
);

/** A kit shows the pictures of the post, wherever the site lives, and rich text with the styles it is pasted with. */
const OF_KIT = policy("script-src 'self'; style-src 'self' 'unsafe-inline'; img-src * data:");

/** An edition in its frame: nothing runs, and nothing leads out of it. */
const OF_FRAME =
  "default-src 'none'; style-src 'unsafe-inline'; img-src * data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox";

function policy(own: string): string {
  return `default-src 'none'; ${own}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
}

/** Syndication in Studio: where each post is, what each edition looks like, and every deed of the command line. */
export function publishingWing(settings: PublishingSettings): StudioWing {
  return {
    entries: [{ path: ROOT, label: (lang) => wordsFor(lang).publishing }],
    routes: (entries) => {
      const pages = new Hono();
      const site: Site = { ...settings, entries };
      readingRoutes(pages, site);
      writingRoutes(pages, site);
      pages.onError((error, context) => troublePage(context, site, error));
      return new Hono().route(`/${ROOT}`, pages);
    },
  };
}

function readingRoutes(app: Hono, site: Site): void {
  const { desk, runs } = site;
  app.get('/publishing.css', (context) => context.body(publishingStyle, 200, { 'Content-Type': 'text/css' }));
  app.get('/publishing.js', (context) =>
    context.body(publishingScript, 200, { 'Content-Type': 'text/javascript' }),
  );
  app.get('/', async (context) => {
    const view = viewOf(context, site);
    const [steps, channels] = await Promise.all([desk.plan({}), desk.channels()]);
    const isWhole = context.req.query('all') !== undefined;
    const body = overviewPage({ steps, channels, current: runs.current(), isWhole }, view);
    return show(context, site, { title: view.words.publishing, body });
  });
  app.get('/channels', async (context) => {
    const view = viewOf(context, site);
    const body = channelsPage(await desk.channels(), site.isBrowserKnown, view);
    return show(context, site, { title: view.words.channels, body });
  });
  app.get('/confirm', (context) => askOnceMore(context, site));
  app.get('/runs/:id', (context) => showRun(context, site));
  app.get('/posts/:post', async (context) => {
    const steps = await stepsOf(context, site);
    const title = steps[0]?.item.title ?? context.req.param('post');
    const body = postPage(steps, await desk.channels(), viewOf(context, site));
    return show(context, site, { title, body }, steps.length === 0 ? 404 : 200);
  });
  app.get('/posts/:post/:channel', async (context) => {
    const step = await stepOf(context, site);
    const body = editionPage(step, previewOf(step, context, site), viewOf(context, site));
    context.header('Content-Security-Policy', WITH_SCRIPT);
    return show(context, site, { title: titleOf(step), body, isLive: true });
  });
  app.get('/posts/:post/:channel/frame', async (context) => {
    context.header('Content-Security-Policy', OF_FRAME);
    context.header('X-Frame-Options', 'SAMEORIGIN');
    const step = await stepOf(context, site);
    return context.html(framedDocument(previewOf(step, context, site)));
  });
  app.get('/posts/:post/:channel/kit', async (context) => {
    const step = await stepOf(context, site);
    const body = kitPage(makeKit(step, desk.site.url), viewOf(context, site));
    context.header('Content-Security-Policy', OF_KIT);
    return show(context, site, { title: titleOf(step), body, isLive: true });
  });
}

/** Each form starts one run, however often it is sent, and leads to its page. */
function writingRoutes(app: Hono, site: Site): void {
  const { desk, runs, secret, now } = site;
  app.post('/runs', async (context) => {
    const view = viewOf(context, site);
    const { token, ...fields } = await context.req.parseBody();
    const id = readFormToken(String(token ?? ''), secret, now());
    if (id === undefined) return refuse(context, site, view.words.stale, 403);
    const deed = readDeed(fields);
    if (deed === undefined) return refuse(context, site, view.words.unread, 422);
    const needed = agreementBefore(deed);
    if (needed !== undefined && deed.agree !== needed)
      return context.redirect(pageOf('confirm', view, deed), 303);
    const run = runs.start(id, deed, (report) => carryOut(deed, desk, report).catch(telling(desk)));
    return context.redirect(pageOf(`runs/${run.id}`, view, run.id === id ? {} : { busy: '1' }), 303);
  });
}

/** An error that is no sentence for the owner is told to the server as well. */
function telling({ onFault }: Desk): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof Problem)) onFault(error);
    throw error;
  };
}

async function showRun(context: Context, site: Site) {
  const { desk, runs } = site;
  const view = viewOf(context, site);
  const run = runs.get(context.req.param('id') ?? '');
  if (run === undefined) return refuse(context, site, view.words.unknownRun, 404);
  const isBusy = context.req.query('busy') !== undefined;
  const [intents, channels] = await Promise.all([desk.intents(), desk.channels()]);
  const titles = await titlesFor(run, desk);
  const body = runPage(run, { intents, channels, titles, isBusy }, view);
  context.header('Content-Security-Policy', WITH_SCRIPT);
  const isGoing = run.end === undefined;
  return show(context, site, {
    title: runTitle(run, view),
    body,
    isLive: true,
    ...(isGoing ? { refresh: 2 } : {}),
  });
}

/** The titles of posts in a run. While it publishes they are those of its plan, so that no plan is made each second. */
async function titlesFor({ expected, end, told }: Run, desk: Desk): Promise<Map<string, string>> {
  const isKnown = end === undefined && told.every(({ post }) => expected.some((step) => step.post === post));
  const steps = isKnown ? expected : await desk.plan({}).catch(() => expected);
  return new Map(steps.map(({ post, item }) => [post, item.title]));
}

function runTitle({ deed: { deed, post } }: Run, { words }: PageView): string {
  return post === undefined ? words.deeds[deed] : `${words.deeds[deed]} · ${post}`;
}

async function askOnceMore(context: Context, site: Site) {
  const view = viewOf(context, site);
  const { lang: _, ...query } = context.req.query();
  const deed = readDeed(query);
  const agree = deed === undefined ? undefined : (agreementBefore(deed) ?? deed.agree);
  if (deed === undefined || agree === undefined) return refuse(context, site, view.words.unread, 422);
  if (agree === 'refresh' && deed.post === undefined) return askForAll(context, site, deed);
  if (deed.post === undefined || deed.to === undefined) return refuse(context, site, view.words.unread, 422);
  const channels = await site.desk.channels();
  const [step] = await site.desk.plan({ only: { posts: [deed.post], channels: [deed.to] } });
  const name = step === undefined ? deed.to : channelTitle(step.channel, channels);
  const price = agree === 'cost' && step !== undefined ? costOf(step) : undefined;
  const body = confirmPage(
    { deed, agree, price, copy: step?.line?.url, name, title: step?.item.title ?? deed.post },
    view,
  );
  return show(context, site, { title: view.words.confirm, body });
}

/** Asks once more before every copy of an earlier version is sent again. */
function askForAll(context: Context, site: Site, deed: Deed) {
  const view = viewOf(context, site);
  const { words } = view;
  const body = confirmPage({ deed, agree: 'refresh', title: words.everyStale }, view);
  return show(context, site, { title: words.confirm, body });
}

/** The steps of the post that is asked for; none where there is no such post. */
async function stepsOf(context: Context, { desk }: Site): Promise<OutlinedStep[]> {
  const post = context.req.param('post');
  return (await desk.plan({})).filter((step) => step.post === post);
}

/** The step of one post and one channel, to be rendered. @throws {Problem} where the post does not go to that channel */
async function stepOf(context: Context, site: Site): Promise<Step> {
  const { post, channel } = context.req.param();
  const steps = await site.desk.editions({});
  const step = steps.find((one) => one.post === post && one.channel.id === channel);
  if (step === undefined) throw new Problem(viewOf(context, site).words.notThere);
  return step;
}

function titleOf({ item, channel }: Step): string {
  return `${channel.platform.name} · ${item.title}`;
}

/** An edition to look at, its limits named in the owner's language. */
function previewOf(step: Step, context: Context, site: Site) {
  const { words } = viewOf(context, site);
  const preview = toPreview(step, site.desk.site.url);
  const { limits } = step.channel.platform;
  return {
    ...preview,
    limits: preview.limits.map((limit, index) => {
      const part = limits[index]?.part;
      return part === undefined ? limit : { ...limit, what: words.parts[part] };
    }),
  };
}

function troublePage(context: Context, site: Site, error: Error) {
  const { words } = viewOf(context, site);
  if (!(error instanceof Problem)) site.desk.onFault(error);
  const said = error instanceof Problem ? error.message : words.fault;
  const hint = error instanceof Problem ? error.hint : undefined;
  const body = html`${hint === undefined ? '' : html`<p class="about">${hint}</p>`}`;
  return show(
    context,
    site,
    { title: words.publishing, body, problem: said },
    error instanceof Problem ? 404 : 500,
  );
}

function refuse(context: Context, site: Site, problem: string, status: 403 | 404 | 422) {
  const view = viewOf(context, site);
  const body = html`<p><a href="${pageOf('', view)}">${view.words.back}</a></p>`;
  return show(context, site, { title: view.words.publishing, body, problem }, status);
}

function show(context: Context, site: Site, page: Page, status: 200 | 403 | 404 | 422 | 500 = 200) {
  const { base, entries, desk } = site;
  const { lang, asked } = viewOf(context, site);
  const { title, body, problem, isLive = false, refresh } = page;
  const name = inLanguage(desk.site.title, lang);
  const script = isLive ? `${ROOT}/publishing.js` : undefined;
  const around = { base, lang, name, title, entries, entry: ROOT, asked, problem, script, refresh };
  return context.html(studioFrame({ ...around, sheets: [`${ROOT}/publishing.css`] }, body), status);
}

function viewOf(context: Context, { base, desk, secret, now }: Site): PageView {
  const { languages, timeZone } = desk.site;
  const asked = context.req.query('lang');
  const lang: Lang = languages.find((known) => known === asked) ?? languages[0] ?? 'en';
  return {
    base,
    lang,
    asked: asked === undefined ? {} : { lang },
    words: wordsFor(lang),
    timeZone,
    token: () => signFormToken(secret, now()),
  };
}

interface Page {
  readonly title: string;
  readonly body: Html;
  readonly problem?: string;
  /** Whether the script of these pages runs. */
  readonly isLive?: boolean;
  readonly refresh?: number;
}

interface Site extends PublishingSettings {
  readonly entries: readonly StudioEntry[];
}

export interface PublishingSettings {
  readonly desk: Desk;
  /** The runs that were started; they outlive a new build of the site. */
  readonly runs: Runs;
  /** What tokens of forms are signed with. */
  readonly secret: string;
  readonly now: () => Millis;
  /** Where Studio is mounted, without a trailing slash. */
  readonly base: string;
  /** Whether the token of the Wechatsync extension is set. */
  readonly isBrowserKnown: boolean;
}
