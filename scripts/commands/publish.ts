import { Command } from 'commander';
import { typedPlace } from '../typed-path.ts';
import { oneOf } from '../usage-problem.ts';
import { whenAsked } from '../when-asked.ts';

/** `npx byline publish`: sends posts to their channels, and brings copies up to date. */
export default function publish(): Command {
  return new Command('publish')
    .description('Send new posts to their channels and bring changed ones up to date.')
    .argument('[slug...]', 'these posts alone')
    .option('--to <ids>', 'these channels alone, with commas between them')
    .option('-n, --dry-run', 'print the plan and send nothing')
    .option('--from <place>', 'where the feed is: the built site, or its address', typedPlace, 'dist')
    .option(
      '-y, --yes',
      'agree to what costs; for a post and a channel that are named, to a second copy and to a lost edit',
    )
    .option(
      '--via <way>',
      'wechatsync: by the extension in your browser, where a platform lets no program in',
      oneOf('a way to reach platforms', ['wechatsync']),
    )
    .option('--refresh', 'send again what an earlier version of Byline rendered')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nIt exits with 1 if anything is left to do. A copy that only your hands can make counts where --to names its channel.',
    )
    .action(whenAsked(() => import('../actions/publish.ts')));
}
