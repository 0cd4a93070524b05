import { Command } from 'commander';
import { typedPlace } from '../typed-path.ts';
import { whenAsked } from '../when-asked.ts';

/** `npx byline publish`: sends posts to their channels, and brings copies up to date. */
export default function publish(): Command {
  return new Command('publish')
    .description('Send new posts to their channels and bring changed ones up to date.')
    .option('-n, --dry-run', 'print the plan and send nothing')
    .option('--from <place>', 'where the feed is: the built site, or its address', typedPlace, 'dist')
    .option('--post <id>', 'this post alone')
    .option('--channel <id>', 'this channel alone')
    .option('--json', 'print JSON')
    .action(whenAsked(() => import('../actions/publish.ts')));
}
