import type { Millis } from '#domain';
import { english, type Said, sayIn } from '../sayings.ts';

/**
 * What is to be done with one post on one channel.
 * - `create`: it was never sent.
 * - `update`: its author changed it since it was sent.
 * - `look-up`: it was sent and no answer came, or the run died; the platform is asked before it is sent again.
 * - `unchanged`: there is nothing to do.
 * - `by-hand`: the platform has no way in for this; the author does it.
 * - `blocked`: something has to be put right first.
 * - `uncertain`: it was sent, no answer came, and the platform cannot be asked; its author has to look.
 * - `changed`: somebody edited the copy there; its author decides.
 * - `later`: the platform asked to wait `until` then.
 * - `scheduled`: its author wants it there `until` then, and not before.
 */
export type Action =
  | 'create'
  | 'update'
  | 'look-up'
  | 'unchanged'
  | 'by-hand'
  | 'blocked'
  | 'uncertain'
  | 'changed'
  | 'later'
  | 'scheduled';

/** What to do, and why, in both forms. */
export function verdict(action: Action, ...said: readonly Said[]): Verdict {
  return { action, said, why: said.map((one) => sayIn(english, one)) };
}

/** What to do, and why. */
export interface Verdict {
  readonly action: Action;
  /** In English. */
  readonly why: readonly string[];
  /** The same, for a page in another language. */
  readonly said: readonly Said[];
  readonly until?: Millis;
}
