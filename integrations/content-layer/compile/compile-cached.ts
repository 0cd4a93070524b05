import { availableParallelism } from 'node:os';
import { relative } from 'node:path';
import type { DiskCache, Entry } from '../../build-cache/disk-cache.ts';
import { hashText } from '../../build-cache/hash.ts';
import type { ContentIndex } from '../../content/links/content-index.ts';
import type { Compiled, Source } from '../../markdown/compiled.ts';
import { areAsBefore } from '../../markdown/depend.ts';
import type { PipelineOptions } from '../../markdown/pipeline.ts';
import type { MarkdownFolder } from './cached-markdown.ts';
import { type CompilePool, openCompilePool } from './compile-pool.ts';

/** A compiled text and the key it is kept under. */
export interface Kept {
  readonly source: Source;
  readonly key: string;
  /** Of what it came to: the same key and hash are the same text, files it depends on included. */
  readonly hash: string;
  readonly compiled: Compiled;
}

/** Compiles texts, each once. */
export interface CompileCached {
  compile(sources: readonly Source[]): Promise<Kept[]>;
  /**
   * Files came, went or changed: links, components and words are looked up anew from here on.
   *
   * @param fingerprint of the engine with the words of now, where words changed
   */
  renew(fingerprint?: string): Promise<void>;
}

/** Below this many texts one thread is enough: starting another costs as much as it saves. */
const WORTH_ANOTHER_THREAD = 12;

/**
 * Compiles what the cache does not have, on every core when there is much of it. Always in threads of
 * Node's own: where content is loaded, the bundler would transform and run the whole pipeline itself.
 */
export function createCachedCompiler(settings: CachedSettings): CompileCached {
  const { cache, index, root, keepThreads, markdown } = settings;
  const keyOf = ({ file, text }: Source, options: PipelineOptions) =>
    hashText([engine, JSON.stringify(options), relative(root, file), text].join('\0'));
  // A promise, so that collections that are loaded at the same time find the one that is being opened.
  let pool: Promise<CompilePool> | undefined;
  let engine = settings.fingerprint;
  let batches = 0;

  const open = async (threads: number) =>
    openCompilePool({ options: { ...(await optionsOf(settings)), index: await index() }, markdown }, threads);

  const close = async () => {
    const closing = pool;
    pool = undefined;
    await (await closing)?.close();
  };

  const compile = async (sources: readonly Source[]): Promise<Kept[]> => {
    batches += 1;
    try {
      const options = await optionsOf(settings);
      const asked = sources.map((source) => ({ source, key: keyOf(source, options) }));
      const found = await Promise.all(
        asked.map(async (each) => ({ ...each, entry: await readCurrent(cache, each.key) })),
      );
      const missing = found.filter(({ entry }) => entry === null).length;
      const threads = missing < WORTH_ANOTHER_THREAD ? 1 : availableParallelism();
      if (missing > 0) pool ??= open(threads);
      const opened = await pool;
      return await Promise.all(found.map((each) => complete(each, opened, cache)));
    } finally {
      batches -= 1;
      if (batches === 0 && !keepThreads) await close();
      // Whoever writes is about to save: a thread that is up by then answers at once.
      if (keepThreads) pool ??= open(1);
    }
  };
  const renew = async (fingerprint = engine) => {
    engine = fingerprint;
    await close();
  };
  return { compile, renew };
}

interface CachedSettings {
  readonly cache: DiskCache<Compiled>;
  readonly options: PipelineOptions;
  /** Names of the author's components as they are now, where they come and go; else those of the options. */
  readonly components?: (() => Promise<readonly string[]>) | undefined;
  /** What links can lead to, asked for when there is something to compile. */
  readonly index: () => Promise<ContentIndex | undefined>;
  /** Says which engine this is. */
  readonly fingerprint: string;
  /** The project's folder: keys hold paths below it, so that a cache can move with it. */
  readonly root: string;
  /** Where posts are written as Markdown while they are compiled. */
  readonly markdown?: MarkdownFolder | undefined;
  /** While someone writes, the next text comes soon; in a build, threads only cost memory once all is compiled. */
  readonly keepThreads: boolean;
}

async function optionsOf({ options, components }: CachedSettings): Promise<PipelineOptions> {
  return components === undefined ? options : { ...options, components: await components() };
}

/** What the cache has, unless a file it depends on has changed. */
async function readCurrent(cache: DiskCache<Compiled>, key: string): Promise<Entry<Compiled> | null> {
  const entry = await cache.read(key);
  return (await areAsBefore(entry?.value.dependencies ?? {})) ? entry : null;
}

async function complete(
  { source, key, entry }: { source: Source; key: string; entry: Entry<Compiled> | null },
  pool: CompilePool | undefined,
  cache: DiskCache<Compiled>,
): Promise<Kept> {
  if (entry !== null) return { source, key, hash: entry.hash, compiled: entry.value };
  if (pool === undefined) throw new Error('no thread was started for what is missing');
  const compiled = await pool.compile(source);
  // What is wrong may be put right elsewhere, in a file that is not there yet.
  const isWrong = compiled.remarks.some(({ isError }) => isError);
  return { source, key, compiled, hash: isWrong ? '' : (await cache.write(key, compiled)).hash };
}
