import { Command } from 'commander';
import { typedPlace } from '../typed-path.ts';
import { whenAsked } from '../when-asked.ts';

/** `npx byline preview`: each edition of a post as its platform will show it. */
export default function preview(): Command {
  return new Command('preview')
    .description(
      'Make a page for each edition of a post: as its platform shows it, with its source and its limits.',
    )
    .argument('<slug>', 'the post')
    .option('--to <ids>', 'these channels alone, with commas between them')
    .option('--from <place>', 'where the feed is: the built site, or its address', typedPlace, 'dist')
    .action(whenAsked(() => import('../actions/preview.ts')));
}
