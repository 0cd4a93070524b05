import { setTimeout as wait } from 'node:timers/promises';
import type { Millis } from '#domain';

/** How long work waits for a database that is locked or restarts, in milliseconds. */
export const PATIENCE: Millis = 30_000;

/**
 * Does the work again a moment later, as long as its error is one that passes. The thread goes on meanwhile.
 *
 * @param patience how long it is tried, in milliseconds
 */
export async function whilePassing<Result>(
  isPassing: (error: unknown) => boolean,
  work: () => Promise<Result>,
  patience: Millis = PATIENCE,
): Promise<Result> {
  const start = performance.now();
  for (let pause = 5; ; pause = Math.min(100, pause * 2)) {
    try {
      return await work();
    } catch (error) {
      if (!isPassing(error) || performance.now() - start > patience) throw error;
      await wait(pause);
    }
  }
}
