import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { loadFolder } from '../integrations/foundation/load-folder.ts';
import { noteSample } from './sample-site.ts';
import { usageProblem } from './usage-problem.ts';

/** `npx byline <command>`: each file in `commands/` is one. Nothing of the site is loaded yet. */
export async function commandLine(): Promise<Command> {
  const commands = await loadFolder<() => Command>(new URL('./commands/', import.meta.url));
  const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));
  const program = new Command('npx byline')
    .description('Write, publish, syndicate, and see what each post brings.')
    .version(version, '-v, --version', 'print the version')
    .helpOption('-h, --help', 'show this help')
    .hook('preAction', (_, command) => (forNoOwner.has(command.name()) ? undefined : noteSample()));
  for (const [name, command] of commands) program.addCommand(command(), { hidden: forDevelopers.has(name) });
  return inPlainWords(program);
}

/** Commands that are given before the site has an owner, and need no note that it has none. */
const forNoOwner = new Set(['begin', 'new', 'import']);

/** Commands that measure Byline itself, and need its development packages. */
const forDevelopers = new Set(['bench']);

/** Makes a command, and all below it, throw a `Problem` for what was typed wrong. */
export function inPlainWords(command: Command): Command {
  command.configureOutput({ outputError: () => undefined }).exitOverride((error) => {
    if (error.exitCode !== 0) throw usageProblem(error, command);
  });
  for (const below of command.commands) inPlainWords(below);
  return command;
}
