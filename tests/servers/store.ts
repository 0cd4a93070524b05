import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { STORE } from '../../scripts/browser/kept.ts';

export { keep, kept } from '../../scripts/browser/kept.ts';

/** The note that says why something could not be kept here; tests skip with it. */
export function noteOf(name: string): string {
  return join(STORE, `${name}.skipped`);
}

/** Leaves the note, or takes it away. */
export async function note(name: string, reason: string | undefined): Promise<void> {
  await mkdir(STORE, { recursive: true });
  if (reason === undefined) await rm(noteOf(name), { force: true });
  else await writeFile(noteOf(name), reason);
}
