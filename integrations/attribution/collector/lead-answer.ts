import type { Context } from 'hono';
import type { Lang } from '#domain';
import { sayDropped } from './drop.ts';
import { signToken } from './form-token.ts';
import { answers, type DropReason } from './guard.ts';
import type { LeadForm } from './lead-form.ts';
import { confirmPage, leadWords, noticePage } from './lead-page.ts';
import type { CollectorSettings } from './settings.ts';

/**
 * Answers a form: `{ ok }` or `{ error, fields }` to a script that accepts JSON, a page to a person.
 *
 * A form without JavaScript has no token. It gets its fields back with one, and is sent by pressing again;
 * so does whatever else can be put right, and nothing a person wrote is lost.
 */
export async function answerLead(
  context: Context,
  settings: CollectorSettings,
  answer: LeadAnswer,
): Promise<Response> {
  const { refused, form, problems } = answer;
  const wantsJson = context.req.header('accept')?.includes('application/json') ?? false;
  const isFirstTry = refused === 'token' && form?.token === '' && !wantsJson;
  if (refused !== undefined && !isFirstTry) await sayDropped(context, settings.store, refused);
  context.header('Cache-Control', 'no-store');
  context.status(isFirstTry ? 200 : statusOf(answer));
  if (wantsJson) return context.json(jsonOf(refused, problems));
  return context.html(pageOf(context, settings, answer));
}

function statusOf({ refused, problems }: LeadAnswer): 200 | 400 | 403 | 413 | 422 | 429 {
  if (refused === undefined) return problems === undefined ? 200 : 422;
  // 202 is for browsers that send by themselves; here a person waits for an answer.
  const status = answers[refused];
  return status === 202 ? 422 : status;
}

function jsonOf(refused: DropReason | undefined, fields: LeadAnswer['problems']): object {
  if (refused !== undefined) return { error: refused };
  return fields === undefined ? { ok: true } : { error: 'fields', fields };
}

function pageOf(
  context: Context,
  settings: CollectorSettings,
  answer: LeadAnswer,
): ReturnType<typeof noticePage> {
  const { form, refused, problems } = answer;
  const lang = languageOf(form, settings);
  const back = backTo(context, form, settings);
  const notice = noticeOf(refused, lang);
  if (form === null || notice !== undefined)
    return noticePage(lang, notice ?? leadWords(lang).unreadable, back);
  if (refused === undefined && problems === undefined) return noticePage(lang, leadWords(lang).sent, back);
  const fresh = () => signToken({ issued: settings.now(), nonce: settings.randomId() }, settings.secret);
  return confirmPage({
    form: { ...form, back },
    // A token that is too young will be old enough when the button is pressed again.
    token: answer.isEarly === true || problems !== undefined ? form.token : fresh(),
    lang,
    problems: problems ?? {},
    note: noteOf(answer, lang),
  });
}

function noticeOf(refused: DropReason | undefined, lang: Lang): string | undefined {
  const words = leadWords(lang);
  if (refused === 'too-large') return words.tooLarge;
  if (refused === 'unknown-offer') return words.noOffer;
  return refused === 'foreign-origin' || refused === 'malformed' ? words.unreadable : undefined;
}

function noteOf({ refused, problems, form, isEarly }: LeadAnswer, lang: Lang): string | undefined {
  const words = leadWords(lang);
  if (refused === 'rate-limited') return words.slowDown;
  if (problems !== undefined) return words.fixFields;
  return refused === 'token' && form?.token !== '' && isEarly !== true ? words.again : undefined;
}

function languageOf(form: LeadForm | null, { languages }: CollectorSettings): Lang {
  return languages.find((lang) => lang === form?.lang) ?? languages[0] ?? 'en';
}

/** The page of ours the form stood on. */
function backTo(context: Context, form: LeadForm | null, { origins }: CollectorSettings): string {
  const asked = URL.parse(form?.back || context.req.header('referer') || '');
  const isOurs =
    asked !== null && (origins.includes(asked.origin) || asked.host === context.req.header('host'));
  return isOurs && /^https?:$/.test(asked.protocol) ? asked.href : '/';
}

/** `refused` and `problems` both absent: it was stored. */
export interface LeadAnswer {
  readonly refused?: DropReason;
  /** null when it could not be read. */
  readonly form: LeadForm | null;
  /** Field → what is wrong with it. */
  readonly problems?: Readonly<Record<string, string>>;
  /** The token was refused for being too young. */
  readonly isEarly?: boolean;
}
