import { Command } from 'commander';
import { oneOf } from '../usage-problem.ts';
import { whenAsked } from '../when-asked.ts';

/** `npx byline channels check`: whether each channel can be reached, as whom, and what it takes. */
export default function channels(): Command {
  const check = new Command('check')
    .description('Log in to each channel, read, and say what it takes. Writes nothing there.')
    .option('--to <ids>', 'these channels alone, with commas between them')
    .option(
      '--via <way>',
      'wechatsync: by the extension in your browser, where a platform lets no program in',
      oneOf('a way to reach platforms', ['wechatsync']),
    )
    .option('--json', 'print JSON')
    .action(whenAsked(() => import('../actions/check-channels.ts')));
  return new Command('channels').description('See to the channels of content/site.ts.').addCommand(check);
}
