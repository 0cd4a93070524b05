import { Command } from 'commander';
import { parsePort } from '../port.ts';
import { whenAsked } from '../when-asked.ts';

/** `npx byline dev` */
export default function dev(): Command {
  return new Command('dev')
    .description('Preview the site while you write; drafts show, marked.')
    .option('--port <number>', 'the port to listen on', parsePort, 4321)
    .option('--host [address]', 'let other devices on your network in, or listen on this address')
    .action(whenAsked(() => import('../actions/dev.ts')));
}
