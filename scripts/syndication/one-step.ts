import { Problem } from '#domain';
import type { OutlinedStep } from '../../integrations/syndication/plan/plan.ts';
import type { Asked } from './open-run.ts';

/** What a command is asked for that works on one post and one channel. */
export function onOne(post: string, channel: string, from: string): Asked {
  return { from, only: { posts: [post], channels: [channel] } };
}

/** The one step of a plan for one post and one channel. @throws {Problem} where the post does not go there */
export function onlyStep<Step extends OutlinedStep>(
  [step]: readonly Step[],
  post: string,
  channel: string,
): Step {
  if (step !== undefined) return step;
  throw new Problem(`“${post}” does not go to ${channel}`, {
    hint: `To send it there: channels: { ${channel}: true } in its front matter.`,
  });
}
