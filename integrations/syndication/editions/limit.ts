import type { TextUnit } from '../render/text/measure.ts';

/** What a platform refuses, counted as the platform counts. */
export interface Limit {
  readonly part: Part;
  readonly most: number;
  readonly unit: TextUnit;
}

/** What is counted. */
export type Part = 'title' | 'description' | 'tags' | 'body';

/**
 * A limit of a platform.
 *
 * @example
 * limits: [most('title', 128), most('tags', 4), most('body', 800 * 1024, 'utf8')]
 */
export function most(part: Part, most: number, unit: TextUnit = 'characters'): Limit {
  return { part, most, unit };
}
