import { Command } from 'commander';
import { loadFolder } from '../../integrations/foundation/load-folder.ts';
import { inPlainWords } from '../command-line.ts';
import { refuseKeptOptions } from '../npm-kept.ts';

/** Runs one bench. All of them are loaded, as each says itself which options it has. */
export default async function bench(words: readonly string[]): Promise<void> {
  const program = await benches();
  refuseKeptOptions(program, words, process.env);
  if (words.length === 0) program.outputHelp();
  else await program.parseAsync(words, { from: 'user' });
}

async function benches(): Promise<Command> {
  const found = await loadFolder<() => Command>(new URL('../bench/benches/', import.meta.url));
  const program = new Command('npx byline bench').description(
    'Every bench prints a table; --json writes a list.',
  );
  for (const command of found.values()) program.addCommand(command());
  return inPlainWords(program);
}
