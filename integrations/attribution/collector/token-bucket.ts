import type { Millis } from '#domain';

/** Addresses remembered before those that have their whole burst again are forgotten. */
const MOST_BUCKETS = 20_000;

/**
 * A token bucket an address, in memory only: nothing of an address is ever stored.
 *
 * @returns whether this address may do one more thing now
 */
export function tokenBucket({ burst, perSecond }: Pace, now: () => Millis): (address: string) => boolean {
  const buckets = new Map<string, Bucket>();
  const level = ({ tokens, at }: Bucket) => Math.min(burst, tokens + ((now() - at) / 1000) * perSecond);

  function forget(): void {
    for (const [address, bucket] of buckets) if (level(bucket) >= burst) buckets.delete(address);
    // A flood from ever new addresses: the longest known go first.
    for (const address of buckets.keys()) {
      if (buckets.size <= MOST_BUCKETS / 2) break;
      buckets.delete(address);
    }
  }

  return (address) => {
    if (buckets.size >= MOST_BUCKETS) forget();
    const tokens = level(buckets.get(address) ?? { tokens: burst, at: now() });
    buckets.set(address, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now() });
    return tokens >= 1;
  };
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
