import type { Context } from 'hono';
import { z } from 'zod';
import { type ToldJourney, toldJourneySchema } from './event.ts';

/**
 * Everything a form may carry; other keys are dropped. All of it is text until it is checked. `blank` is for
 * robots to fill in: a name no browser knows, or it would fill it in for a person.
 */
const fields = ['offer', 'name', 'email', 'message', 'lang', 'journey', 'token', 'blank', 'back'] as const;

export type LeadForm = Readonly<Record<(typeof fields)[number], string>>;

/** What a person has to fill in. Keys are the form's, so that an error finds its field. */
export const leadSchema = z.object({
  name: z.string().trim().min(1).max(100),
  email: z.email().max(254),
  message: z.string().trim().min(1).max(4000),
});

/** The journey that the beacon sent with a form; undefined where it sent none. */
export function journeyIn({ journey }: LeadForm): ToldJourney | undefined {
  if (journey === '') return undefined;
  try {
    return toldJourneySchema.safeParse(JSON.parse(journey)).data;
  } catch {
    return undefined;
  }
}

/** A form as a browser posts it, or as JSON; null when it is neither. */
export async function readForm(context: Context): Promise<LeadForm | null> {
  const body = await readBody(context);
  if (body === null) return null;
  const textAt = (key: string) => (typeof body[key] === 'string' ? body[key].trim() : '');
  const entries = fields.map((key) => [key, textAt(key)] as const);
  return Object.fromEntries(entries) as LeadForm;
}

async function readBody(context: Context): Promise<Record<string, unknown> | null> {
  try {
    const isJson = context.req.header('content-type')?.startsWith('application/json') ?? false;
    const body: unknown = isJson ? await context.req.json() : await context.req.parseBody();
    return typeof body === 'object' && body !== null ? { ...body } : null;
  } catch {
    return null;
  }
}
