import { Command } from 'commander';
import { typedPlace } from '../typed-path.ts';
import { whenAsked } from '../when-asked.ts';

/** `npx byline published`: says that a copy was put on a platform by hand. */
export default function published(): Command {
  return new Command('published')
    .description(
      'Say that you put a post on a platform by hand, so that it takes part in plans and in the report.',
    )
    .argument('<slug>', 'the post')
    .argument('<address>', 'the address of the copy')
    .requiredOption('--to <id>', 'the channel')
    .option('--from <place>', 'where the feed is: the built site, or its address', typedPlace, 'dist')
    .action(whenAsked(() => import('../actions/published.ts')));
}
