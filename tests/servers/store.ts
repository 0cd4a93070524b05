import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Package, STORE } from '../../scripts/browser/installed.ts';

export { install, packageOf } from '../../scripts/browser/installed.ts';

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

/** Why something kept is not here; undefined where it is. @param script the npm script that fetches it */
export function whyMissing({ name, folder }: Package, script = 'pretest'): string | undefined {
  if (existsSync(folder)) return undefined;
  const said = noteOf(name);
  return existsSync(said) ? readFileSync(said, 'utf8') : `it was not fetched yet: run \`npm run ${script}\``;
}
