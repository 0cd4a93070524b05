import type { Found } from './search-pages.ts';
import type { Answer, Question } from './search-worker.ts';

/** Searches the index of the page's language, in a worker that is started by the first question. */
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
      else waiting?.reject(new Error(data.error));
    });
    started.addEventListener('error', () => {
      for (const waiting of open.values()) waiting.reject(new Error('the search worker did not start'));
      open.clear();
      worker = undefined;
    });
    return started;
  }

  return (query, limit) => {
    worker ??= start();
    id += 1;
    const waiting = Promise.withResolvers<Found>();
    open.set(id, waiting);
    worker.postMessage({ id, folder, query, limit } satisfies Question);
    return waiting.promise;
  };
}

/** @returns what is found; rejects when there is no index or it could not be loaded */
export type Search = (query: string, limit: number) => Promise<Found>;
