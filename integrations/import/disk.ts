import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, glob, mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import writeFileAtomic from 'write-file-atomic';
import { type ContentName, readContentName, type Site } from '#domain';
import { leftoversIn } from '../content/new/placeholders.ts';
import type { Disk } from './write.ts';

/** @param source the folder imported from */
export function openDisk(root: string, source: string): Disk {
  return {
    hash: (file) => hashFile(join(root, file)).catch(orNull),
    isPlaceholder: async (file) => isPlaceholder(await readFile(join(root, file), 'utf8')),
    hashSource: (file) => hashFile(join(source, file)),
    write: async (file, text) => {
      await mkdir(dirname(join(root, file)), { recursive: true });
      // Whole or not at all; waiting for the disk 400 times is not worth it for what can be imported again.
      await writeFileAtomic(join(root, file), text, { fsync: false });
    },
    copy: async (from, to) => {
      await mkdir(dirname(join(root, to)), { recursive: true });
      await copyFile(join(source, from), join(root, to));
    },
    remove: (file) => rm(join(root, file)),
  };
}

/** The same disk, but nothing is written. */
export function withoutWriting(disk: Disk): Disk {
  const nothing = async () => {};
  return { ...disk, write: nothing, copy: nothing, remove: nothing };
}

/** What is there already: address (`posts/zh/hello`) → file. */
export async function occupants(root: string, site: Site): Promise<Map<string, string>> {
  const files = await Array.fromAsync(glob('content/{posts,pages}/**/*.{md,mdx}', { cwd: root }));
  const paths = files.map((file) => file.replaceAll('\\', '/'));
  return new Map(paths.map((file) => [addressOf(file, site), file]));
}

/** The address a file under `content/` has by its name. */
export function addressOf(file: string, site: Site): string {
  const [, section = '', path = ''] = /^content\/([^/]+)\/(.*)$/s.exec(file) ?? [];
  const { slug, lang }: ContentName = readContentName(path, site.languages);
  return `${section}/${lang ?? site.languages[0]}/${slug.toLowerCase()}`;
}

/** Whether the description and the text are still those the file was made with. */
function isPlaceholder(text: string): boolean {
  const keys = leftoversIn(text).map(({ key }) => key);
  return keys.includes('description') && keys.includes(undefined);
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

function orNull(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
  throw error;
}
