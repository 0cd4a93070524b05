import { Command } from 'commander';
import { whenAsked } from '../when-asked.ts';

/** `npx byline unpublish`: takes copies of a post back. */
export default function unpublish(): Command {
  return new Command('unpublish')
    .description('Take the copies of a post back, on every channel or on some.')
    .argument('<slug>', 'the post; it need not be on the site any more')
    .option('--to <ids>', 'these channels alone, with commas between them')
    .option('--copy <id>', 'one copy by its id there, where the post is there twice')
    .action(whenAsked(() => import('../actions/unpublish.ts')));
}
