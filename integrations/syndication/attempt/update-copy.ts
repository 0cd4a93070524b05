import type { Made, Ready, Seen } from '../platform.ts';
import { type Result, resultOf } from '../publish/result.ts';
import { say } from '../sayings.ts';
import { asFailure } from './failed.ts';
import { defined, keepCopy, madeOf } from './keep-copy.ts';
import { checkTitle, TRIES, waited } from './tries.ts';
import type { Way } from './way.ts';

/**
 * Brings a copy up to date; to send an update twice does no harm.
 *
 * @param found the copy as it was just seen, and a younger one of the same post
 */
export async function updateCopy(way: Way, id: string, ready: Ready, found: FoundCopy): Promise<Result> {
  const { step, api, account, books, effects } = way;
  const { seen, twin } = found;
  const { update } = api;
  if (update === undefined) return resultOf(step, 'by-hand', [say('onlyByHand')], { url: seen?.url });
  const before = madeOf(seen ?? { id });
  const kept = (made: Made): Promise<Result> =>
    keepCopy(way, made, { key: ready.key, what: 'updated', twin });
  for (let tries = 1; ; tries += 1) {
    await account.pace();
    await books.announce('update', ready);
    try {
      const made = await account.reach((to) => update.call(api, id, ready, to, seen));
      checkTitle(made, step);
      return await kept({ ...before, ...defined(made) });
    } catch (error) {
      const failure = asFailure(error);
      if (failure.outcome === 'same') return kept(before);
      if (failure.outcome !== 'later' || tries === TRIES || !(await waited(failure, effects))) throw failure;
    }
  }
}

interface FoundCopy {
  readonly seen?: Seen | undefined;
  readonly twin?: Seen | undefined;
}
