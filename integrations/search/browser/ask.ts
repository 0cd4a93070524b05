import type { Found } from './search-pages.ts';
import type { Answer, Question } from './search-worker.ts';

/**
 * Searches the index of the page's language, in a worker that the first question starts. A worker whose index did not
 * load is ended, because a browser remembers a module that failed; the question is asked again of a new one.
 */
export function searcher(lang: string): Search {
  const folder = new URL(`${import.meta.env.BASE_URL}pagefind/${lang.toLowerCase()}/`, location.href).href;
  const open = new Map<number, PromiseWithResolvers<Found>>();
  let worker: Worker | undefined;
  let id = 0;

  function start(): Worker {
    const started = new Worker(new URL('./search-worker.ts', import.meta.url), { type: 'module' });
    started.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
      const waiting = open.get(data.id);
      open.delete(data.id);
      if ('found' in data) waiting?.resolve(data.found);
      else giveUp(started, data.error, waiting);
    });
    started.addEventListener('error', () => giveUp(started, 'the search worker did not start'));
    return started;
  }

  function giveUp(failed: Worker, reason: string, asked?: PromiseWithResolvers<Found>): void {
    failed.terminate();
    asked?.reject(new Error(reason));
    if (failed !== worker) return;
    worker = undefined;
    for (const waiting of open.values()) waiting.reject(new Error(reason));
    open.clear();
  }

  function ask(query: string, limit: number): Promise<Found> {
    worker ??= start();
    id += 1;
    const waiting = Promise.withResolvers<Found>();
    open.set(id, waiting);
    worker.postMessage({ id, folder, query, limit } satisfies Question);
    return waiting.promise;
  }

  return (query, limit) => patiently(() => ask(query, limit));
}

/** Tries a few times, and longer apart each time: a server that is restarted answers 503 for a moment. */
async function patiently<Value>(
  attempt: () => Promise<Value>,
  pauses: readonly number[] = PAUSES,
): Promise<Value> {
  const [pause, ...rest] = pauses;
  if (pause === undefined) return attempt();
  try {
    return await attempt();
  } catch {
    await new Promise((resolve) => setTimeout(resolve, pause));
    return patiently(attempt, rest);
  }
}

/** Milliseconds. */
const PAUSES = [400, 1_600];

/** @returns what is found; rejects when there is no index or it could not be loaded */
export type Search = (query: string, limit: number) => Promise<Found>;
