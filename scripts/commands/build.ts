import { Command } from 'commander';
import { buildSite } from '../build-site.ts';

/** `byline build` */
export default function build(): Command {
  return new Command('build')
    .description('Build the site into dist/: plain files for any host.')
    .option('--quiet', 'say only what needs attention')
    .action(({ quiet = false }: { quiet?: boolean }) => buildSite({ quiet }));
}
