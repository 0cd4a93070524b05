import { readFile } from 'node:fs/promises';
import type { z } from 'zod';

/** What an earlier build kept in a JSON file; null when there is none, or it is half of one, or of another version. */
export async function readKept<Schema extends z.ZodType>(
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
