import { Command } from 'commander';
import { typedPlace } from '../typed-path.ts';
import { whenAsked } from '../when-asked.ts';

/** `npx byline status`: where every post is on every channel. */
export default function status(): Command {
  return new Command('status')
    .description('Show where every post is on every channel, as far as it is known here. Asks no platform.')
    .argument('[slug...]', 'these posts alone')
    .option('--to <ids>', 'these channels alone, with commas between them')
    .option('--from <place>', 'where the feed is: the built site, or its address', typedPlace, 'dist')
    .option('--json', 'print JSON')
    .action(whenAsked(() => import('../actions/status.ts')));
}
