import type { OutlinedStep } from '../../integrations/syndication/plan/plan.ts';

/** A step as `--json` and an assistant are shown it. */
export function stepRow({ post, channel, action, why, notes, until }: OutlinedStep) {
  return { post, channel: channel.id, action, why, notes, until };
}
