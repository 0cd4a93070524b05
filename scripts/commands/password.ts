import { Command } from 'commander';
import { whenAsked } from '../when-asked.ts';

/** `npx byline password` */
export default function password(): Command {
  return new Command('password')
    .description('Choose a password for Studio, and print its hash for BYLINE_STUDIO_PASSWORD.')
    .action(whenAsked(() => import('../actions/password.ts')));
}
