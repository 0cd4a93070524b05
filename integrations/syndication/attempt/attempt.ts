import type { Step } from '../plan/plan.ts';
import type { Account } from '../publish/account.ts';
import type { Effects } from '../publish/effects.ts';
import { type Result, resultOf } from '../publish/result.ts';
import { changedThere } from '../publish/say-result.ts';
import { openBooks } from './books.ts';
import { asFailure, failed } from './failed.ts';
import { sendAgain } from './send-again.ts';
import { sendFirst } from './send-first.ts';
import { ask, mayOverwrite, type Way } from './way.ts';

/**
 * Sends one post to one channel: finds the copy or makes sure that there is none, writes the intent down, sends it
 * once, and keeps what became of it. Throws only what is no fault of the post or the platform: a full disk.
 */
export async function attempt(step: Step, account: Account, effects: Effects): Promise<Attempted> {
  const { api } = step.channel.platform;
  if (api === undefined) return { result: resultOf(step, 'by-hand', step.said), closes: false };
  const way = { step, api, account, effects, books: openBooks(step, effects) };
  try {
    return { result: await carryOut(way), closes: false };
  } catch (error) {
    const failure = asFailure(error, way.books.announced() !== undefined);
    const result = await failed(way, failure);
    return { result, closes: result.outcome === 'setup' || (result.outcome === 'later' && !failure.atHome) };
  }
}

async function carryOut(way: Way): Promise<Result> {
  const held = await heldBack(way);
  if (held !== undefined) return held;
  const id = way.step.line?.id;
  return id === undefined ? sendFirst(way) : sendAgain(way, id);
}

/** What stops a step that its author has to agree to and did not; undefined where it may go. */
async function heldBack(way: Way): Promise<Result | undefined> {
  const { action, why } = way.step;
  const reason = why.join('; ');
  if (action === 'changed' && !(await mayOverwrite(way))) {
    await way.books.keepChanged();
    return changedThere(way.step);
  }
  if (action === 'uncertain' && !(await ask(way, 'again', reason)))
    return resultOf(way.step, 'uncertain', way.step.said);
  return unpaid(way);
}

/** Where sending costs something or cannot be undone, and its author did not agree. A draft can be undone. */
async function unpaid(way: Way): Promise<Result | undefined> {
  const { channel, edition } = way.step;
  const price = edition.draft ? undefined : channel.platform.cost?.(edition, channel.options);
  if (price === undefined || (await ask(way, 'cost', price))) return undefined;
  return resultOf(way.step, 'blocked', price, {
    hint: `To send it: npx byline publish ${edition.post} --to ${channel.id} --yes`,
  });
}

/**
 * What became of a step, and whether the account is left alone after it: it asked to wait, or would answer every request
 * alike.
 */
export interface Attempted {
  readonly result: Result;
  readonly closes: boolean;
}
