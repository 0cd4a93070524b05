import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { programIn, unpackRelease } from './debian.ts';
import { install, packageOf, whyMissing } from './store.ts';

/** The number is of how it is laid out: raise it when that changes. */
const PACKAGE = packageOf('synapse', '1');

/**
 * Fetches Synapse, Matrix's own server, with its Python from Debian; does nothing when they are there.
 *
 * @throws Error that says what this machine lacks
 */
export async function prepareSynapse(): Promise<void> {
  await install(PACKAGE, async (folder) => {
    // No stable release of Debian has it.
    await unpackRelease(folder, ['matrix-synapse'], 'sid');
    await compile(folder);
  });
}

/** Python keeps what it has compiled, which is most of a first start. */
async function compile(folder: string): Promise<void> {
  const { command, words, env } = pythonIn(folder);
  const packages = join(folder, 'usr/lib/python3/dist-packages');
  await promisify(execFile)(command, [...words, '-m', 'compileall', '-q', packages], { env });
}

/** Why Synapse cannot run here; undefined where it can. */
export function whyNoSynapse(): string | undefined {
  return whyMissing(PACKAGE, 'pretest:platforms');
}

/** How to run Synapse; its own words come after these. */
export function synapse(): Python {
  const { command, words, env } = pythonIn(PACKAGE.folder);
  return { command, words: [...words, '-m', 'synapse.app.homeserver'], env };
}

function pythonIn(folder: string): Python {
  return {
    ...programIn(folder, 'usr/bin/python3'),
    env: { PYTHONHOME: join(folder, 'usr'), PYTHONPATH: join(folder, 'usr/lib/python3/dist-packages') },
  };
}

interface Python {
  readonly command: string;
  readonly words: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}
