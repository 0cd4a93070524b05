import { z } from 'zod';
import type { Open, Reach, Request, Seen } from '../platform.ts';

/** An account of Buttondown. */
export type Buttondown = Open<'apiKey'>;

/** The version whose default is a draft; an older key has an older default. */
const VERSION = '2026-04-01';

const MOST_PAGES = 20;

/** A mail, in any state. */
export const mailSchema = z.object({
  id: z.string().min(1),
  subject: z.string(),
  body: z.string(),
  status: z.string(),
  absolute_url: z.string().optional(),
  metadata: z.record(z.string(), z.unknown()).nullish(),
});

export type Mail = z.output<typeof mailSchema>;

/** The mails of the account, drafts among them, oldest first. */
export async function listMails(to: Buttondown, reach: Reach): Promise<Mail[]> {
  const all: Mail[] = [];
  for (let page = 1; page <= (reach === 'newest' ? 1 : MOST_PAGES); page += 1) {
    const url = `/emails?ordering=-creation_date&page=${page}`;
    const { results, next } = pageSchema.parse(await ask(to, { method: 'GET', url }));
    all.push(...results);
    if (!next) break;
  }
  return all.toReversed();
}

const pageSchema = z.object({ results: z.array(mailSchema), next: z.string().nullish() });

/** A mail as the engine sees a post. */
export function seenOf({ id, subject, body, status, absolute_url }: Mail): Seen {
  if (status === 'deleted') return { id, state: 'gone' };
  const state = status === 'draft' ? 'draft' : 'live';
  return { id, url: state === 'live' ? absolute_url : undefined, state, title: subject, body };
}

/** Asks something, in the version that makes drafts. */
export function ask({ url, secrets, send }: Buttondown, request: Request, more = {}): Promise<unknown> {
  const headers = { authorization: `Token ${secrets.apiKey}`, 'x-api-version': VERSION, ...more };
  return send.json({ ...request, url: url + request.url, headers });
}
