import { z } from 'zod';
import { Failure } from '../failure.ts';
import type { Seen } from '../platform.ts';
import type { Way } from './way.ts';

/**
 * A copy as the platform shows it; undefined where the platform cannot be asked.
 *
 * @param isFresh ask again what is otherwise asked once a run
 */
export async function look(
  { step, api, account }: Way,
  id: string,
  isFresh = false,
): Promise<Seen | undefined> {
  if (api.look === undefined) return undefined;
  const asked = account.reach(async (to) => api.look?.(id, to, step.edition), { isFresh });
  return asked.catch((error: unknown) => {
    if (error instanceof Failure && error.outcome === 'gone') return { id, state: 'gone' } as const;
    throw error;
  });
}

/** What the platform made of our write. That it cannot be read now changes nothing about the write. */
export async function shownNow(way: Way, id: string): Promise<Seen | undefined> {
  return look(way, id, true).catch((error: unknown) => {
    if (error instanceof Failure || error instanceof z.ZodError) return undefined;
    throw error;
  });
}
