import { availableParallelism } from 'node:os';
import { relative } from 'node:path';
import { type CompilePool, openCompilePool } from './compile-pool.ts';
import type { Compiled, Source } from './compiled.ts';
import type { DiskCache } from './disk-cache.ts';
import { hashFile, hashText } from './hash.ts';
import type { PipelineOptions } from './pipeline.ts';

/** A compiled text and the key it is kept under. */
export interface Kept {
  readonly source: Source;
  readonly key: string;
  readonly compiled: Compiled;
}

/** Compiles many texts, each once. */
export type CompileCached = (sources: readonly Source[]) => Promise<Kept[]>;

/** Below this many texts one thread is enough: starting another costs as much as it saves. */
const WORTH_ANOTHER_THREAD = 12;

/**
 * Compiles what the cache does not have, on every core when there is much of it. Always in threads of
 * Node's own: where content is loaded, the bundler would transform and run the whole pipeline itself.
 */
export function createCachedCompiler({
  cache,
  options,
  fingerprint,
  root,
  keepThreads,
}: CachedSettings): CompileCached {
  const keyOf = ({ file, text }: Source) =>
    hashText([fingerprint, JSON.stringify(options), relative(root, file), text].join('\0'));
  let pool: CompilePool | undefined;
  let batches = 0;

  return async (sources) => {
    batches += 1;
    const asked = sources.map((source) => ({ source, key: keyOf(source) }));
    const found = await Promise.all(
      asked.map(async (each) => ({ ...each, compiled: await readCurrent(cache, each.key) })),
    );
    const missing = found.filter(({ compiled }) => compiled === null).length;
    if (missing > 0)
      pool ??= openCompilePool(options, missing < WORTH_ANOTHER_THREAD ? 1 : availableParallelism());
    try {
      return await Promise.all(found.map((each) => complete(each, pool, cache)));
    } finally {
      batches -= 1;
      if (batches === 0 && !keepThreads) {
        await pool?.close();
        pool = undefined;
      }
    }
  };
}

interface CachedSettings {
  readonly cache: DiskCache<Compiled>;
  readonly options: PipelineOptions;
  /** Says which engine this is. */
  readonly fingerprint: string;
  /** The project's folder: keys hold paths below it, so that a cache can move with it. */
  readonly root: string;
  /** While someone writes, the next text comes soon; in a build, threads only cost memory once all is compiled. */
  readonly keepThreads: boolean;
}

/** What the cache has, unless a file it depends on has changed. */
async function readCurrent(cache: DiskCache<Compiled>, key: string): Promise<Compiled | null> {
  const compiled = await cache.read(key);
  const files = Object.entries(compiled?.dependencies ?? {});
  const same = await Promise.all(files.map(async ([file, hash]) => (await hashFile(file)) === hash));
  return same.every(Boolean) ? compiled : null;
}

async function complete(
  { source, key, compiled }: { source: Source; key: string; compiled: Compiled | null },
  pool: CompilePool | undefined,
  cache: DiskCache<Compiled>,
): Promise<Kept> {
  if (compiled !== null || pool === undefined) return { source, key, compiled: compiled as Compiled };
  const fresh = await pool.compile(source);
  await cache.write(key, fresh);
  return { source, key, compiled: fresh };
}
