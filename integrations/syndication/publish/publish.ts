import { type Attempted, attempt } from '../attempt/attempt.ts';
import type { Step } from '../plan/plan.ts';
import type { Action } from '../plan/verdict.ts';
import { say } from '../sayings.ts';
import { type Account, openAccount } from './account.ts';
import type { Effects } from './effects.ts';
import { type Result, type ResultOutcome, resultOf } from './result.ts';

/**
 * Carries a plan out: accounts side by side, the posts of one account in order and at the platform's pace. A result
 * for every step; what one platform refuses stops no other. What is about to be sent is in the journal before it is,
 * so that a run that dies, and an answer that is lost, are looked up and never sent twice.
 *
 * @throws {Problem} where the disk takes nothing more; the journal has the truth, and every account came to its end
 */
export async function publish(steps: readonly Step[], effects: Effects): Promise<Result[]> {
  const byAccount = Map.groupBy(steps, ({ channel }) => channel.account);
  const runs = [...byAccount.values()].map((own) => runAccount(own, effects));
  await Promise.allSettled(runs);
  return (await Promise.all(runs)).flat();
}

async function runAccount(steps: readonly Step[], effects: Effects): Promise<Result[]> {
  const [first] = steps;
  if (first === undefined) return [];
  const account = openAccount(first.channel, effects);
  const results: Result[] = [];
  let closedBy: Result | undefined;
  for (const step of steps) {
    const { result, closes } = await carryOut(step, account, effects, closedBy);
    if (closes) closedBy = result;
    results.push(result);
    effects.onResult?.(result);
  }
  return results;
}

async function carryOut(
  step: Step,
  account: Account,
  effects: Effects,
  closedBy: Result | undefined,
): Promise<Attempted> {
  const { action, said, until, line } = step;
  if (isIdle(action)) {
    const what = said.length === 0 ? [say('upToDate')] : said;
    return { result: resultOf(step, action, what, { at: until, url: line?.url }), closes: false };
  }
  if (closedBy !== undefined) return { result: postpone(step, closedBy), closes: false };
  return attempt(step, account.for(step.channel), effects);
}

/** Whether a step asks nothing of the platform. */
function isIdle(action: Action): action is Extract<Action, ResultOutcome> {
  return ['unchanged', 'blocked', 'later', 'scheduled', 'by-hand'].includes(action);
}

function postpone(step: Step, { outcome, what, said, hint, at }: Result): Result {
  return resultOf(step, outcome, said ?? what, { hint, at });
}
