import { z } from 'zod';
import { Problem } from '#domain';
import type { Note, Tell } from './importer.ts';
import { withoutSecrets } from './matter/secrets.ts';

/** Where what was imported is recorded; it belongs to the author, like all of `content/`. */
export const RECORD = 'content/imported.json';

const fileSchema = z.strictObject({
  /** The post or page. */
  file: z.string(),
  /** File of the project → SHA-256 of what was written, in hex. */
  wrote: z.record(z.string(), z.string()),
  /** Front matter that had no place, as it was. */
  kept: z.record(z.string(), z.unknown()).optional(),
});

const recordSchema = z.record(z.string(), z.record(z.string(), fileSchema));

/** Source folder, relative to the project → file in it → what became of it. */
export type Recorded = z.output<typeof recordSchema>;
export type RecordedFile = z.output<typeof fileSchema>;

/**
 * Reads the record, without secrets that an older Byline wrote into it.
 *
 * @param text of the record; null where there is none
 */
export function readRecord(text: string | null, tell: Tell): Recorded {
  if (text === null) return {};
  try {
    return mapFiles(recordSchema.parse(JSON.parse(text)), ({ kept = {}, ...file }) => {
      const { data, names } = withoutSecrets(kept);
      for (const name of names) tell(exposed(file.file, name));
      return Object.keys(data).length === 0 ? file : { ...file, kept: data };
    });
  } catch (cause) {
    throw new Problem('the record of what was imported cannot be read', {
      place: { file: RECORD },
      hint: 'Bring it back from version control. Without it, files that are already there are kept as they are.',
      cause,
    });
  }
}

function exposed(file: string, name: string): Note {
  const what = `an earlier import wrote a secret of it into ${RECORD}: ${name}. It is taken out now, but the history of your repository may have it: change that secret`;
  return { level: 'look', file, what };
}

function mapFiles(record: Recorded, change: (file: RecordedFile) => RecordedFile): Recorded {
  const changed = Object.entries(record).map(([from, files]) => [
    from,
    Object.fromEntries(Object.entries(files).map(([file, recorded]) => [file, change(recorded)])),
  ]);
  return Object.fromEntries(changed);
}

/** One text for one record: keys in order, so that a second run changes nothing. */
export function printRecord(record: Recorded): string {
  const ordered = Object.fromEntries(
    sorted(record).map(([from, files]) => [from, Object.fromEntries(sorted(files))]),
  );
  return `${JSON.stringify(ordered, null, 2)}\n`;
}

function sorted<Value>(record: Readonly<Record<string, Value>>): [string, Value][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}
