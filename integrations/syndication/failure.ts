import type { Millis } from '#domain';

/**
 * Why something was not done.
 * - `refused`: the platform does not take this post. The same again would fail again.
 * - `setup`: the channel is set up wrongly (a secret, the address, a permission). The channel stops after one request.
 * - `expired`: the session is over. The engine logs in again, once, and repeats the request.
 * - `later`: the platform asks to wait.
 * - `uncertain`: it was sent and no answer came. The platform is asked before it is sent again.
 * - `gone`: the copy was deleted there. It stays deleted.
 * - `same`: the platform has exactly this already. That is a success.
 */
export type Outcome = 'refused' | 'setup' | 'expired' | 'later' | 'uncertain' | 'gone' | 'same';

/** An answer that is not a plain success, as a value to throw. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly outcome: Outcome;
  /** Milliseconds from now until it may succeed, where the platform says. */
  readonly wait: Millis | undefined;
  /** What to do about it. */
  readonly hint: string | undefined;
  /** The id of the copy that is there already, where the platform names it with `same`. */
  readonly id: string | undefined;

  /** Whether it is certain that the platform never saw the request. */
  readonly unsent: boolean;
  /** Whether the site is not ready, so that the platform is not to blame and other posts may go. */
  readonly atHome: boolean;

  constructor(outcome: Outcome, why: string, about: About = {}) {
    super(why, about.cause === undefined ? undefined : { cause: about.cause });
    this.outcome = outcome;
    this.wait = about.wait;
    this.hint = about.hint;
    this.id = about.id;
    this.unsent = about.unsent ?? false;
    this.atHome = about.atHome ?? false;
  }
}

/** What else a {@link Failure} can say. */
export interface About {
  readonly wait?: Millis | undefined;
  readonly hint?: string | undefined;
  readonly id?: string | undefined;
  readonly unsent?: boolean | undefined;
  readonly atHome?: boolean | undefined;
  readonly cause?: unknown;
}
