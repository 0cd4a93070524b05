import type { OutlinedStep } from '../../integrations/syndication/plan/plan.ts';

import { inEnglish } from '../../integrations/syndication/sayings.ts';

/** A step as `--json` and an assistant are shown it. */
export function stepRow({ post, channel, action, why, notes, until }: OutlinedStep) {
  return { post, channel: channel.id, action, why, notes: notes.map((note) => inEnglish([note])), until };
}
