import { Command } from 'commander';
import { parsePort } from '../port.ts';
import { typedPath } from '../typed-path.ts';
import { whenAsked } from '../when-asked.ts';

/** `npx byline demo`: Studio full of a year that nobody lived, to see what it shows. */
export default function demo(): Command {
  return new Command('demo')
    .description('Show Studio with a year of made-up readers, sales and leads, in a database of its own.')
    .option('--port <number>', 'the port to listen on; 0 takes a free one', parsePort, 4322)
    .option('--db <file>', 'the database it makes', typedPath, '.byline/demo.db')
    .option('--no-serve', 'make the database and stop')
    .action(whenAsked(() => import('../actions/demo.ts')));
}
