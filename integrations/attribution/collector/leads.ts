import { type Context, Hono } from 'hono';

import type { Conversion, Offer } from '#domain';
import { addressBehind } from './address.ts';
import { sayDropped } from './drop.ts';
import { readerOf } from './events.ts';
import { LEAST_AGE, readToken, signToken } from './form-token.ts';
import { type DropReason, isFromUs } from './guard.ts';
import { answerLead, type LeadAnswer } from './lead-answer.ts';
import { journeyIn, type LeadForm, leadSchema, readForm } from './lead-form.ts';
import { limitBody } from './limit-body.ts';
import { type CollectorSettings, EVENT_PACE, LEAD_PACE } from './settings.ts';
import { tokenBucket } from './token-bucket.ts';

/** Bytes of a form: a message of 4,000 characters, and a journey. */
const LARGEST_LEAD = 40 * 1024;

/** `GET /api/form-token` and `POST /api/leads`. */
export function leadRoutes(settings: CollectorSettings): Hono {
  const { store, now, randomId, secret } = settings;
  const asking = tokenBucket(settings.eventPace ?? EVENT_PACE, now);
  const sending = tokenBucket(settings.leadPace ?? LEAD_PACE, now);
  const addressOf = settings.addressOf ?? addressBehind(settings);
  const maySend = (context: Context) => sending.take(addressOf(context));
  const limit = limitBody({
    maxSize: LARGEST_LEAD,
    onError(context) {
      const refused = maySend(context) ? 'too-large' : 'rate-limited';
      return answerLead(context, settings, { refused, form: null });
    },
  });

  return new Hono()
    .get('/api/form-token', (context) => {
      context.header('Cache-Control', 'no-store');
      if (!asking.take(addressOf(context))) {
        sayDropped(context, store, 'rate-limited');
        return context.json({ error: 'rate-limited' }, 429);
      }
      const token = signToken({ issued: now(), nonce: randomId() }, secret);
      return context.json({ token, wait: LEAST_AGE });
    })
    .post('/api/leads', limit, async (context) => {
      const refused = refuse(context, settings, maySend(context));
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
  if (form.blank !== '') return { refused: 'honeypot', form };
  // What has an address of its own is bought there.
  const offer = offers.find(({ id, url }) => id === form.offer && url === undefined);
  if (offer === undefined) return { refused: 'unknown-offer', form };
  const token = readToken(form.token, secret, now());
  if (token.refused !== undefined) return { refused: 'token', form, isEarly: token.refused === 'early' };
  const lead = leadSchema.safeParse(form);
  if (!lead.success) return { form, wrong: lead.error.issues.map(({ path }) => String(path[0])) };
  const conversion = await conversionOf(form, { id: token.nonce, offer }, context, settings);
  const person = { ...lead.data, state: 'new', nextStep: null, nextDay: null } as const;
  const outcome = await store.addLead({ conversion, ...person });
  // Sent again because the answer was lost: it is there, and that is the answer.
  if (outcome === 'replay') sayDropped(context, store, 'replay');
  return outcome === 'spent' ? { refused: 'token', form } : { form };
}

async function conversionOf(
  form: LeadForm,
  { id, offer }: { id: string; offer: Offer },
  context: Context,
  settings: CollectorSettings,
): Promise<Conversion> {
  const told = journeyIn(form);
  const { journeyOf } = readerOf(context.req.raw.headers, settings);
  return {
    id,
    at: settings.now(),
    offer: offer.id,
    kind: 'lead',
    proof: 'form',
    worth: offer.worth ?? null,
    journey: await journeyOf(told, told === undefined ? 'no-script' : undefined),
  };
}
