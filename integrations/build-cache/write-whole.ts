import { rename, rm, writeFile } from 'node:fs/promises';

let drafts = 0;

/** Writes a file atomically: a reader in any process sees the old file or the new one, never half. */
export async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  drafts += 1;
  const draft = `${file}.${process.pid}-${drafts}.tmp`;
  try {
    await writeFile(draft, content);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
