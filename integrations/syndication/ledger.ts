import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { lock } from 'proper-lockfile';
import writeFileAtomic from 'write-file-atomic';
import { isNode, isSeq, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { describeMisfits, gather, Problem, type Publication, publicationSchema } from '#domain';

/** Reads the ledger; empty when there is none yet. @throws {Problem} on a broken one, with file and line */
export async function readLedger(file: string): Promise<Publication[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return text === null ? [] : parseLedger(text, relative(process.cwd(), file));
}

/**
 * Opens the ledger for one run. Every change is on the disk, whole, before its promise resolves.
 *
 * @throws {Problem} when the ledger is broken (it is left as it is), or another run has it open
 */
export async function openLedger(file: string): Promise<Ledger> {
  await mkdir(dirname(file), { recursive: true });
  const hold = await holdLock(file);
  try {
    const lines = new Map((await readLedger(file)).map((line) => [keyOf(line), line]));
    const save = async (): Promise<void> => {
      hold.check();
      await writeDurably(file, formatLedger([...lines.values()]));
    };
    return {
      lines: () => [...lines.values()],
      line: (post, channel) => lines.get(keyOf({ post, channel })),
      write: (line) => {
        lines.set(keyOf(line), line);
        return save();
      },
      erase: async (post, channel) => {
        if (lines.delete(keyOf({ post, channel }))) await save();
      },
      close: hold.release,
    };
  } catch (error) {
    await hold.release();
    throw error;
  }
}

/** The ledger as text: one publication a line, ordered by post and channel, so that a review sees what changed. */
export function formatLedger(lines: readonly Publication[]): string {
  const sorted = lines.toSorted((a, b) => compare(a.post, b.post) || compare(a.channel, b.channel));
  const rows = sorted.map(({ post, channel, state, remoteId, url, hash, at }) =>
    JSON.stringify({ post, channel, state, remoteId, url, hash, at }),
  );
  return rows.length === 0 ? '[]\n' : `[\n  ${rows.join(',\n  ')}\n]\n`;
}

function parseLedger(text: string, file: string): Publication[] {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const json = parseJson(text);
  if (json === undefined)
    throw broken('it is not JSON', file, mergeLine(text) ?? document.errors[0]?.linePos?.[0].line);
  const parsed = ledgerSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const problems = describeMisfits(parsed.error, json).map(({ path, text: what }) => {
    const node = isSeq(document.contents) ? document.contents.get(Number(path[0]), true) : undefined;
    const start = isNode(node) ? node.range?.[0] : undefined;
    return broken(what, file, start === undefined ? undefined : counter.linePos(start).line);
  });
  throw gather(problems);
}

/** Where git left a merge open. */
function mergeLine(text: string): number | undefined {
  const index = text.split('\n').findIndex((line) => /^(<{7}|={7}|>{7})/.test(line));
  return index === -1 ? undefined : index + 1;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function broken(what: string, file: string, line: number | undefined): Problem {
  return new Problem(`the ledger is broken: ${what}`, {
    place: { file, ...(line === undefined ? {} : { line }) },
    hint: 'Mend it or take it back from git: without it posts could go out twice. Nothing was changed.',
  });
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
      hint: `Wait until it is done. If none is, it will be let go in half a minute (${relative(process.cwd(), file)}.lock).`,
    });
  });
  return {
    release: async () => (lost === undefined ? release() : undefined),
    check: () => {
      if (lost !== undefined) throw new Problem('another run took over the ledger', { cause: lost });
    },
  };
}

/** The file and its name in the folder are both on the disk when this resolves. */
async function writeDurably(file: string, text: string): Promise<void> {
  await writeFileAtomic(file, text, { fsync: true });
  if (process.platform === 'win32') return;
  const folder = await open(dirname(file), 'r');
  await folder.sync().finally(() => folder.close());
}

function keyOf({ post, channel }: Pick<Publication, 'post' | 'channel'>): string {
  return `${post}\n${channel}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

const ledgerSchema = z.array(publicationSchema).check(({ value, issues }) => {
  const seen = new Set<string>();
  for (const [index, line] of value.entries()) {
    if (seen.has(keyOf(line)))
      issues.push({
        code: 'custom',
        input: line,
        path: [index, 'post'],
        message: `expected one line for this post on “${line.channel}”`,
      });
    seen.add(keyOf(line));
  }
});

/** Where each post lives, open for one run. */
export interface Ledger {
  lines(): Publication[];
  line(post: string, channel: string): Publication | undefined;
  write(line: Publication): Promise<void>;
  erase(post: string, channel: string): Promise<void>;
  close(): Promise<void>;
}
