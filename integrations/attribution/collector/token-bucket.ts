import type { Millis } from '#domain';

/** Addresses remembered before those that have their whole burst again are forgotten. */
const MOST_BUCKETS = 20_000;

/** One token bucket for each address, in memory only: nothing of an address is ever stored. */
export function tokenBucket({ burst, perSecond }: Pace, now: () => Millis): TokenBucket {
  const buckets = new Map<string, Bucket>();
  // A clock that is set back must not empty the buckets.
  const elapsed = (at: Millis) => Math.max(0, now() - at) / 1000;
  const level = ({ tokens, at }: Bucket) => Math.min(burst, tokens + elapsed(at) * perSecond);
  const levelOf = (address: string) => level(buckets.get(address) ?? { tokens: burst, at: now() });

  function forget(): void {
    for (const [address, bucket] of buckets) if (level(bucket) >= burst) buckets.delete(address);
    // A flood from ever new addresses: the longest known go first.
    for (const address of buckets.keys()) {
      if (buckets.size <= MOST_BUCKETS / 2) break;
      buckets.delete(address);
    }
  }

  return {
    take(address) {
      if (buckets.size >= MOST_BUCKETS) forget();
      const tokens = levelOf(address);
      buckets.set(address, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now() });
      return tokens >= 1;
    },
    giveBack(address) {
      buckets.set(address, { tokens: levelOf(address) + 1, at: now() });
    },
  };
}

export interface TokenBucket {
  /** Whether this address may do one more thing now, which is then done. */
  take(address: string): boolean;
  /** Returns a token that was taken. */
  giveBack(address: string): void;
}

export interface Pace {
  /** How many at once. */
  readonly burst: number;
  /** How many a second after that. */
  readonly perSecond: number;
}

interface Bucket {
  readonly tokens: number;
  readonly at: Millis;
}
