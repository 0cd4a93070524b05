import { readFile } from 'node:fs/promises';
import type { z } from 'zod';

/** Reads the JSON file an earlier build cached; null for no file, half a file, or the file of another version. */
export async function readCacheFile<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): Promise<z.output<Schema> | null> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return schema.safeParse(parsed(text)).data ?? null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
