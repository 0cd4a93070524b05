import { programIn, unpackRelease } from './debian.ts';
import { install, packageOf, whyMissing } from './store.ts';

/** The number is of how it is laid out: raise it when that changes. */
const PACKAGE = packageOf('snac', '1');

/**
 * Fetches snac2, a small server with Mastodon's API, from Debian; does nothing when it is there.
 *
 * @throws Error that says what this machine lacks
 */
export async function prepareSnac(): Promise<void> {
  await install(PACKAGE, (folder) => unpackRelease(folder, ['snac2'], 'trixie'));
}

/** Why snac2 cannot run here; undefined where it can. */
export function whyNoSnac(): string | undefined {
  return whyMissing(PACKAGE);
}

/** How to run it. */
export function snac(): { command: string; words: readonly string[] } {
  return programIn(PACKAGE.folder, 'usr/bin/snac');
}
