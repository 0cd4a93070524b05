import type { Context } from 'hono';
import type { Millis } from '#domain';
import { addressBehind, type ProxySettings } from './collector/address.ts';
import { type Pace, tokenBucket } from './collector/token-bucket.ts';

/** Passwords an address may guess: ten at once, then one every 30 seconds. */
const FROM_ONE: Pace = { burst: 10, perSecond: 1 / 30 };

/** Passwords that all addresses together may guess: sixty at once, then one every 10 seconds. */
const FROM_ALL: Pace = { burst: 60, perSecond: 1 / 10 };

/**
 * Slows down guessing, from one address and from many. A guess is taken before the password is looked at, so that many
 * at once are no way round; a right one is given back.
 */
export function slowGuesses(settings: ProxySettings & { now: () => Millis }): SlowGuesses {
  const [one, all] = [tokenBucket(FROM_ONE, settings.now), tokenBucket(FROM_ALL, settings.now)];
  const addressOf = addressBehind(settings);
  return {
    take: (context) => one.take(addressOf(context)) && all.take(EVERYBODY),
    giveBack(context) {
      one.giveBack(addressOf(context));
      all.giveBack(EVERYBODY);
    },
  };
}

const EVERYBODY = '';

export interface SlowGuesses {
  take(context: Context): boolean;
  giveBack(context: Context): void;
}
