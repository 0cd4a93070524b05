import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import type { Conversion, Lang } from '#domain';
import { addressOf } from './address.ts';
import { drop } from './drop.ts';
import { LEAST_AGE, readToken, signToken } from './form-token.ts';
import { type DropReason, isFromUs } from './guard.ts';
import { answerLead, type LeadAnswer } from './lead-answer.ts';
import { type LeadForm, leadSchema, readForm } from './lead-form.ts';
import { leadWords } from './lead-page.ts';
import { type CollectorSettings, EVENT_PACE, LEAD_PACE } from './settings.ts';
import { tokenBucket } from './token-bucket.ts';

/** Bytes of a form. */
const LARGEST_LEAD = 16 * 1024;

/** `GET /api/form-token` and `POST /api/leads`. */
export function leadRoutes(settings: CollectorSettings): Hono {
  const { store, now, randomId, secret } = settings;
  const mayAsk = tokenBucket(settings.eventPace ?? EVENT_PACE, now);
  const maySend = tokenBucket(settings.leadPace ?? LEAD_PACE, now);
  const address = settings.addressOf ?? addressOf;
  const limit = bodyLimit({
    maxSize: LARGEST_LEAD,
    onError: (context) => answerLead(context, settings, { refused: 'too-large', form: null }),
  });

  return new Hono()
    .get('/api/form-token', (context) => {
      context.header('Cache-Control', 'no-store');
      if (!mayAsk(address(context))) return drop(context, store, 'rate-limited');
      const token = signToken({ issued: now(), nonce: randomId() }, secret);
      return context.json({ token, wait: LEAST_AGE });
    })
    .post('/api/leads', limit, async (context) => {
      const refused = refuse(context, settings, maySend(address(context)));
      const form = await readForm(context);
      if (refused !== null) return answerLead(context, settings, { refused, form });
      if (form === null) return answerLead(context, settings, { refused: 'malformed', form });
      return answerLead(context, settings, await take(form, context, settings));
    });
}

function refuse(context: Context, { origins }: CollectorSettings, isInTime: boolean): DropReason | null {
  if (!isFromUs(context.req.raw.headers, new Set(origins))) return 'foreign-origin';
  return isInTime ? null : 'rate-limited';
}

async function take(form: LeadForm, context: Context, settings: CollectorSettings): Promise<LeadAnswer> {
  const { offers, store, secret, now } = settings;
  if (form.website !== '') return { refused: 'honeypot', form };
  const offer = offers.find(({ id, kind }) => id === form.offer && kind === 'consulting');
  if (offer === undefined) return { refused: 'unknown-offer', form };
  const token = readToken(form.token, secret, now());
  if (token.refused !== undefined) return { refused: 'token', form, isEarly: token.refused === 'early' };
  const lead = leadSchema.safeParse(form);
  if (!lead.success) return { form, problems: problemsOf(lead.error, form.lang) };
  const conversion = conversionOf(form, context, settings);
  const outcome = await store.addLead({ conversion, ...lead.data }, token);
  return outcome === 'spent' ? { refused: 'token', form } : { form };
}

/** Who asks not to be followed is not, even where the form names a reader. */
function conversionOf(form: LeadForm, context: Context, { now, randomId }: CollectorSettings): Conversion {
  const isFollowed = context.req.header('sec-gpc') !== '1' && z.uuid().safeParse(form.reader).success;
  return {
    id: randomId(),
    reader: isFollowed ? form.reader : randomId(),
    at: now(),
    offer: form.offer,
    kind: 'lead',
    proof: 'form',
    earned: null,
  };
}

function problemsOf(error: z.ZodError, lang: Lang): Record<string, string> {
  const keys = error.issues.map(({ path }) => String(path[0]));
  return Object.fromEntries(keys.map((key) => [key, leadWords(lang).problems[key] ?? key]));
}
