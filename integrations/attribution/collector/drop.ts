import type { Context } from 'hono';
import { answers, type DropReason } from './guard.ts';
import type { Store } from './store.ts';

/** Answers a request that is not counted: its reason is spoken in `X-Byline` and counted. */
export function drop(context: Context, store: Store, reason: DropReason): Response {
  sayDropped(context, store, reason);
  return context.body(null, answers[reason]);
}

/** The same, where the answer has a body of its own. */
export function sayDropped(context: Context, store: Store, reason: DropReason): void {
  store.countDrop(reason);
  context.header('X-Byline', reason);
  if (reason === 'rate-limited') context.header('Retry-After', '30');
}
