import { atMost, type Finding, observed } from './finding.ts';
import type { Cost } from './measure.ts';

/** A site of one size, with everything on, as measured. */
export interface Stage {
  /** How many posts it has. */
  readonly posts: number;
  /** A build from nothing. */
  readonly cold: Cost;
  /** A build after one post was edited. */
  readonly edit: Cost;
  /** Of `dist/`, in MB of 10⁶ bytes. */
  readonly size: number;
}

/** What is promised of a site of so many MDX posts; a smaller site has to stay below it too. */
export const growthGoals = { posts: 3200, cold: 170, edit: 5, memory: 2000, size: 227 } as const;

/** Every number of every stage, and each goal for sites that are not larger than the promise. */
export function growthFindings(stages: readonly Stage[]): Finding[] {
  return stages.flatMap((stage) => [...goalsOf(stage), ...observationsOf(stage)]);
}

function goalsOf({ posts, cold, edit, size }: Stage): Finding[] {
  if (posts > growthGoals.posts) return [];
  return [
    atMost(growthGoals.cold, `growth/${posts}/cold/wall`, cold.wall, 's'),
    atMost(growthGoals.memory, `growth/${posts}/cold/memory`, cold.memory, 'MB'),
    atMost(growthGoals.edit, `growth/${posts}/edit/wall`, edit.wall, 's'),
    atMost(growthGoals.size, `growth/${posts}/size`, size, 'MB'),
  ];
}

function observationsOf({ posts, cold, edit }: Stage): Finding[] {
  return [
    observed(`growth/${posts}/cold/user`, cold.user, 's'),
    observed(`growth/${posts}/edit/user`, edit.user, 's'),
    observed(`growth/${posts}/edit/memory`, edit.memory, 'MB'),
  ];
}
