import type { Conversion } from './conversion.ts';
import type { Touch } from './touch.ts';
import { DIRECT } from './touch.ts';

/** A touch in a journey: its channel is always known. */
export interface Step extends Touch {
  readonly channel: string;
}

/** The Touches of one reader before a Conversion, oldest first. */
export interface Journey {
  readonly conversion: Conversion;
  readonly steps: readonly Step[];
}

/**
 * The journey that led to a conversion, from the reader's touches ordered by (time, id).
 *
 * Turning a page within the site keeps the channel the reader arrived by; it counts as a step only where a
 * post was read, so neither the pricing page nor a reload of the home page takes credit from a post.
 */
export function journeyOf(conversion: Conversion, touches: readonly Touch[]): Journey {
  const steps: Step[] = [];
  let arrivedBy = DIRECT;
  for (const touch of touches) {
    const arrived = touch.channel !== null;
    arrivedBy = touch.channel ?? arrivedBy;
    if (arrived || touch.post !== null) steps.push({ ...touch, channel: arrivedBy });
  }
  return { conversion, steps };
}
