import { z } from 'zod';
import { Problem } from '#domain';
import { firstSent, publish, type Question, type Step } from '../../../integrations/syndication/index.ts';
import { keepIds } from '../../syndication/keep-ids.ts';
import { withRun } from '../../syndication/open-run.ts';
import { askedFor } from '../asked-steps.ts';
import { defineTool } from '../tool.ts';

export default defineTool({
  description:
    'Publishes posts to channels, after the author has confirmed it in their client. What costs money, cannot be taken back or replaces an edit made there is asked for once more.',
  input: {
    posts: z.array(z.string()).min(1).describe('Ids of posts.'),
    channels: z.array(z.string()).min(1).describe('Ids of channels.'),
  },
  isWrite: true,
  answer: async ({ posts, channels }, { from, confirm }) => {
    if (confirm === undefined) throw mute(posts, channels);
    const consent = (question: Question) => confirm(textOf(question));
    return withRun({ ...askedFor({ posts, channels }, from), consent }, async ({ plan, effects }) => {
      const steps = await plan();
      const sent = steps.filter(({ action }) => sends.has(action));
      if (sent.length > 0 && !(await confirm(`Publish?\n${sent.map(lineOf).join('\n')}`)))
        return 'The author did not agree. Nothing was sent.';
      const results = await publish(steps, effects);
      return { results, toWrite: await keepIds(firstSent(steps, results)) };
    });
  },
});

/** Steps that ask a platform for something. */
const sends: ReadonlySet<Step['action']> = new Set(['create', 'update', 'look-up', 'changed', 'uncertain']);

function lineOf({ action, post, edition, channel }: Step): string {
  return `${action.replace('-', ' ')}: “${edition.title}” (${post}) on ${channel.id}, ${channel.platform.name}`;
}

function textOf({ edition: { post, channel }, what }: Question): string {
  return `${post} → ${channel}: ${what}. Send it?`;
}

function mute(posts: readonly string[], channels: readonly string[]): Problem {
  return new Problem('this client cannot ask its user, so nothing is published through it', {
    hint: `Publish in a terminal: npx byline publish ${posts.join(' ')} --to ${channels.join(',')}`,
  });
}
