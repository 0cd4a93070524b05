import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { z } from 'zod';
import { Problem, type Publication } from '#domain';

/**
 * The ledger of an earlier version, `publications.json`, as lines of today's; empty where there is none. Its hashes
 * were of rendered text, so they say nothing of what the author wrote: the lines have no `source`.
 *
 * @throws {Problem} on a broken one
 */
export async function readOldLedger(file: string): Promise<Publication[]> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return [];
  const parsed = oldLedgerSchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data.map(renew);
  throw new Problem('the ledger of an earlier version is broken', {
    place: { file: relative(process.cwd(), file) },
    hint: 'Mend it or take it back from git: without it posts could go out twice. Nothing was changed.',
  });
}

function renew({ remoteId, url, state, ...line }: OldLine): Publication {
  return {
    post: line.post,
    channel: line.channel,
    state: state === 'published' ? 'published' : 'uncertain',
    ...(remoteId === undefined ? {} : { id: remoteId }),
    ...(url === undefined ? {} : { url }),
    at: line.at,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const oldLineSchema = z.object({
  post: z.string(),
  channel: z.string(),
  state: z.enum(['intended', 'published', 'uncertain']),
  remoteId: z.string().optional(),
  url: z.url().optional(),
  at: z.iso.datetime(),
});

const oldLedgerSchema = z.array(oldLineSchema);

type OldLine = z.output<typeof oldLineSchema>;
