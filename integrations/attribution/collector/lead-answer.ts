import type { Context } from 'hono';
import type { Lang } from '#domain';
import { strings } from '#strings';
import { sayDropped } from './drop.ts';
import { signToken } from './form-token.ts';
import { answers, type DropReason } from './guard.ts';
import type { LeadForm } from './lead-form.ts';
import { confirmPage, noticePage } from './lead-page.ts';
import { leadPolicy } from './lead-style.ts';
import { problemsIn, refusalIn } from './lead-words.ts';
import type { CollectorSettings } from './settings.ts';

/**
 * Answers a form: `{ ok }` or `{ error, message, fields }` to a script that accepts JSON, a page to a person.
 *
 * A form without JavaScript has no token. It gets its fields back with one, and is sent by pressing again;
 * so does whatever else can be put right, and nothing a person wrote is lost.
 */
export function answerLead(
  context: Context,
  settings: CollectorSettings,
  answer: LeadAnswer,
): Response | Promise<Response> {
  const { refused, form } = answer;
  const isFirstTry = refused === 'token' && form?.token === '' && !wantsJson(context);
  if (refused !== undefined && !isFirstTry) sayDropped(context, settings.store, refused);
  context.header('Cache-Control', 'no-store');
  context.status(isFirstTry ? 200 : statusOf(answer));
  const view: View = { ...answer, lang: languageOf(context, form, settings) };
  const note = isFirstTry ? undefined : noteOf(view);
  if (wantsJson(context)) return context.json(jsonOf(view, note));
  return answerPage(context, pageOf(context, settings, view, note));
}

/** Answers a form that could not be kept, through no fault of who sent it. */
export function answerFailure(context: Context, settings: CollectorSettings): Response | Promise<Response> {
  const lang = languageOf(context, null, settings);
  const { down } = strings(lang).answer;
  context.status(503);
  if (wantsJson(context)) return context.json({ error: 'unavailable', message: down });
  return answerPage(context, noticePage(lang, down, backTo(context, null, settings)));
}

function answerPage(context: Context, page: ReturnType<typeof noticePage>): Response | Promise<Response> {
  context.header('Content-Security-Policy', leadPolicy);
  return context.html(page);
}

function wantsJson(context: Context): boolean {
  return context.req.header('accept')?.includes('application/json') ?? false;
}

function statusOf({ refused, wrong }: LeadAnswer): 200 | 400 | 401 | 403 | 413 | 422 | 429 {
  if (refused === undefined) return wrong === undefined ? 200 : 422;
  // 202 is for browsers that send by themselves; here a person waits for an answer.
  const status = answers[refused];
  return status === 202 ? 422 : status;
}

/** What went wrong, for a person; undefined when nothing did. */
function noteOf({ refused, wrong, isEarly, lang }: View): string | undefined {
  if (refused !== undefined) return refusalIn(lang, refused, isEarly);
  return wrong === undefined ? undefined : strings(lang).answer.fixFields;
}

function jsonOf({ refused, wrong, lang }: View, note: string | undefined): object {
  if (refused !== undefined) return { error: refused, message: note };
  if (wrong === undefined) return { ok: true };
  const fields = problemsIn(lang, wrong);
  return { error: 'fields', message: Object.values(fields).join(' '), fields };
}

function pageOf(
  context: Context,
  settings: CollectorSettings,
  { form, refused, wrong, isEarly, lang }: View,
  note: string | undefined,
): ReturnType<typeof noticePage> {
  const back = backTo(context, form, settings);
  if (form === null || (refused !== undefined && final.includes(refused)))
    return noticePage(lang, note ?? strings(lang).answer.unreadable, back);
  if (refused === undefined && wrong === undefined) return noticePage(lang, strings(lang).form.sent, back);
  const fresh = () => signToken({ issued: settings.now(), nonce: settings.randomId() }, settings.secret);
  return confirmPage({
    form: { ...form, back },
    // A token that is too young will be old enough when the button is pressed again.
    token: isEarly === true || wrong !== undefined ? form.token : fresh(),
    lang,
    problems: problemsIn(lang, wrong ?? []),
    note,
  });
}

/** What sending the same form again would not put right. */
const final: readonly DropReason[] = ['too-large', 'unknown-offer', 'foreign-origin', 'malformed'];

/** As the form says; where it could not be read, as the browser does. */
function languageOf(context: Context, form: LeadForm | null, { languages }: CollectorSettings): Lang {
  const [first = ''] = context.req.header('accept-language')?.split(/[,;]/) ?? [];
  const wanted = form?.lang || first;
  return (
    languages.find((lang) => lang === wanted) ??
    languages.find((lang) => wanted.split('-')[0] === lang.split('-')[0]) ??
    languages[0] ??
    'en'
  );
}

/** The page of the site that the form stood on. */
function backTo(context: Context, form: LeadForm | null, { origins, home = '/' }: CollectorSettings): string {
  const asked = URL.parse(form?.back || context.req.header('referer') || '');
  const isOurs =
    asked !== null && (origins.includes(asked.origin) || asked.host === context.req.header('host'));
  return isOurs && /^https?:$/.test(asked.protocol) ? asked.href : home;
}

/** `refused` and `wrong` both absent: it was stored. */
export interface LeadAnswer {
  readonly refused?: DropReason;
  /** null when it could not be read. */
  readonly form: LeadForm | null;
  /** Fields that do not fit. */
  readonly wrong?: readonly string[];
  /** The token was refused for being too young. */
  readonly isEarly?: boolean;
}

interface View extends LeadAnswer {
  readonly lang: Lang;
}
