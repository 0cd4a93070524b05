import { hashShown } from '../copies/find-copies.ts';
import type { Made, Seen } from '../platform.ts';
import { type Result, resultOf } from '../publish/result.ts';
import { goneThere, twice } from '../publish/say-result.ts';
import { type Sent, say } from '../sayings.ts';
import { shownNow } from './look.ts';
import type { Way } from './way.ts';

/** Reads a copy as the platform shows it after our write, and keeps it in the ledger. */
export async function keepCopy(way: Way, made: Made, { key, what, twin }: Written): Promise<Result> {
  const { step, books } = way;
  const id = made.id ?? step.line?.id;
  const shown = id === undefined ? undefined : await shownNow(way, id);
  const url = made.url ?? shown?.url ?? step.line?.url;
  const state = made.state === 'draft' && shown?.state !== 'live' ? 'draft' : 'published';
  await books.keep({ state, key, id, url, shown: shown && hashShown(shown) }, url ?? id);
  if (twin !== undefined) return twice(step, twin, url);
  const how = say('sent', what, state === 'draft', made.state === 'processing');
  return resultOf(step, 'done', [how], { url });
}

/** Keeps in the ledger that the copy was deleted there. */
export async function keepGone({ step, books }: Way): Promise<Result> {
  await books.keep({ state: 'gone' });
  return goneThere(step);
}

/** A copy that was seen, as if the platform had just said that it made it. */
export function madeOf({ id, url, state }: Pick<Seen, 'id'> & Partial<Seen>): Made {
  return { id, url, ...(state === 'draft' ? { state } : {}) };
}

/** Without the members that say nothing. */
export function defined(made: Made): Made {
  return Object.fromEntries(Object.entries(made).filter(([, value]) => value !== undefined));
}

/** What was written: with which key, in which way, and the younger copy beside it. */
interface Written {
  readonly key: string;
  readonly what: Sent;
  readonly twin?: Seen | undefined;
}
