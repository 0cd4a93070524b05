import type { Millis } from '#domain';
import type { Way } from './way.ts';

/** How long a slow server may take to carry out what it was sent, where the platform says nothing. */
const SETTLES: Millis = 10 * 60_000;

/** Until when a request without an answer may still be carried out; undefined where it is over. */
export function unsettledUntil(way: Way): Millis | undefined {
  const { intent, line, action } = way.step;
  if (action === 'uncertain' || way.api.keyed) return undefined;
  const sent = intent?.at ?? (line?.state === 'uncertain' ? Date.parse(line.at) : undefined);
  return sent === undefined ? undefined : settledAfter(way, sent);
}

/** Until when a copy that the platform took, and nobody has seen since, may still be on its way to readers. */
export function inTheMakingUntil(way: Way): Millis | undefined {
  const { line } = way.step;
  if (line?.state !== 'published' || line.shown !== undefined) return undefined;
  return settledAfter(way, Date.parse(line.at));
}

function settledAfter({ step, effects }: Way, sent: Millis): Millis | undefined {
  const until = sent + (step.channel.platform.settles ?? SETTLES);
  return until > effects.now() ? until : undefined;
}
