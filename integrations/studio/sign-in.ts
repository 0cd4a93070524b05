import { randomBytes } from 'node:crypto';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { csrf } from 'hono/csrf';
import { auth as basicOf } from 'hono/utils/basic-auth';
import { inLanguage, type Lang, type Millis, type Site } from '#domain';
import { readFormToken, signFormToken } from './form-token.ts';
import { studioFrame } from './frame.ts';
import { ownersHeaders } from './headers.ts';
import { passwordCheck } from './password.ts';
import { sessionId } from './session-id.ts';
import { accountBody, againPage, type SignInView, signInPage } from './sign-in-page.ts';
import { signInStyle } from './sign-in-style.ts';
import { signInWords } from './sign-in-words.ts';
import type { StudioWing } from './wing.ts';

/** Whom a program names that asks with a password and no session: `curl -u studio:…`. */
export const STUDIO_USER = 'studio';

/** The cookie of a session. */
export const STUDIO_COOKIE = 'byline-studio';

/** How long a browser stays signed in. */
const LASTING: Millis = 30 * 86_400_000;

/**
 * Keeps Studio for its owner. A browser signs in on a page and has a session then; a program may read with the password
 * in each request. A new password ends all sessions.
 *
 * @example
 * const { door, wing } = signIn(settings);
 * app.route('/', door); // before anything else
 * app.route('/', wing.routes(entries));
 */
export function signIn(settings: SignInSettings): { door: Hono; wing: StudioWing } {
  const isRight = passwordCheck(settings.password);
  const mayGuess = (context: Context) => settings.guesses.take(context);
  const door = new Hono();
  door.use(ownersHeaders);
  door.get('/sign-in.css', (context) => context.body(signInStyle, 200, { 'Content-Type': 'text/css' }));
  door.get('/sign-in', (context) => context.html(askPassword(context, settings)));
  door.post('/sign-in', csrf(), async (context) => {
    const { password = '', token = '', to = '' } = await textsOf(context);
    const again = (problem: NonNullable<SignInView['problem']>, status: 422 | 429) =>
      context.html(askPassword(context, settings, { problem, to }), status);
    if (readFormToken(token, settings.secret, settings.now()) === undefined) return again('expired', 422);
    if (!mayGuess(context)) {
      context.header('Retry-After', '60');
      return again('tooMany', 429);
    }
    if (!(await isRight(password))) return again('wrong', 422);
    settings.guesses.giveBack(context);
    await begin(context, settings);
    return context.redirect(pageIn(to, settings), 303);
  });
  door.use(withSession(settings, reader(settings, isRight)), csrf());
  return { door, wing: accountWing(settings) };
}

/** Lets a request through that has a session; asks everyone else to sign in. */
function withSession(settings: SignInSettings, mayRead: MayRead): MiddlewareHandler {
  const { sessions, base } = settings;
  return async (context, next) => {
    const token = getCookie(context, STUDIO_COOKIE);
    if (token !== undefined && (await sessions.session(sessionId(token, settings))) !== undefined)
      return next();
    if (context.req.header('authorization') !== undefined) {
      const answer = await mayRead(context);
      return answer === 'yes' ? next() : answer;
    }
    if (context.req.header('accept')?.includes('text/html') !== true) return refuse(context);
    const to = context.req.method === 'GET' ? pathOf(context) : base;
    // A link on another site: the browser kept the cookie back, which it will not do the second time.
    if (context.req.header('sec-fetch-site') === 'cross-site') return context.html(againPage(to));
    const lang = context.req.query('lang');
    const query = new URLSearchParams({ ...(lang !== undefined && { lang }), to });
    return context.redirect(`${base}/sign-in?${query}`, 303);
  };
}

/** A program has no session. It reads with the password, and changes nothing. */
function reader(settings: SignInSettings, isRight: (guess: string) => Promise<boolean>): MayRead {
  // A right password is not hashed anew for each request.
  let known: string | undefined;
  return async (context) => {
    if (!['GET', 'HEAD'].includes(context.req.method)) {
      return context.text('Sign in to change something; a password alone may only read.', 403);
    }
    const given = basicOf(context.req.raw);
    if (given?.username !== STUDIO_USER) return refuse(context);
    const id = sessionId(given.password, settings);
    if (id === known) return 'yes';
    if (!settings.guesses.take(context)) {
      return context.text('Too many wrong passwords. Try again in a minute.', 429, { 'Retry-After': '60' });
    }
    if (!(await isRight(given.password))) return refuse(context);
    settings.guesses.giveBack(context);
    known = id;
    return 'yes';
  };
}

