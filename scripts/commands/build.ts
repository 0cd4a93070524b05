import { Command } from 'commander';
import { whenAsked } from '../when-asked.ts';

/** `npx byline build` */
export default function build(): Command {
  return new Command('build')
    .description('Build the site into dist/: plain files for any host.')
    .option('--quiet', 'say only what needs attention')
    .option('--whole', 'build every page with Astro, even where only words have changed since the last build')
    .action(whenAsked(() => import('../actions/build.ts')));
}
