import { z } from 'zod';
import type { Asked } from '../syndication/open-run.ts';

/** Which posts and channels a tool is asked for. */
export const chosenInput = {
  posts: z.array(z.string()).optional().describe('Ids of posts. Absent: every post.'),
  channels: z.array(z.string()).optional().describe('Ids of channels. Absent: every channel.'),
};

/** The question as the command line has it. */
export function askedFor({ posts = [], channels = [] }: Chosen, from: string): Asked {
  return { from, only: { posts, channels } };
}

interface Chosen {
  readonly posts?: readonly string[] | undefined;
  readonly channels?: readonly string[] | undefined;
}
