import { execFile } from 'node:child_process';
import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { node22, prepareNode22 } from './node22.ts';
import { install, packageOf } from './store.ts';

/** The version that the lock files of the servers name. */
const VERSION = '12.11.1';
const PACKAGE = packageOf('better-sqlite3', VERSION);
const BUILT = 'build/Release/better_sqlite3.node';

/** Compiles SQLite for Node.js 22, once for all servers that use it; does nothing when it is there. */
export async function prepareSqlite(): Promise<void> {
  await prepareNode22();
  await install(PACKAGE, async (folder) => {
    const work = join(folder, 'work');
    await mkdir(work);
    const words = ['install', '--no-audit', '--no-fund', '--prefix', work, `better-sqlite3@${VERSION}`];
    await promisify(execFile)('npm', words, { cwd: work, env: node22().env, maxBuffer: 2 ** 26 });
    await cp(join(work, 'node_modules/better-sqlite3', BUILT), join(folder, BUILT));
    await rm(work, { recursive: true });
  });
}

/** Puts it into a better-sqlite3 that was installed without its scripts. */
export async function placeSqlite(installed: string): Promise<void> {
  await cp(join(PACKAGE.folder, BUILT), join(installed, BUILT));
}
