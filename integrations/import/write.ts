import { createHash } from 'node:crypto';
import type { Imported } from './imported.ts';
import type { Tell } from './importer.ts';
import type { RecordedFile } from './record.ts';

/** The only way to files. A dry run has one that writes nothing. */
export interface Disk {
  /** SHA-256 of a file of the project; null where there is none. */
  hash(file: string): Promise<string | null>;
  /** Whether a file of the project is still one that `byline begin` or `byline new` made. */
  isPlaceholder(file: string): Promise<boolean>;
  /** SHA-256 of a file of the source. */
  hashSource(file: string): Promise<string>;
  write(file: string, text: string): Promise<void>;
  copy(from: string, to: string): Promise<void>;
  remove(file: string): Promise<void>;
}

/** What became of one post: `yours` was changed or deleted since, and is left alone. */
export type Outcome = 'created' | 'updated' | 'unchanged' | 'yours' | 'conflict';

export interface Result {
  readonly outcome: Outcome;
  readonly record: RecordedFile | undefined;
}

/**
 * Writes one post and its pictures. A file that is there is written over only if it was imported and is
 * still as it was.
 *
 * @param before what the last run recorded
 * @param occupant another file that already has this post's address
 */
export async function writeImported(
  imported: Imported,
  before: RecordedFile | undefined,
  { disk, occupant, tell }: { disk: Disk; occupant: string | undefined; tell: Tell },
): Promise<Result> {
  const say = (what: string) => tell({ level: 'left-out', file: imported.source, what });
  if (occupant !== undefined) {
    say(`${occupant} has its address already; it was kept, and this was not imported`);
    return { outcome: 'conflict', record: before };
  }
  const hash = hashText(imported.text);
  const own = before !== undefined && before.file !== imported.file ? before : undefined;
  const fate = await decide(imported.file, hash, before, disk, own);
  if (fate === 'conflict')
    say(`${own?.file ?? imported.file} is not as it was imported; it was kept, and this was not imported`);
  if (fate === 'conflict' || fate === 'yours') return { outcome: fate, record: before };
  if (fate !== 'unchanged') await disk.write(imported.file, imported.text);
  const copied = await copyPictures(imported, before, disk, tell);
  if (own !== undefined && own.file !== imported.file) await disk.remove(own.file);
  const outcome = fate === 'unchanged' && copied.some ? 'updated' : fate;
  return { outcome, record: recordOf(imported, hash, copied.hashes) };
}

export function hashText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

type Fate = Outcome;

/** @param moved what the post was written to before, where that was another file */
async function decide(
  file: string,
  wanted: string,
  before: RecordedFile | undefined,
  disk: Disk,
  moved?: RecordedFile,
): Promise<Fate> {
  const recorded = moved === undefined ? before?.wrote[file] : moved.wrote[moved.file];
  const now = await disk.hash(moved?.file ?? file);
  if (moved !== undefined) return now === recorded ? 'updated' : 'conflict';
  if (now === wanted) return 'unchanged';
  if (recorded === wanted) return 'yours';
  // A file that `byline begin` wrote and nobody changed may be replaced.
  if (recorded === undefined && now !== null && (await disk.isPlaceholder(file))) return 'updated';
  if (now === null) return recorded === undefined ? 'created' : 'conflict';
  return now === recorded ? 'updated' : 'conflict';
}

async function copyPictures(
  { pictures, source }: Imported,
  before: RecordedFile | undefined,
  disk: Disk,
  tell: Tell,
) {
  const hashes: Record<string, string> = {};
  let some = false;
  for (const { from, to } of pictures) {
    const hash = await disk.hashSource(from);
    const fate = await decide(to, hash, before, disk);
    if (fate === 'created' || fate === 'updated') {
      await disk.copy(from, to);
      some = true;
    }
    if (fate === 'conflict')
      tell({ level: 'left-out', file: source, what: `${to} is not as it was imported; it was kept` });
    hashes[to] = fate === 'conflict' ? (before?.wrote[to] ?? '') : hash;
  }
  return { hashes, some };
}

function recordOf({ file, kept }: Imported, hash: string, pictures: Record<string, string>): RecordedFile {
  const wrote = {
    [file]: hash,
    ...Object.fromEntries(Object.entries(pictures).filter(([, sum]) => sum !== '')),
  };
  return { file, wrote, ...(Object.keys(kept).length > 0 && { kept: { ...kept } }) };
}