type MayRead = (context: Context) => Promise<'yes' | Response>;

function refuse(context: Context): Response {
  context.header('WWW-Authenticate', 'Basic realm="Byline"');
  return context.text('Sign in first.', 401);
}

async function begin(context: Context, settings: SignInSettings): Promise<void> {
  const { sessions, base, now } = settings;
  const token = randomBytes(32).toString('base64url');
  await sessions.addSession({ id: sessionId(token, settings), at: now(), expires: now() + LASTING });
  setCookie(context, STUDIO_COOKIE, token, {
    path: base,
    maxAge: LASTING / 1000,
    httpOnly: true,
    sameSite: 'Strict',
    secure: isSecure(context),
  });
}

/** The browser says by which scheme it came, whatever stands between. */
function isSecure({ req }: Context): boolean {
  return (req.header('origin') ?? req.url).startsWith('https:');
}

function accountWing(settings: SignInSettings): StudioWing {
  const { sessions, base, secret, site, now } = settings;
  const entry = { path: 'account', label: (lang: Lang) => signInWords(lang).account };
  const leave = async (context: Context, end: () => Promise<void>) => {
    const { token = '' } = await textsOf(context);
    if (readFormToken(token, secret, now()) === undefined) return context.redirect(`${base}/account`, 303);
    await end();
    deleteCookie(context, STUDIO_COOKIE, { path: base, secure: isSecure(context) });
    return context.redirect(`${base}/sign-in?lang=${languageOf(context, settings)}`, 303);
  };
  return {
    entries: [entry],
    routes: (entries) =>
      new Hono()
        .get('/account', (context) => {
          const lang = languageOf(context, settings);
          const asked = context.req.query('lang') === undefined ? {} : { lang };
          const view = { base, lang, asked, entries, entry: entry.path, name: inLanguage(site.title, lang) };
          const body = accountBody(lang, { base, token: signFormToken(secret, now()) });
          return context.html(studioFrame({ ...view, title: signInWords(lang).account }, body));
        })
        .post('/sign-out', (context) =>
          leave(context, () =>
            sessions.endSession(sessionId(getCookie(context, STUDIO_COOKIE) ?? '', settings)),
          ),
        )
        .post('/sign-out-everywhere', (context) => leave(context, () => sessions.endSessions())),
  };
}

function askPassword(
  context: Context,
  settings: SignInSettings,
  { problem, to = context.req.query('to') ?? '' }: Pick<SignInView, 'problem'> & { to?: string } = {},
): ReturnType<typeof signInPage> {
  const { base, site, home, where, secret, now } = settings;
  const lang = languageOf(context, settings);
  const token = signFormToken(secret, now());
  const name = inLanguage(site.title, lang);
  const { languages } = site;
  return signInPage({ base, lang, languages, name, home, token, to: pageIn(to, settings), problem, where });
}

/** A page of Studio; the first one where something else is asked for. */
function pageIn(to: string, { base }: SignInSettings): string {
  return to.startsWith(`${base}/`) || to.startsWith(`${base}?`) ? to : base;
}

function pathOf({ req }: Context): string {
  const { pathname, search } = new URL(req.url);
  return pathname + search;
}

function languageOf(context: Context, { site: { languages } }: SignInSettings): Lang {
  return languages.find((lang) => lang === context.req.query('lang')) ?? languages[0] ?? 'en';
}

async function textsOf(context: Context): Promise<Partial<Record<string, string>>> {
  const body = Object.entries(await context.req.parseBody());
  return Object.fromEntries(
    body.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

export interface SignInSettings {
  /** The password, or its hash as {@link hashPassword} makes it. */
  readonly password: string;
  /** Where the owner finds the password: a file. @default nothing is said */
  readonly where?: string | undefined;
  /** What tokens are signed with. */
  readonly secret: string;
  readonly sessions: Sessions;
  /** How many passwords may be tried. */
  readonly guesses: {
    take(context: Context): boolean;
    /** Returns what was taken: the password was right. */
    giveBack(context: Context): void;
  };
  readonly site: Pick<Site, 'title' | 'languages'>;
  /** Where the site begins. */
  readonly home: string;
  /** Where Studio is mounted, without a trailing slash. */
  readonly base: string;
  readonly now: () => Millis;
}

/** Where it is kept which browsers are signed in. */
export interface Sessions {
  addSession(session: { id: string; at: Millis; expires: Millis }): Promise<void>;
  session(id: string): Promise<object | undefined>;
  endSession(id: string): Promise<void>;
  endSessions(): Promise<void>;
}
