import { Command } from 'commander';
import { typedPath } from '../typed-path.ts';
import { whenAsked } from '../when-asked.ts';

/** `npx byline subscribers`: the collector's list, and how somebody is taken off it. */
export default function subscribers(): Command {
  return new Command('subscribers')
    .description('List who subscribed to your newsletter by the form of your site, or forget one of them.')
    .option('--json', 'print JSON')
    .option('--db <file>', 'the database, if not that of the environment', typedPath)
    .action(whenAsked(() => import('../actions/subscribers.ts')))
    .addCommand(
      new Command('forget')
        .description('Delete an address; nothing of it is left.')
        .argument('<address>', 'the mail address')
        .action(
          whenAsked(async () => ({ default: (await import('../actions/subscribers.ts')).forgetSubscriber })),
        ),
    );
}
