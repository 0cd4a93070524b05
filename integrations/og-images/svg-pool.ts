import { Worker } from 'node:worker_threads';
import type { Pen, Sheet } from './svg.ts';

/** Pens on other cores. */
export interface SvgPool {
  readonly draw: Pen;
  /** Starts a thread before there is anything to draw: it takes as long as some dozens of cards. */
  warm(): void;
  close(): Promise<void>;
}

/**
 * Draws in threads. The first starts with the first card, another when many wait for each of those there are.
 *
 * @param most threads
 */
export function openSvgPool(most: number, start: () => Thread = startThread): SvgPool {
  const threads: Thread[] = [];
  function another(): Thread {
    const started = start();
    threads.push(started);
    return started;
  }
  return {
    draw(sheet) {
      const least = threads.toSorted((a, b) => a.waiting() - b.waiting())[0];
      const enough = least !== undefined && (least.waiting() < MANY || threads.length >= most);
      return (enough ? least : another()).draw(sheet);
    },
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

function startThread(): Thread {
  const worker = new Worker(new URL('./svg-worker.ts', import.meta.url));
  const waiting = new Map<number, PromiseWithResolvers<string>>();
  let last = 0;
  let failure: Error | undefined;
  // Whoever waits for a card keeps the process alive, not a thread that has nothing to do.
  worker.unref();
  worker.on('message', ({ id, ...answer }: Answer) => {
    if ('svg' in answer) waiting.get(id)?.resolve(answer.svg);
    else waiting.get(id)?.reject(answer.error);
    waiting.delete(id);
    if (waiting.size === 0) worker.unref();
  });
  worker.on('error', (error: Error) => {
    failure = error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  });
  return {
    waiting: () => waiting.size,
    draw(sheet) {
      if (failure !== undefined) return Promise.reject(failure);
      last += 1;
      const answer = Promise.withResolvers<string>();
      waiting.set(last, answer);
      worker.ref();
      worker.postMessage({ id: last, sheet } satisfies Job);
      return answer.promise;
    },
    stop: () => worker.terminate(),
  };
}

/** What a thread is asked, and what it answers. */
export interface Job {
  readonly id: number;
  readonly sheet: Sheet;
}
export type Answer =
  | { readonly id: number; readonly svg: string }
  | { readonly id: number; readonly error: unknown };

export interface Thread {
  readonly draw: Pen;
  /** How many cards it was given and has not drawn. */
  waiting(): number;
  stop(): Promise<unknown>;
}
