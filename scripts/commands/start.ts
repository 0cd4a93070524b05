import { Command } from 'commander';
import { parsePort } from '../port.ts';
import { whenAsked } from '../when-asked.ts';

/** `npx byline start` */
export default function start(): Command {
  return new Command('start')
    .description('Build the site and serve it with the collector and the report.')
    .option('--port <number>', 'the port to listen on; 0 takes a free one', parsePort, 4321)
    .option('--host <address>', 'the address to listen on; 0.0.0.0 lets other machines in', '127.0.0.1')
    .option('--no-build', 'serve dist/ as it is')
    .action(whenAsked(() => import('../actions/start.ts')));
}
