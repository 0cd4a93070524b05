import color from 'picocolors';
import { Problem } from '#domain';
import { adopt as adoptCopy } from '../../integrations/syndication/index.ts';
import { onlyStep, onOne } from '../syndication/one-step.ts';
import { withRun } from '../syndication/open-run.ts';

/** Takes a post on a platform for the copy of one of ours. */
export default async function adopt(
  slug: string,
  address: string | undefined,
  { to, find, from }: Options,
): Promise<void> {
  if (address === undefined && !find)
    throw new Problem('it is not said which post is the copy', {
      hint: 'Name its address, or let it be found with --find.',
    });
  await withRun(onOne(slug, to, from), async ({ plan, effects }) => {
    const line = await adoptCopy(onlyStep(await plan(), slug, to), address, effects);
    console.log(`${color.green('✓')} ${slug} → ${to}: ${line.url ?? line.id}`);
  });
}

interface Options {
  readonly to: string;
  readonly find?: boolean;
  readonly from: string;
}
