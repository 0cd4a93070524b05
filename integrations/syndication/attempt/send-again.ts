import { hashShown } from '../copies/find-copies.ts';
import type { Seen } from '../platform.ts';
import type { Result } from '../publish/result.ts';
import { changedThere, hiddenThere, notSeenThere } from '../publish/say-result.ts';
import { keepGone } from './keep-copy.ts';
import { look } from './look.ts';
import { prepare } from './prepare.ts';
import { inTheMakingUntil } from './under-way.ts';
import { updateCopy } from './update-copy.ts';
import { mayBeDraft, mayOverwrite, type Way } from './way.ts';

/** Where a copy's id is known: looks at the copy, and brings it up to date unless somebody else had a hand in it. */
export async function sendAgain(way: Way, id: string): Promise<Result> {
  const { step, account, effects, books } = way;
  const seen = await look(way, id);
  if (seen?.state === 'gone') return notThere(way);
  if (seen?.state === 'draft' && !mayBeDraft(way)) return hiddenThere(step, seen);
  if (seen !== undefined && isChanged(way, seen) && !(await mayOverwrite(way))) {
    await books.keepChanged();
    return changedThere(step);
  }
  return updateCopy(way, id, await prepare(step, effects.newKey(), account, effects), { seen });
}

/** A copy that nobody has seen yet may still be in the making; any other was deleted. */
async function notThere(way: Way): Promise<Result> {
  const until = inTheMakingUntil(way);
  return until === undefined ? keepGone(way) : notSeenThere(way.step, until);
}

/** Whether the platform shows something else than it did after our last write. */
function isChanged({ step: { line, intent } }: Way, seen: Seen): boolean {
  const shown = hashShown(seen);
  if (intent !== undefined || line?.shown === undefined || shown === undefined) return false;
  return (line.state === 'published' || line.state === 'draft') && shown !== line.shown;
}
