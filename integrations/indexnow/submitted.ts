import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { Problem } from '#domain';
import type { Pages } from './read-pages.ts';

const submittedSchema = z.object({ endpoint: z.string(), pages: z.record(z.string(), z.string()) });

/** The pages an endpoint got before; none for another endpoint. @throws {Problem} for a file of another kind */
export async function readSubmitted(file: string, endpoint: string): Promise<Map<string, string>> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return new Map();
  const submitted = submittedSchema.safeParse(parseJson(text));
  if (!submitted.success) {
    const hint = 'Delete it: search engines are then told of every page once more, which does no harm.';
    throw new Problem('this is not what `npx byline indexnow` wrote', { place: { file }, hint });
  }
  return new Map(submitted.data.endpoint === endpoint ? Object.entries(submitted.data.pages) : []);
}

/** Records the pages an endpoint got. */
export async function writeSubmitted(file: string, endpoint: string, pages: Pages): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFileAtomic(file, `${JSON.stringify({ endpoint, pages: Object.fromEntries(pages) }, null, 2)}\n`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
