import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from '../build-cache/write-whole.ts';
import { type CachedPage, pack, unpack } from './cached-page.ts';

/** The pages of the last build, a file each, which appears whole. */
export interface PageStore {
  /** Reads the page of a name; null for a missing or damaged one. */
  read(name: string): Promise<CachedPage | null>;
  write(name: string, page: CachedPage): Promise<void>;
  /** Deletes pages that were neither read nor written, which the site has no more, and what a killed build left. */
  prune(): Promise<void>;
}

/** Opens the store in a folder; makes the folder. */
export async function openPageStore(folder: string): Promise<PageStore> {
  await mkdir(folder, { recursive: true });
  const used = new Set<string>();
  const fileOf = (page: string) => {
    const name = `${createHash('sha256').update(page).digest('hex').slice(0, 32)}${ENDING}`;
    used.add(name);
    return join(folder, name);
  };
  return {
    read: async (page) => {
      const bytes = await readFile(fileOf(page)).catch(() => null);
      return bytes === null ? null : unpack(bytes);
    },
    write: (page, kept) => writeWhole(fileOf(page), pack(kept)),
    prune: async () => {
      const names = (await readdir(folder)).filter((name) => name.includes(ENDING) && !used.has(name));
      await Promise.all(names.map((name) => rm(join(folder, name), { force: true })));
    },
  };
}

const ENDING = '.page';
