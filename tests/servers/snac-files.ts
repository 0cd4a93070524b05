import { programIn, unpackRelease } from './debian.ts';
import { keep, kept, whyMissing } from './store.ts';

/** The number is of how it is laid out: raise it when that changes. */
const KEPT = kept('snac', '1');

/**
 * Fetches snac2, a small server with Mastodon's API, from Debian; does nothing when it is there.
 *
 * @throws Error that says what this machine lacks
 */
export async function prepareSnac(): Promise<void> {
  await keep(KEPT, (folder) => unpackRelease(folder, ['snac2'], 'trixie'));
}

/** Why snac2 cannot run here; undefined where it can. */
export function whyNoSnac(): string | undefined {
  return whyMissing(KEPT);
}

/** How to run it. */
export function snac(): { command: string; words: readonly string[] } {
  return programIn(KEPT.folder, 'usr/bin/snac');
}
