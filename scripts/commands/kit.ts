import { Command } from 'commander';
import { typedPlace } from '../typed-path.ts';
import { whenAsked } from '../when-asked.ts';

/** `npx byline kit`: a page with all that is needed to put a post on a platform by hand. */
export default function kit(): Command {
  return new Command('kit')
    .description(
      'Make a page with all you need to put a post on a platform by hand: one click copies the text.',
    )
    .argument('<slug>', 'the post')
    .requiredOption('--to <id>', 'the channel')
    .option('--from <place>', 'where the feed is: the built site, or its address', typedPlace, 'dist')
    .action(whenAsked(() => import('../actions/kit.ts')));
}
