import { Command } from 'commander';
import { typedPlace } from '../typed-path.ts';
import { whenAsked } from '../when-asked.ts';

/** `npx byline adopt`: says that a post on a platform is the copy of one of ours. */
export default function adopt(): Command {
  return new Command('adopt')
    .description('Say that a post on a platform is the copy of one of yours; later runs bring it up to date.')
    .argument('<slug>', 'the post')
    .argument('[address]', 'the address of the copy, or its id there')
    .requiredOption('--to <id>', 'the channel')
    .option('--find', 'take the copy that is found there')
    .option('--from <place>', 'where the feed is: the built site, or its address', typedPlace, 'dist')
    .action(whenAsked(() => import('../actions/adopt.ts')));
}
