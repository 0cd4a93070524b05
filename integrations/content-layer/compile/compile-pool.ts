import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { openCell } from '../../foundation/bridge.ts';
import type { Compile } from '../../markdown/compile.ts';
import type { Compiled, Source } from '../../markdown/compiled.ts';
import type { PipelineOptions } from '../../markdown/pipeline.ts';
import type { MarkdownFolder } from './cached-markdown.ts';

/** Compilers on other cores. */
export interface CompilePool {
  readonly compile: Compile;
  close(): Promise<void>;
}

/** Starts a number of compilers, each in a thread of its own; a text goes to the one with the least to do. */
export function openCompilePool(told: Told, size: number): CompilePool {
  const threads = Array.from({ length: size }, () => startThread(told));
  return {
    compile: (source) =>
      threads.reduce((least, thread) => (thread.load() < least.load() ? thread : least)).compile(source),
    close: async () => {
      await Promise.all(threads.map((thread) => thread.stop()));
    },
  };
}

/** Starts a thread that the next pool takes: it loads the pipeline while the main thread does other things. */
export function warmThread(): void {
  warm.value ??= startWorker();
}

const warm = openCell<Worker>('warmThread');

/** What a thread is told first, what it is asked then, and what it answers. */
export type Asked = Told | { readonly id: number; readonly source: Source };
export type Answer = { readonly id: number; readonly compiled: Compiled };

/** What a thread has to know before it compiles. */
export interface Told {
  readonly options: PipelineOptions;
  /** Where posts are to be written as Markdown as well; without it they are not. */
  readonly markdown?: MarkdownFolder | undefined;
}

/** What a thread is started with: where Node keeps compiled code, if it does. */
export interface WorkerData {
  readonly codeFolder: string | undefined;
}

function startWorker(): Worker {
  const codeFolder = getCompileCacheDir();
  const workerData: WorkerData = { codeFolder: codeFolder === undefined ? undefined : dirname(codeFolder) };
  const worker = new Worker(new URL('./compile-worker.ts', import.meta.url), { workerData });
  // Whoever waits for a text keeps the process alive, not a thread that has nothing to do.
  worker.unref();
  return worker;
}

function startThread(told: Told) {
  const worker = warm.value ?? startWorker();
  warm.value = undefined;
  worker.postMessage(told satisfies Asked);
  const waiting = new Map<
    number,
    { resolve: (compiled: Compiled) => void; reject: (error: Error) => void }
  >();
  let last = 0;
  worker.on('message', ({ id, compiled }: Answer) => {
    waiting.get(id)?.resolve(compiled);
    waiting.delete(id);
    if (waiting.size === 0) worker.unref();
  });
  worker.on('error', (error: Error) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  });
  const ask = (source: Source) =>
    new Promise<Compiled>((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      worker.ref();
      worker.postMessage({ id: last, source } satisfies Asked);
    });
  const asked = new Set<Promise<unknown>>();
  return {
    load: () => waiting.size,
    compile: async (source: Source) => {
      const answer = ask(source);
      asked.add(answer);
      try {
        return await answer;
      } finally {
        asked.delete(answer);
      }
    },
    // What was asked is answered first: who waits for it would wait for ever.
    stop: async () => {
      await Promise.allSettled(asked);
      await worker.terminate();
    },
  };
}
