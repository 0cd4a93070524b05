import { z } from 'zod';
import type { Open, Reach, Request, Seen } from '../platform.ts';

/** A room of Matrix, and the account that writes there. */
export type Room = Open<'token'>;

/** How many pages back a message is looked for. */
const MOST_PAGES = 10;
const PER_PAGE = 100;

const contentSchema = z.object({
  body: z.string().optional(),
  formatted_body: z.string().optional(),
  'm.relates_to': z.object({ rel_type: z.string().optional() }).optional(),
});

/** Servers put the newest edit of a message beside it. */
const editSchema = z.object({ content: z.object({ 'm.new_content': contentSchema }) });

const eventSchema = z.object({
  event_id: z.string(),
  content: contentSchema,
  unsigned: z
    .object({ 'm.relations': z.object({ 'm.replace': editSchema.optional() }).optional() })
    .optional(),
});

type Event = z.output<typeof eventSchema>;

/** The account's id, such as `@lin:matrix.org`. */
export async function whoAmI(to: Room): Promise<string> {
  const url = `${to.url}/_matrix/client/v3/account/whoami`;
  const answer = await to.once('who', () => to.send.json({ method: 'GET', url, headers: headersFor(to) }));
  return z.object({ user_id: z.string() }).parse(answer).user_id;
}

/** The account's own messages, the oldest first, without the edits. */
export async function messages(to: Room, reach: Reach): Promise<Seen[]> {
  const filter = JSON.stringify({ types: ['m.room.message'], senders: [await whoAmI(to)] });
  const all: Event[] = [];
  let from = '';
  for (let page = 0; page < (reach === 'newest' ? 1 : MOST_PAGES); page += 1) {
    const query = new URLSearchParams({ dir: 'b', limit: String(PER_PAGE), filter, ...(from && { from }) });
    const { chunk, end } = pageSchema.parse(await ask(to, { method: 'GET', url: `/messages?${query}` }));
    all.push(...chunk.filter(({ content }) => content['m.relates_to']?.rel_type !== 'm.replace'));
    if (end === undefined || chunk.length === 0) break;
    from = end;
  }
  return all.map(seenOf).toReversed();
}

/** One message as readers see it now. */
export async function lookAt(id: string, to: Room): Promise<Seen> {
  const url = `/event/${encodeURIComponent(id)}`;
  return seenOf(eventSchema.parse(await ask(to, { method: 'GET', url })));
}

const pageSchema = z.object({ chunk: z.array(eventSchema), end: z.string().optional() });

/** A message that was taken back stays as an event without content. */
function seenOf({ event_id: id, content, unsigned }: Event): Seen {
  const { body, formatted_body } =
    unsigned?.['m.relations']?.['m.replace']?.content['m.new_content'] ?? content;
  const shown = formatted_body ?? body;
  return shown === undefined ? { id, state: 'gone' } : { id, state: 'live', body: shown };
}

/** Asks something of the room; `url` begins below it. */
export function ask(to: Room, request: Request): Promise<unknown> {
  const url = `${to.url}/_matrix/client/v3/rooms/${encodeURIComponent(to.account)}${request.url}`;
  return to.send.json({ ...request, url, headers: headersFor(to) });
}

function headersFor({ secrets }: Room): Record<string, string> {
  return { authorization: `Bearer ${secrets.token}` };
}
