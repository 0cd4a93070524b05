import type { Millis } from '#domain';
import { sameText } from '../copies/recognise.ts';
import { Failure } from '../failure.ts';
import type { Step } from '../plan/plan.ts';
import type { Made } from '../platform.ts';
import type { Effects } from '../publish/effects.ts';

/** How often a write is sent in one run; in between the platform is asked whether it came. */
export const TRIES = 3;

/** The longest wait a platform may ask for that is waited out within the run. */
const LONGEST_WAIT: Millis = 60_000;

/** Waits as long as a platform asked for. @returns false where it asked for no time, or for too long a time */
export async function waited({ wait = 0 }: Failure, { sleep }: Pick<Effects, 'sleep'>): Promise<boolean> {
  if (wait === 0 || wait > LONGEST_WAIT) return false;
  await sleep(wait);
  return true;
}

/** An answer of 200 whose title is not the one that was sent is a write the platform did not do. */
export function checkTitle({ title }: Made, { edition, channel }: Step): void {
  if (title === undefined || sameText(title, edition.title)) return;
  const { name } = channel.platform;
  throw new Failure('refused', `${name} kept the title “${title}” instead of “${edition.title}”`, {
    hint: `Look at the post on ${name}: something there holds it, such as an import of your feed.`,
  });
}
