import { z } from 'zod';
import { Problem } from '#domain';
import { Failure } from '../failure.ts';
import { type Result, type ResultOutcome, resultOf } from '../publish/result.ts';
import { nowhere } from '../publish/say-result.ts';
import { keepGone } from './keep-copy.ts';
import type { Way } from './way.ts';

/** Writes down what a failure means for what was announced, and says it. */
export async function failed(way: Way, failure: Failure): Promise<Result> {
  const { step, books, effects } = way;
  const { outcome, message, hint, wait } = failure;
  if (outcome === 'uncertain') await books.keepUncertain();
  else if (isSettledBy(way, failure)) await books.forget();
  if (outcome === 'later' && wait !== undefined) await books.hold(wait, message);
  if (outcome === 'gone') return isAboutCopy(way) ? keepGone(way) : nowhere(step, failure);
  const at = wait === undefined ? undefined : effects.now() + wait;
  return resultOf(step, outcomes[outcome], message, { hint, at });
}

/**
 * What was thrown, as a failure.
 *
 * @param isWritten whether readers may have seen something by now
 * @throws {Problem} as it is: the disk takes nothing more, or a picture cannot be drawn
 */
export function asFailure(error: unknown, isWritten = true): Failure {
  if (error instanceof Failure) return error;
  if (error instanceof Problem) throw error;
  const why = error instanceof z.ZodError ? z.prettifyError(error).replaceAll(/\s+/g, ' ') : String(error);
  return new Failure(isWritten ? 'uncertain' : 'refused', `the answer is not understood: ${why}`, {
    cause: error,
  });
}

/** Whether what was asked for last was a copy that is known, and not the platform itself. */
function isAboutCopy({ step, books }: Way): boolean {
  const announced = books.announced();
  return announced === undefined ? step.line?.id !== undefined : announced.act === 'update';
}

/** Whether it is sure now that what was announced did not happen. */
function isSettledBy({ books }: Way, { outcome, unsent }: Failure): boolean {
  return books.announced() !== undefined && (outcome !== 'later' || unsent);
}

/** What the author reads: a session that cannot be opened is a fault of the set-up. */
const outcomes: Readonly<Record<Exclude<Failure['outcome'], 'gone'>, ResultOutcome>> = {
  refused: 'refused',
  setup: 'setup',
  expired: 'setup',
  later: 'later',
  uncertain: 'uncertain',
  same: 'done',
};
