import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of packages that npm does not install, such as Chromium. It stays between runs. */
export const STORE = fileURLToPath(new URL('../../node_modules/.cache/byline-servers/', import.meta.url));

/** Names a package. Installing a version removes the other versions of it. */
export function packageOf(name: string, version: string): Package {
  return { name, folder: join(STORE, `${name}-${version}`) };
}

/**
 * Makes a folder once for everyone: it is filled aside and moved into place, so that nobody sees half of it,
 * and of several who fill it at a time the first one wins.
 */
export async function install(
  { name, folder }: Package,
  fill: (folder: string) => Promise<void>,
): Promise<void> {
  if (existsSync(folder)) return;
  await mkdir(STORE, { recursive: true });
  const before = (await readdir(STORE)).filter(
    (other) => other.startsWith(`${name}-`) && other !== basename(folder),
  );
  const aside = await mkdtemp(join(STORE, 'aside-'));
  try {
    await fill(aside);
    await moveInto(aside, folder);
    for (const other of before) await rm(join(STORE, other), { recursive: true, force: true });
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

async function moveInto(aside: string, folder: string): Promise<void> {
  await rename(aside, folder).catch((error) => {
    if (!existsSync(folder)) throw error;
  });
}

export interface Package {
  readonly name: string;
  readonly folder: string;
}
