/**
 * Why a mail did not go out.
 * - `refused`: the server does not take this mail, or this recipient. The same again would fail again.
 * - `later`: the server asks to wait, or cannot be reached. The mail did not go out.
 * - `setup`: the server's address, the login, the certificate or the sender is wrong. No mail will go out.
 * - `uncertain`: the connection broke after the text was sent and before the server answered. It may be on its way.
 */
export type MailOutcome = 'refused' | 'later' | 'setup' | 'uncertain';

/** A mail that is not known to have gone out, as a value to throw. Its text holds no password. */
export class MailFailure extends Error {
  override readonly name = 'MailFailure';
  readonly outcome: MailOutcome;
  /** Whether another recipient would meet the same: the server, not the address, is the cause. */
  readonly isOfServer: boolean;
  /** What to do about it. */
  readonly hint: string | undefined;

  constructor(outcome: MailOutcome, why: string, about: { isOfServer: boolean; hint?: string | undefined }) {
    super(why);
    this.outcome = outcome;
    this.isOfServer = about.isOfServer;
    this.hint = about.hint;
  }
}
