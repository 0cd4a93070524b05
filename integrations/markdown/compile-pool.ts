import { Worker } from 'node:worker_threads';
import type { Compile } from './compile.ts';
import type { Compiled, Source } from './compiled.ts';
import type { PipelineOptions } from './pipeline.ts';

/** Compilers on other cores. */
export interface CompilePool {
  readonly compile: Compile;
  close(): Promise<void>;
}

/** Starts a number of compilers, each in a thread of its own; a text goes to the one with the least to do. */
export function openCompilePool(options: PipelineOptions, size: number): CompilePool {
  const threads = Array.from({ length: size }, () => startThread(options));
  return {
    compile: (source) =>
      threads.reduce((least, thread) => (thread.load() < least.load() ? thread : least)).compile(source),
    close: async () => {
      await Promise.all(threads.map((thread) => thread.stop()));
    },
  };
}

/** What a thread is asked, and what it answers. */
export interface Job {
  readonly id: number;
  readonly source: Source;
}
export type Answer = { readonly id: number; readonly compiled: Compiled };

function startThread(options: PipelineOptions) {
  const worker = new Worker(new URL('./compile-worker.ts', import.meta.url), { workerData: options });
  const waiting = new Map<
    number,
    { resolve: (compiled: Compiled) => void; reject: (error: Error) => void }
  >();
  let last = 0;
  // Whoever waits for a text keeps the process alive, not a thread that has nothing to do.
  worker.unref();
  worker.on('message', ({ id, compiled }: Answer) => {
    waiting.get(id)?.resolve(compiled);
    waiting.delete(id);
    if (waiting.size === 0) worker.unref();
  });
  worker.on('error', (error: Error) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  });
  return {
    load: () => waiting.size,
    compile: (source: Source) =>
      new Promise<Compiled>((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve, reject });
        worker.ref();
        worker.postMessage({ id: last, source } satisfies Job);
      }),
    stop: () => worker.terminate(),
  };
}
