import { Command } from 'commander';
import { loadFolder } from '../../integrations/load-folder.ts';

/** `byline bench <name>`: each file in `scripts/bench/benches/` is one, loaded only when one is asked for. */
export default function bench(): Command {
  return new Command('bench')
    .description('Measure on this machine what the README promises: byline bench build')
    .argument('[words...]', 'which bench, and its options; --help lists them')
    .helpOption(false)
    .allowUnknownOption()
    .action(async (words: string[]) => {
      const program = await benches();
      if (words.length === 0) program.outputHelp();
      else await program.parseAsync(words, { from: 'user' });
    });
}

async function benches(): Promise<Command> {
  const found = await loadFolder<() => Command>(new URL('../bench/benches/', import.meta.url));
  const program = new Command('byline bench').description(
    'Every bench prints a table; --json writes a list.',
  );
  for (const command of found.values()) program.addCommand(command());
  return program;
}
