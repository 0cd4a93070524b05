import { Command } from 'commander';
import { whenAsked } from '../when-asked.ts';

/** `npx byline verify`: looks at every copy. */
export default function verify(): Command {
  return new Command('verify')
    .description(
      'Look at every copy on its platform: whether it is there, and whether somebody edited it. Writes nothing there.',
    )
    .option('--to <ids>', 'these channels alone, with commas between them')
    .option('--json', 'print JSON')
    .action(whenAsked(() => import('../actions/verify.ts')));
}
