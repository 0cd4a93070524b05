import { statusOf } from '../../../integrations/syndication/index.ts';
import { planRun } from '../../syndication/plan-run.ts';
import { askedFor, chosenInput } from '../asked-steps.ts';
import { defineTool } from '../tool.ts';

export default defineTool({
  description:
    'Says where each post is on each channel: live, draft, not sent, edited since, changed there, gone, waiting, blocked, with the address of the copy. Asks no platform.',
  input: chosenInput,
  answer: async (asked, { from }) => ({ status: statusOf(await planRun(askedFor(asked, from))) }),
});
