import type { Millis } from '#domain';

/** How long a count may wait in memory, in milliseconds. */
const WINDOW = 1_000;

/**
 * Counts of requests left out. A flood of them must not become a flood of writes, so they are added up in
 * memory and written at most once a second. What could not be written waits for the next time.
 *
 * @param write makes counts durable, or rejects
 * @param today the calendar day in the site's zone
 * @param later calls back after so many milliseconds. @default a timer that keeps no process alive
 */
export function dropTally(
  write: (counts: readonly DropCount[]) => Promise<void>,
  today: () => string,
  later: (work: () => void, delay: Millis) => void = (work, delay) => setTimeout(work, delay).unref(),
): DropTally {
  let counts = new Map<string, DropCount>();
  let isDue = false;

  function add({ day, reason, times }: DropCount): void {
    const key = `${day} ${reason}`;
    counts.set(key, { day, reason, times: times + (counts.get(key)?.times ?? 0) });
  }

  async function flush(): Promise<void> {
    isDue = false;
    if (counts.size === 0) return;
    const taken = [...counts.values()];
    counts = new Map();
    await write(taken).catch((error: unknown) => {
      for (const count of taken) add(count);
      throw error;
    });
  }

  return {
    count(reason) {
      add({ day: today(), reason, times: 1 });
      // A count that cannot be written now stays counted; reading or closing tells of the error.
      if (!isDue) later(() => void flush().catch(() => {}), WINDOW);
      isDue = true;
    },
    flush,
  };
}

export interface DropTally {
  count(reason: string): void;
  /** Writes what was counted so far. */
  flush(): Promise<void>;
}

/** How many requests were left out on a day for a reason. */
export interface DropCount {
  /** A calendar day of the site's zone. */
  readonly day: string;
  readonly reason: string;
  readonly times: number;
}
