import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { node22, unpackFromNpm } from './node22.ts';
import { placeSqlite, prepareSqlite } from './sqlite-files.ts';
import { install, packageOf, whyMissing } from './store.ts';

const VERSION = '6.65.0';
/** The package manager that Ghost's package names; it knows Ghost's lock file. */
const PNPM = 'pnpm@12.4.2';
const PACKAGE = packageOf('ghost', VERSION);

/** Where Ghost's own files are; the content of a site is elsewhere. */
export const ghostFiles = PACKAGE.folder;

/**
 * Installs Ghost from npm, by the lock file in its package; does nothing when it is there.
 *
 * @throws Error that says what this machine lacks
 */
export async function prepareGhost(): Promise<void> {
  await prepareSqlite();
  await install(PACKAGE, async (folder) => {
    await unpackFromNpm(`ghost@${VERSION}`, folder);
    const store = join(folder, 'store');
    const flags = ['--prod', '--frozen-lockfile', '--ignore-scripts', '--store-dir', store];
    const how = { cwd: folder, env: node22().env, maxBuffer: 2 ** 26 };
    await promisify(execFile)('npx', ['--yes', PNPM, 'install', ...flags], how);
    await rm(store, { recursive: true });
    const sqlite = 'node_modules/.pnpm/better-sqlite3@*/node_modules/better-sqlite3';
    for (const installed of globSync(sqlite, { cwd: folder })) await placeSqlite(join(folder, installed));
  });
}

/** Why it cannot run here; undefined where it can. */
export function whyNoGhost(): string | undefined {
  return whyMissing(PACKAGE, 'pretest:platforms');
}
