import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { install, packageOf } from './store.ts';

const run = promisify(execFile);

/**
 * Node.js 22, for servers that use better-sqlite3 before version 13. Compiled for Node.js 24.19 and later it ends the
 * process at some garbage collection, “Assertion failed: (env) != nullptr”.
 */
const VERSION = '22.23.5';
const PACKAGE = packageOf('node', VERSION);

/** Fetches it from npm; does nothing when it is there. */
export async function prepareNode22(): Promise<void> {
  await install(PACKAGE, (folder) =>
    unpackFromNpm(`node-${process.platform}-${process.arch}@${VERSION}`, folder),
  );
}

/** The program, and the environment it and npm's compilers run in: they use the headers that came with it. */
export function node22(): { command: string; env: NodeJS.ProcessEnv } {
  const bin = join(PACKAGE.folder, 'bin');
  const env = {
    ...process.env,
    PATH: `${bin}:${process.env['PATH']}`,
    npm_config_nodedir: PACKAGE.folder,
    JOBS: 'max',
  };
  return { command: join(bin, 'node'), env };
}

/** A package from npm laid out in a folder as it was published, without what it depends on. */
export async function unpackFromNpm(name: string, folder: string): Promise<void> {
  const words = ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder, name];
  const packed = join(folder, (await run('npm', words)).stdout.trim());
  await run('tar', ['-xzf', packed, '-C', folder, '--strip-components=1']);
  await rm(packed);
}
