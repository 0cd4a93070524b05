import { Command } from 'commander';
import { whenAsked } from '../when-asked.ts';

/** `npx byline bench <name>`: each file in `scripts/bench/benches/` is one. */
export default function bench(): Command {
  return new Command('bench')
    .description('Measure on this machine what the README promises: npx byline bench build')
    .argument('[words...]', 'which bench, and its options; --help lists them')
    .helpOption(false)
    .allowUnknownOption()
    .action(whenAsked(() => import('../actions/bench.ts')));
}
