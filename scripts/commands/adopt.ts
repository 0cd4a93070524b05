import { Command } from 'commander';
import color from 'picocolors';
import { Problem } from '#domain';
import { adopt as adoptCopy } from '../../integrations/syndication/index.ts';
import { onlyStep, onOne } from '../syndication/one-step.ts';
import { withRun } from '../syndication/open-run.ts';

/** `byline adopt`: says that a post on a platform is the copy of one of ours. */
export default function adopt(): Command {
  return new Command('adopt')
    .description('Say that a post on a platform is the copy of one of yours; later runs bring it up to date.')
    .argument('<slug>', 'the post')
    .argument('[address]', 'the address of the copy, or its id there')
    .requiredOption('--to <id>', 'the channel')
    .option('--find', 'take the copy that is found there')
    .option('--from <place>', 'where the feed is: the built site, or its address', 'dist')
    .action(run);
}

async function run(slug: string, address: string | undefined, { to, find, from }: Options): Promise<void> {
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
