import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Problem } from '#domain';

/** A secret of this installation, and where it is. */
export interface KeptSecret {
  readonly value: string;
  /** A file, or the name of an environment variable. */
  readonly where: string;
  readonly isFile: boolean;
}

/** The studio's password, or its hash from `byline password`: `BYLINE_STUDIO_PASSWORD`, else a file that is made on first use. */
export async function studioPassword(environment: NodeJS.ProcessEnv): Promise<KeptSecret> {
  const set = environment['BYLINE_STUDIO_PASSWORD'];
  if (set !== undefined && set !== '') return { value: set, where: 'BYLINE_STUDIO_PASSWORD', isFile: false };
  return keptSecret('.byline/studio-password', () => randomBytes(15).toString('base64url'));
}

/**
 * What the keys of the collector and of Studio are derived from: `BYLINE_SECRET`, which several collectors have to
 * share, else a file that is made on first use.
 *
 * @throws Problem when it is too short to be secret
 */
export async function siteSecret(environment: NodeJS.ProcessEnv): Promise<KeptSecret> {
  const set = environment['BYLINE_SECRET'];
  if (set === undefined || set === '') {
    return keptSecret('.byline/secret', () => randomBytes(32).toString('base64url'));
  }
  if (set.length >= LEAST_SECRET) return { value: set, where: 'BYLINE_SECRET', isFile: false };
  throw new Problem(`BYLINE_SECRET has ${set.length} characters, which can be guessed`, {
    hint: `Set at least ${LEAST_SECRET} random ones: openssl rand -base64 32`,
  });
}

/** Characters of a secret. */
const LEAST_SECRET = 32;

/** Reads a secret from a file only its owner can read; makes it when it is not there. */
async function keptSecret(file: string, make: () => string): Promise<KeptSecret> {
  await mkdir(dirname(file), { recursive: true });
  // `wx` loses to whoever made the file first, so two starts at once agree on one secret.
  await writeFile(file, `${make()}\n`, { flag: 'wx', mode: 0o600 }).catch(ignoreExisting);
  const value = (await readFile(file, 'utf8')).trim();
  if (value === '')
    throw new Problem('the file is empty', {
      place: { file },
      hint: 'Delete it; the next start makes a new one.',
    });
  return { value, where: file, isFile: true };
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
