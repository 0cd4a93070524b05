import { findCopies } from '../copies/find-copies.ts';
import { Failure } from '../failure.ts';
import type { Made, Ready, Seen } from '../platform.ts';
import type { Result } from '../publish/result.ts';
import { asFailure } from './failed.ts';
import { defined, keepCopy, madeOf } from './keep-copy.ts';
import { checkTitle, TRIES, waited } from './tries.ts';
import type { Way } from './way.ts';

/** Makes a new copy. Where the platform asks to wait, the engine waits, looks for the copy, and only then sends again. */
export async function createCopy(way: Way, ready: Ready): Promise<Result> {
  const { key } = ready;
  for (let tries = 1; ; tries += 1) {
    await way.account.pace();
    await way.books.announce('create', ready);
    try {
      return await keepOldest(way, await create(way, ready), key);
    } catch (error) {
      const failure = doubted(way, asFailure(error));
      if (failure.outcome === 'same') return keepCopy(way, await same(way, failure), { key, what: 'found' });
      if (failure.outcome !== 'later' || tries === TRIES || !(await waited(failure, way.effects)))
        throw failure;
      const { ours } = await findCopies(way.step, way.account, 'newest', true);
      const [own, twin] = ours;
      if (own !== undefined) return keepCopy(way, madeOf(own), { key, what: 'created', twin });
    }
  }
}

async function create({ step, api, account }: Way, ready: Ready): Promise<Made> {
  const made = await account.reach((to) => api.create(ready, to));
  checkTitle(made, step);
  return made;
}

/** Keeps the new copy, or the oldest one where there are several; the youngest is named to the author. */
async function keepOldest(way: Way, made: Made, key: string): Promise<Result> {
  const [oldest, ...twins] = await copiesBeside(way, made);
  const kept = oldest === undefined ? made : { ...made, ...defined(madeOf(oldest)) };
  return keepCopy(way, kept, { key, what: 'created', twin: twins.at(-1) });
}

/**
 * All copies, oldest first, where there is another one: a second clone of the site published at the same time, or a
 * server carried a lost request out late. Empty where there is one.
 */
async function copiesBeside({ step, api, account }: Way, { id }: Made): Promise<readonly Seen[]> {
  if (api.keyed === 'address' || api.find === undefined) return [];
  const found = await findCopies(step, account, 'newest', true).catch(() => undefined);
  const ours = found?.ours ?? [];
  return ours.length > 1 && ours.some((copy) => copy.id === id) ? ours : [];
}

/** The copy that is there already, where the platform says that it has exactly this. */
async function same({ step, account }: Way, { id, message, hint }: Failure): Promise<Made> {
  if (id !== undefined) return { id };
  const { ours } = await findCopies(step, account, 'all', true);
  if (ours[0] === undefined) throw new Failure('refused', message, { hint });
  return madeOf(ours[0]);
}

/**
 * A 429 or a 503 may come after the post was taken. Where the platform can be asked, it is; where it neither can nor
 * knows a repeat, only the platform's own word makes sure that nothing was sent.
 */
function doubted({ api }: Way, failure: Failure): Failure {
  const isBlind = api.find === undefined && !api.keyed;
  if (failure.outcome !== 'later' || failure.unsent || !isBlind) return failure;
  return new Failure('uncertain', `${failure.message}; it may have taken the post`, { hint: failure.hint });
}
