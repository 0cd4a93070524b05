import { findCopies } from '../copies/find-copies.ts';
import type { Seen } from '../platform.ts';
import { type Result, resultOf } from '../publish/result.ts';
import { doubtful, doubtOf, hiddenThere, notYet } from '../publish/say-result.ts';
import { createCopy } from './create-copy.ts';
import { keepCopy, madeOf } from './keep-copy.ts';
import { prepare, rehearse } from './prepare.ts';
import { unsettledUntil } from './under-way.ts';
import { updateCopy } from './update-copy.ts';
import { ask, keyOf, mayBeDraft, type Way } from './way.ts';

/** Where no copy's id is known: takes up the copy that is found there, or makes a new one. */
export async function sendFirst(way: Way): Promise<Result> {
  const { step, account, effects } = way;
  const tooMuch = rehearse(step, effects.site);
  if (tooMuch.length > 0) return resultOf(step, 'refused', tooMuch);
  const { ours, perhaps } = await findCopies(step, account, 'all');
  const [own, twin] = ours;
  if (own !== undefined) return takeUp(way, own, twin);
  const [maybe] = perhaps;
  if (maybe !== undefined && !(await ask(way, 'again', doubtOf(maybe)))) return doubtful(step, maybe);
  const until = unsettledUntil(way);
  if (until !== undefined) return notYet(step, until);
  return createCopy(way, await prepare(step, keyOf(way), account, effects));
}

/** A copy that is there already, though the ledger did not know of it. */
async function takeUp(way: Way, own: Seen, twin: Seen | undefined): Promise<Result> {
  const { step, account, effects } = way;
  if (own.state === 'draft' && !mayBeDraft(way)) return hiddenThere(step, own);
  const key = keyOf(way);
  if (sentAs(way) === step.source) return keepCopy(way, madeOf(own), { key, what: 'found', twin });
  return updateCopy(way, own.id, await prepare(step, key, account, effects), { seen: own, twin });
}

/** The source of the copy that may be there. */
function sentAs({ step: { intent, line } }: Way): string | undefined {
  return intent?.source ?? (line?.state === 'uncertain' ? line.source : undefined);
}
