import type { Millis } from '#domain';
import type { Count, Store } from './collector/store.ts';

/** How far back the live page looks, in milliseconds. */
const SPAN = 30 * 60_000;

/** As many events as are remembered; under a flood the oldest go first. */
const MOST = 5_000;

/** What happens right now, from memory: it is not written down anywhere, and a restart forgets it. */
export interface Live {
  note(count: Count): void;
  /** Events of the last half hour, the latest first. */
  recent(): readonly LiveEvent[];
}

/** An event as the live page shows it: what, where and when. */
export type LiveEvent = Pick<Count, 'at' | 'kind' | 'post' | 'source' | 'offer'>;

export function createLive(now: () => Millis): Live {
  let events: LiveEvent[] = [];
  return {
    note({ at, kind, post, source, offer }) {
      events.push({ at, kind, post, source, offer });
      if (events.length > 2 * MOST) events = events.slice(-MOST);
    },
    recent() {
      events = events.filter(({ at }) => at > now() - SPAN).slice(-MOST);
      return events.toReversed();
    },
  };
}

/** The store, which also tells the live page of what is counted. */
export function watched(store: Store, live: Live): Store {
  const noting = async (count: Count, kept: Promise<'stored' | 'replay'>) => {
    const outcome = await kept;
    if (outcome === 'stored') live.note(count);
    return outcome;
  };
  return {
    ...store,
    addCount: (count) => noting(count, store.addCount(count)),
    addClick: (click, count) => noting(count, store.addClick(click, count)),
  };
}
