import { z } from 'zod';
import site from '#site';
import { inEnglish, rehearse, renderEdition } from '../../../integrations/syndication/index.ts';
import { onlyStep, onOne } from '../../syndication/one-step.ts';
import { planWithTexts } from '../../syndication/plan-run.ts';
import { defineTool } from '../tool.ts';

export default defineTool({
  description:
    'Shows a post as a channel would be sent it: title, tags, the body in the form the platform takes, and the limits it is over.',
  input: {
    post: z.string().describe('The id of the post.'),
    channel: z.string().describe('The id of the channel.'),
  },
  answer: async ({ post, channel }, { from }) => {
    const step = onlyStep(await planWithTexts(onOne(post, channel, from)), post, channel);
    const { title, tags, link, canonical } = step.edition;
    const { body } = renderEdition(step.item, { channel: step.channel, site: site.url });
    return {
      title,
      tags,
      link,
      canonical,
      body,
      overLimits: rehearse(step, site.url).map((over) => inEnglish([over])),
      notes: step.notes.map((note) => inEnglish([note])),
    };
  },
});
