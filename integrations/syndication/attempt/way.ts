import type { Step } from '../plan/plan.ts';
import type { Api } from '../platform.ts';
import type { Account } from '../publish/account.ts';
import type { Effects, Question } from '../publish/effects.ts';
import type { Books } from './books.ts';

/** One post on its way to one channel: what every part of an attempt works with. */
export interface Way {
  readonly step: Step;
  readonly api: Api;
  readonly account: Account;
  readonly effects: Effects;
  readonly books: Books;
}

/** Asks the author what only the author can decide. */
export function ask({ step, effects }: Way, about: Question['about'], what: string): Promise<boolean> {
  return effects.consent({ about, what, edition: step.edition });
}

/** Whether ours may replace a copy that was edited on the platform. */
export function mayOverwrite(way: Way): Promise<boolean> {
  return ask(way, 'overwrite', 'it was edited there by hand, and this would replace it');
}

/** Whether a copy that no reader sees yet is as it should be. */
export function mayBeDraft({ api, step }: Way): boolean {
  return api.drafts === true || step.line?.state === 'draft' || step.edition.draft;
}

/** The key of this copy: the one it was sent with and not answered, or the ledger's, or a new one. */
export function keyOf({ step, effects }: Way): string {
  return step.intent?.key ?? step.line?.key ?? effects.newKey();
}
