import type { Size } from './format.ts';
import type { Look } from './look.ts';
import type { Sketch, Sketcher, Subject } from './sketch.ts';
import { openThreads } from './threads.ts';

/** Sketchers on other cores. */
export interface SketchPool extends Sketcher {
  close(): Promise<void>;
}

/**
 * Draws in threads, in a site's look.
 *
 * @param most threads
 * @param isWarm whether the first starts before there is anything to draw: it takes as long as some dozens of cards
 */
export function openSketchPool(look: Look, { most, isWarm = false }: Extent): SketchPool {
  const { run, close } = openThreads<Job, Sketch>({
    file: new URL('./sketch-worker.ts', import.meta.url),
    workerData: look,
    minThreads: isWarm ? 1 : 0,
    maxThreads: most,
    concurrentTasksPerWorker: MANY,
  });
  return {
    sketch: (subject, size) => run({ subject, size, isDrawn: true }),
    missingIn: async (subject, size) => (await run({ subject, size, isDrawn: false })).missing,
    close,
  };
}

/** How many cards a thread is given before another is worth its start. */
const MANY = 24;

/** What a thread is asked. */
export interface Job {
  readonly subject: Subject;
  readonly size: Size;
  /** Whether the drawing is wanted, or only what it would lack. */
  readonly isDrawn: boolean;
}

export interface Extent {
  readonly most: number;
  readonly isWarm?: boolean;
}
