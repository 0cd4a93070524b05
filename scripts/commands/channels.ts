import { Command } from 'commander';
import color from 'picocolors';
import { type Checkup, checkChannels } from '../../integrations/syndication/index.ts';
import { chosen, withRun } from '../syndication/open-run.ts';

/** `byline channels check`: whether each channel can be reached, as whom, and what it takes. */
export default function channels(): Command {
  const check = new Command('check')
    .description('Log in to each channel, read, and say what it takes. Writes nothing there.')
    .option('--to <ids>', 'these channels alone, with commas between them')
    .option('--json', 'print JSON')
    .action(run);
  return new Command('channels').description('See to the channels of content/site.ts.').addCommand(check);
}

async function run({ to, json }: Options): Promise<void> {
  const { channels: ids = [] } = chosen([], to);
  await withRun({ from: 'dist' }, async ({ channels: all, effects }) => {
    const wanted = all.filter(({ id }) => ids.length === 0 || ids.includes(id));
    const checked = await checkChannels(wanted, effects);
    if (json) console.log(JSON.stringify(checked, null, 2));
    else if (checked.length === 0) console.log('No channels yet: add one to `channels` in content/site.ts.');
    else for (const each of checked) print(each);
    if (checked.some(({ isReady }) => !isReady)) process.exitCode = 1;
  });
}

function print({ channel, platform, isReady, what, hint, limits }: Checkup): void {
  console.log(
    `${isReady ? color.green('✓') : color.red('✗')} ${color.bold(channel)} ${color.dim(`(${platform})`)}: ${what}`,
  );
  if (hint !== undefined) console.log(`  ${color.dim(hint)}`);
  if (limits.length > 0) console.log(`  ${color.dim(limits.join(', '))}`);
}

interface Options {
  readonly to?: string;
  readonly json?: boolean;
}
