import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { lock } from 'proper-lockfile';
import { describeMisfits, gather, Problem, type Publication, publicationSchema } from '#domain';
import { type Lines, openLines, writeDurably } from './durable-file.ts';
import { readOldLedger } from './old-ledger.ts';

/** The name of the ledger in the folder of the content. */
export const LEDGER_FILE = 'publications.jsonl';

/**
 * Reads the ledger; empty when there is none yet. Of two lines for one copy the later `at` counts, so that two branches
 * merge by keeping the lines of both.
 *
 * @throws {Problem} on a broken one, with file and line
 */
export async function readLedger(file: string): Promise<Publication[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  const lines = text === null ? [] : parseLedger(text, relative(process.cwd(), file));
  return latest([...(await readOldLedger(oldPlace(file))), ...lines]);
}

/**
 * Opens the ledger for one run. Every change is on the disk before its promise resolves; the file is put in order when
 * it is closed.
 *
 * @throws {Problem} when the ledger is broken (it is left as it is), or another run has it open
 */
export async function openLedger(file: string): Promise<Ledger> {
  await mkdir(dirname(file), { recursive: true });
  const hold = await holdLock(file);
  try {
    const lines = new Map((await readLedger(file)).map((line) => [keyOf(line), line]));
    let opening: Promise<Lines> | undefined;
    return {
      lines: () => [...lines.values()],
      line: (post, channel) => lines.get(keyOf({ post, channel })),
      write: async (line) => {
        hold.check();
        // Accounts write side by side, and the file is put in order and opened once.
        opening ??= openInOrder(file, [...lines.values()]);
        const added = await opening;
        await added.add(line);
        lines.set(keyOf(line), line);
      },
      close: async () => {
        try {
          const added = await opening;
          await added?.close();
          if (added !== undefined) await putInOrder(file, [...lines.values()]);
        } finally {
          await hold.release();
        }
      },
    };
  } catch (error) {
    await hold.release();
    throw error;
  }
}

/** The ledger as text: one publication a line, ordered by post and channel, so that a review sees what changed. */
export function formatLedger(lines: readonly Publication[]): string {
  const sorted = lines.toSorted((a, b) => compare(a.post, b.post) || compare(a.channel, b.channel));
  return sorted
    .map(({ post, channel, state, key, id, url, by, source, recipe, shown, at }) =>
      JSON.stringify({ post, channel, state, key, id, url, by, source, recipe, shown, at }),
    )
    .map((line) => `${line}\n`)
    .join('');
}

/** A file of an earlier version, and a line that a crash cut off, are put right before anything is added. */
async function openInOrder(file: string, lines: readonly Publication[]): Promise<Lines> {
  await putInOrder(file, lines);
  return openLines(file);
}

async function putInOrder(file: string, lines: readonly Publication[]): Promise<void> {
  await writeDurably(file, formatLedger(lines));
  await rm(oldPlace(file), { force: true });
}

/** Where the ledger was when it was one JSON array. */
function oldPlace(file: string): string {
  return file.replace(/l$/, '');
}

function parseLedger(text: string, file: string): Publication[] {
  const rows = text.split('\n');
  const last = rows.length - 1;
  const problems: Problem[] = [];
  const lines = rows.flatMap((row, index): Publication[] => {
    if (row.trim() === '') return [];
    const json = parseJson(row);
    // What a crash cut off in the middle ends the file without a line break; the journal knows of it.
    if (json === undefined && index === last) return [];
    const parsed = publicationSchema.safeParse(json);
    if (parsed.success) return [parsed.data];
    problems.push(broken(faultOf(row, json, parsed.error), file, index + 1));
    return [];
  });
  if (problems.length > 0) throw gather(problems);
  return lines;
}

function faultOf(row: string, json: unknown, error: Parameters<typeof describeMisfits>[0]): string {
  if (/^(<{7}|={7}|>{7})/.test(row)) return 'git left a merge open';
  if (json === undefined) return 'this line is not JSON';
  return describeMisfits(error, json)
    .map(({ text }) => text)
    .join('; ');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function broken(what: string, file: string, line: number): Problem {
  return new Problem(`the ledger is broken: ${what}`, {
    place: { file, line },
    hint: 'Mend the line or take the file back from git: without it posts could go out twice. Nothing was changed.',
  });
}

/** The line that counts for each copy: the one with the later `at`, and of equal ones the one that stands last. */
function latest(lines: readonly Publication[]): Publication[] {
  const found = new Map<string, Publication>();
  for (const line of lines) {
    const before = found.get(keyOf(line));
    if (before === undefined || Date.parse(before.at) <= Date.parse(line.at)) found.set(keyOf(line), line);
  }
  return [...found.values()];
}

async function holdLock(file: string): Promise<{ release(): Promise<void>; check(): void }> {
  let lost: Error | undefined;
  const release = await lock(file, {
    realpath: false,
    stale: 30_000,
    onCompromised: (error) => (lost = error),
  }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'ELOCKED') throw cause;
    throw new Problem('another run is publishing', {
      hint: `Wait until it is done. If it was killed, its lock opens after half a minute (${relative(process.cwd(), file)}.lock).`,
    });
  });
  return {
    release: async () => (lost === undefined ? release() : undefined),
    check: () => {
      if (lost !== undefined) throw new Problem('another run took over the ledger', { cause: lost });
    },
  };
}

function keyOf({ post, channel }: Pick<Publication, 'post' | 'channel'>): string {
  return `${post}\n${channel}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Where each post lives, open for one run. */
export interface Ledger {
  lines(): Publication[];
  line(post: string, channel: string): Publication | undefined;
  write(line: Publication): Promise<void>;
  close(): Promise<void>;
}
