import { planRun } from '../../syndication/plan-run.ts';
import { stepRow } from '../../syndication/step-row.ts';
import { askedFor, chosenInput } from '../asked-steps.ts';
import { defineTool } from '../tool.ts';

export default defineTool({
  description:
    'Says what publishing would do with each post and channel, and why: create, update, look up, unchanged, by hand, blocked. Sends nothing.',
  input: chosenInput,
  answer: async (asked, { from }) => ({
    plan: (await planRun(askedFor(asked, from))).map(stepRow),
  }),
});
