import { Worker } from 'node:worker_threads';
import type { Size } from './format.ts';
import type { Look } from './look.ts';
import type { Sketch, Sketcher, Subject } from './sketch.ts';

/** Sketchers on other cores. */
export interface SketchPool extends Sketcher {
  /** Starts a thread before there is anything to draw: it takes as long as some dozens of cards. */
  warm(): void;
  close(): Promise<void>;
}

/**
 * Draws in threads. The first starts with the first card, another when many wait for each of those there are.
 *
 * @param most threads
 */
export function openSketchPool(most: number, start: () => Thread): SketchPool {
  const threads: Thread[] = [];
  function another(): Thread {
    const started = start();
    threads.push(started);
    return started;
  }
  function next(): Thread {
    const least = threads.toSorted((a, b) => a.waiting() - b.waiting())[0];
    const enough = least !== undefined && (least.waiting() < MANY || threads.length >= most);
    return enough ? least : another();
  }
  return {
    sketch: (subject, size) => next().sketch(subject, size),
    missingIn: (subject, size) => next().missingIn(subject, size),
    warm() {
      if (threads.length === 0) another();
    },
    async close() {
      await Promise.all(threads.splice(0).map((thread) => thread.stop()));
    },
  };
}

/** How many cards wait before it is worth another thread. */
export const MANY = 24;

/** A thread that draws in a site's look. */
export function startThread(look: Look): Thread {
  const worker = new Worker(new URL('./sketch-worker.ts', import.meta.url), { workerData: look });
  const waiting = new Map<number, PromiseWithResolvers<Answer>>();
  let last = 0;
  let failure: Error | undefined;
  // Whoever waits for a card keeps the process alive, not a thread that has nothing to do.
  worker.unref();
  // Before a thread is up, Node forgets that it was said.
  worker.on('online', () => (waiting.size === 0 ? worker.unref() : undefined));
  worker.on('message', (answer: Answer) => {
    waiting.get(answer.id)?.resolve(answer);
    waiting.delete(answer.id);
    if (waiting.size === 0) worker.unref();
  });
  worker.on('error', (error: Error) => {
    failure = error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  });
  async function ask(job: Omit<Job, 'id'>): Promise<Sketch> {
    if (failure !== undefined) throw failure;
    last += 1;
    const asked = Promise.withResolvers<Answer>();
    waiting.set(last, asked);
    worker.ref();
    worker.postMessage({ id: last, ...job } satisfies Job);
    const answer = await asked.promise;
    if ('error' in answer) throw answer.error;
    return answer.sketch;
  }
  return {
    waiting: () => waiting.size,
    sketch: (subject, size) => ask({ subject, size, drawn: true }),
    missingIn: async (subject, size) => (await ask({ subject, size, drawn: false })).missing,
    stop: () => worker.terminate(),
  };
}

/** What a thread is asked, and what it answers. */
export interface Job {
  readonly id: number;
  readonly subject: Subject;
  readonly size: Size;
  /** Whether the drawing is wanted, or only what it would lack. */
  readonly drawn: boolean;
}
export type Answer =
  | { readonly id: number; readonly sketch: Sketch }
  | { readonly id: number; readonly error: unknown };

export interface Thread extends Sketcher {
  /** How many cards it was given and has not drawn. */
  waiting(): number;
  stop(): Promise<unknown>;
}
