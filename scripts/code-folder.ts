import { readdir, rm } from 'node:fs/promises';

/** Where Node keeps the code it compiled. */
export const codeFolder = '.astro/cache/node';

/** A command loads about three thousand modules; a build leaves forty behind that none will load again. */
const MOST = 8000;

/** Empties the folder when most in it is of builds of before; Node itself never does. */
export async function tidyCode(): Promise<void> {
  const files = await readdir(codeFolder, { recursive: true }).catch(() => []);
  if (files.length > MOST) await rm(codeFolder, { recursive: true, force: true });
}
