import type { Store } from '../../../integrations/attribution/index.ts';

/**
 * A store that acknowledges an event once it is counted in memory, and writes it nowhere: what a collector does that
 * may lose events.
 */
export function acknowledgeFromMemory(store: Store): Store {
  const seen = new Set<string>();
  const counts = new Map<string, number>();
  return {
    ...store,
    async addCount({ id, kind, post, source, offer }) {
      if (seen.has(id)) return 'replay';
      seen.add(id);
      const key = JSON.stringify([kind, post, source, offer]);
      counts.set(key, (counts.get(key) ?? 0) + 1);
      return 'stored';
    },
  };
}
