import type { Edition } from '#domain';
import { measure } from '../render/text/measure.ts';
import { type Said, say } from '../sayings.ts';
import type { Limit, Part } from './limit.ts';

/** What of an edition is over a limit, a sentence each with what to do. */
export function misfits(edition: Counted, limits: readonly Limit[], platform: string): Said[] {
  return limits.flatMap((limit) => {
    const count = countOf(edition, limit);
    if (count === undefined || count <= limit.most) return [];
    return [say('overLimit', limit, count, platform, edition.channel)];
  });
}

/** How much of a limit an edition uses; undefined where that is not known before it is rendered. */
export function countOf(edition: Counted, { part, unit }: Limit): number | undefined {
  const value = edition[part];
  if (value === undefined) return undefined;
  return typeof value === 'string' ? measure(value, unit) : value.length;
}

/** The least of a platform's limits for a part, in characters or pieces; undefined where it has none in that unit. */
export function leastOf(limits: readonly Limit[], part: Part): number | undefined {
  const own = limits.filter((limit) => limit.part === part && limit.unit === 'characters');
  return own.length === 0 ? undefined : Math.min(...own.map((limit) => limit.most));
}

/** An edition as far as it is counted; the body is absent until it is rendered. */
export type Counted = Pick<Edition, 'channel' | 'title' | 'description' | 'tags'> & {
  readonly body?: string;
};
