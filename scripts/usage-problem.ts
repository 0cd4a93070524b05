import type { Argument, Command, CommanderError } from 'commander';
import { nearest, Problem, suggest } from '#domain';

/**
 * Says what was typed wrong, and what to type. Commander tells what it found only in its message, with the word
 * in quotes.
 *
 * @param command the command that was asked for
 */
export function usageProblem(error: CommanderError, command: Command): Problem {
  const [, word = ''] = /'([^']*)'/.exec(error.message) ?? [];
  switch (error.code) {
    case 'commander.help':
      return new Problem('no command was given', { hint: 'The help above lists the commands.' });
    case 'commander.unknownCommand':
      return unknownCommand(word, command);
    case 'commander.unknownOption':
      return unknownOption(word, command);
    case 'commander.missingArgument':
      return missingArgument(word, command);
    case 'commander.excessArguments':
      return excessArguments(command);
    case 'commander.optionMissingArgument':
      return missingValue(word, command);
    default:
      return new Problem(error.message.replace(/^error: /, ''), { hint: seeHelp(command) });
  }
}

/**
 * Makes a parser for an argument or option that takes one of a few words.
 *
 * @param what what the words are, such as “a kind”
 */
export function oneOf<Word extends string>(what: string, words: readonly Word[]): (text: string) => Word {
  return (text) => {
    const found = words.find((word) => word === text);
    if (found !== undefined) return found;
    throw new Problem(`“${text}” is not ${what}`, { hint: suggest(text, words) });
  };
}

function unknownCommand(word: string, command: Command): Problem {
  const near = nearest(word, subcommandNames(command));
  const hint = near === undefined ? '' : `Did you mean “${pathOf(command)} ${near}”? `;
  return new Problem(`there is no command “${word}”`, { hint: hint + seeHelp(command) });
}

function unknownOption(flag: string, command: Command): Problem {
  const message = `“${pathOf(command)}” has no option ${flag}`;
  const asked = command.commands.find((each) => command.args.includes(each.name()));
  if (asked !== undefined)
    return new Problem(message, { hint: `Options stand after the command: ${pathOf(asked)} ${flag}` });
  const known = command.options.flatMap(({ long }) => long ?? []);
  return new Problem(message, { hint: suggest(flag, [...known, '--help']) });
}

function missingArgument(name: string, command: Command): Problem {
  const argument = command.registeredArguments.find((each) => each.name() === name);
  const about = argument === undefined || argument.description === '' ? '' : ` (${argument.description})`;
  return new Problem(`“${pathOf(command)}” needs <${name}>${about}`, { hint: seeUsage(command) });
}

function excessArguments(command: Command): Problem {
  const expected = command.registeredArguments;
  const [first = ''] = command.args;
  if (expected.length === 0 && command.commands.length > 0) return unknownCommand(first, command);
  const spare = command.args.slice(expected.length).map((word) => `“${word}”`);
  const takes =
    expected.length === 0 ? 'takes no arguments' : `takes ${expected.map(shown).join(' ')} and no more`;
  const isText = expected.at(-1)?.name() === 'title' || expected.at(-1)?.name() === 'money';
  const quotes = isText ? ' Put quotes around text that has spaces in it.' : '';
  return new Problem(`“${pathOf(command)}” ${takes}, but was given ${spare.join(' ')} as well`, {
    hint: seeUsage(command) + quotes,
  });
}

function missingValue(flags: string, command: Command): Problem {
  const description = command.options.find((option) => option.flags === flags)?.description ?? '';
  return new Problem(`the option ${flags} was given without its value`, {
    hint: description === '' ? seeHelp(command) : `The value is ${description}.`,
  });
}

function subcommandNames(command: Command): string[] {
  return command
    .createHelp()
    .visibleCommands(command)
    .map((each) => each.name());
}

function shown(argument: Argument): string {
  return argument.required ? `<${argument.name()}>` : `[${argument.name()}]`;
}

/** `npx byline leads won` */
function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
}

function seeUsage(command: Command): string {
  return `Type: ${[pathOf(command), ...command.registeredArguments.map(shown)].join(' ')}.`;
}

function seeHelp(command: Command): string {
  return `${pathOf(command)} --help lists what there is.`;
}
