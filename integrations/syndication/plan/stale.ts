import type { Publication } from '#domain';
import type { OutlinedStep } from './plan.ts';

/**
 * Whether a copy is as its author wrote it, but an earlier version of a recipe rendered it. It is sent again where a
 * plan is asked to `refresh`, and by nothing else.
 */
export function isStale({ action, line, recipe, channel }: OutlinedStep): boolean {
  const { api } = channel.platform;
  if (action !== 'unchanged' || line === undefined || !LIVING.has(line.state)) return false;
  return line.recipe !== recipe && api?.update !== undefined && line.id !== undefined && !api.final;
}

const LIVING: ReadonlySet<Publication['state']> = new Set(['published', 'draft']);
