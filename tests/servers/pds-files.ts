import { execFile } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { node22 } from './node22.ts';
import { placeSqlite, prepareSqlite } from './sqlite-files.ts';
import { install, packageOf, whyMissing } from './store.ts';

const OURS = fileURLToPath(new URL('./pds/', import.meta.url));

/** The packages by the lock file beside `serve.ts`; raise the number when that file changes. */
const PACKAGE = packageOf('pds', '0.5.35-1');

/**
 * Installs Bluesky's personal data server from npm; does nothing when it is there.
 *
 * @throws Error that says what this machine lacks
 */
export async function preparePds(): Promise<void> {
  await prepareSqlite();
  await install(PACKAGE, async (folder) => {
    for (const file of ['package.json', 'package-lock.json']) await cp(join(OURS, file), join(folder, file));
    const words = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
    await promisify(execFile)('npm', words, { cwd: folder, env: node22().env, maxBuffer: 2 ** 26 });
    await placeSqlite(join(folder, 'node_modules/better-sqlite3'));
  });
}

/** Why it cannot run here; undefined where it can. */
export function whyNoPds(): string | undefined {
  return whyMissing(PACKAGE, 'pretest:platforms');
}

/** How to run it: {@link PACKAGE} holds the packages that `serve.ts` loads. */
export function pds(): { command: string; words: readonly string[]; env: NodeJS.ProcessEnv } {
  const { command, env } = node22();
  const words = ['--no-warnings', '--experimental-strip-types', join(OURS, 'serve.ts')];
  return { command, words, env: { ...env, PACKAGES: PACKAGE.folder, LOG_ENABLED: 'false' } };
}
