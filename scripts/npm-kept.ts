import { execFileSync } from 'node:child_process';
import type { Command, Option } from 'commander';
import { Problem } from '#domain';

/**
 * Refuses to run when npm kept an option for itself: `npm run byline publish --dry-run` gives Byline only
 * `publish`, and npm's environment says `npm_config_dry_run=true`. PowerShell's npm does so even after `--`. Other
 * package managers pass options on.
 *
 * @param program the command line, whose options are looked for
 * @param words what Byline was given, without the program's name
 * @throws {Problem} with the line to type
 */
export function refuseKeptOptions(
  program: Command,
  words: readonly string[],
  environment: NodeJS.ProcessEnv,
): void {
  if (!isRunByNpm(environment)) return;
  const asked = askedCommand(program, words);
  const traces = tracesIn(environment, optionsFor(program, asked), asked, words);
  if (traces.length === 0) return;
  const settings = npmSettings(
    environment,
    traces.flatMap(({ keys }) => keys),
  );
  const [typed, doubtful] = partition(traces, ({ keys }) =>
    keys.some((key) => environment[key] !== settings.get(key)),
  );
  if (typed.length > 0) throw kept(typed, asked, words);
  const doubt = doubtful.find(({ option }) => option.long === '--dry-run' && asked.options.includes(option));
  if (doubt !== undefined && environment['npm_command'] !== 'exec') throw unclear(doubt, asked, words);
}

/** An option that npm may have kept, and the variables of the environment that say so. */
interface Trace {
  readonly option: Option;
  readonly keys: readonly string[];
  /** Undefined where npm left it among the words. */
  readonly value: string | undefined;
}

/** Whether npm runs a script or a package's command, as it does for `npm run`, `npm start`, `npm exec` and `npx`. */
function isRunByNpm({ npm_execpath: program = '', npm_command: command = '' }: NodeJS.ProcessEnv): boolean {
  return /np[mx]-cli\.js$/.test(program) && ['run', 'run-script', 'start', 'exec'].includes(command);
}

/** The command that the words name, or the program itself. */
function askedCommand(program: Command, words: readonly string[]): Command {
  const [word, ...rest] = words.filter((each) => !each.startsWith('-'));
  const found = program.commands.find((command) => command.name() === word);
  return found === undefined ? program : askedCommand(found, rest);
}

/** The options of a command first, then those of all others: npm keeps one that the command does not have, too. */
function optionsFor(program: Command, asked: Command): Option[] {
  const all = [...asked.options, ...everyCommand(program).flatMap(({ options }) => options)];
  return all.filter(
    (option, index) =>
      all.findIndex((other) => other.long === option.long) === index && option.long !== '--version',
  );
}

function everyCommand(command: Command): Command[] {
  return [command, ...command.commands.flatMap(everyCommand)];
}

function tracesIn(
  environment: NodeJS.ProcessEnv,
  options: readonly Option[],
  asked: Command,
  words: readonly string[],
): Trace[] {
  // `npx --yes` and `npx --no` are npx's own.
  const isNpxs = (key: string) => environment['npm_command'] === 'exec' && key === 'npm_config_yes';
  const found = options.flatMap((option) => {
    if (words.some((word) => word === option.short || word.split('=')[0] === option.long)) return [];
    const named = namedIn(environment, option, asked.options.includes(option)).filter((key) => !isNpxs(key));
    const keys = [...named, ...lettersIn(environment, option)];
    const value = named.map((key) => environment[key]).find((each) => each !== '' && each !== 'true');
    return keys.length === 0 ? [] : [{ option, keys, value }];
  });
  // `--lang` leaves what `-n` leaves, and more.
  return found.filter(({ keys }) => !found.some((other) => isPartOf(keys, other.keys)));
}

function isPartOf(some: readonly string[], all: readonly string[]): boolean {
  return some.length < all.length && some.every((key) => all.includes(key));
}

/** `--from` is `npm_config_from`; npm takes `--by` for short for an option of its own, `npm_config_bypass_2fa`. */
function namedIn(environment: NodeJS.ProcessEnv, option: Option, isAskedFor: boolean): string[] {
  const key = `npm_config_${nameOf(option).replaceAll('-', '_')}`;
  const names = Object.keys(environment).filter((name) => name.startsWith(key) && !always.has(name));
  const found = names.includes(key) ? [key] : isAskedFor ? names : [];
  // npm writes false as an empty text: `-n` leaves `npm_config_yes` empty, which is no `--yes`.
  const isSwitch = !option.required && !option.optional;
  return found.filter((name) => !isSwitch || (environment[name] === '') === option.negate);
}

/** npm reads `-n`, and each letter of `--lang`, as short for options of its own. */
function lettersIn(environment: NodeJS.ProcessEnv, option: Option): string[] {
  const isNpx = environment['npm_command'] === 'exec';
  const written = [option.short?.slice(1) ?? '', nameOf(option)];
  return written.flatMap((letters) => {
    const meanings = [...letters].map((letter) => npmLetters[letter]);
    const expected = Object.fromEntries(meanings.filter((meaning) => meaning !== undefined));
    const isAll = letters !== '' && meanings.every((meaning) => meaning !== undefined);
    const isSet = Object.entries(expected).every(([key, value]) => environment[key] === value);
    // `npx --no` and `npx --yes` are npx's own.
    const isOwn = isNpx && Object.keys(expected).every((key) => key === 'npm_config_yes');
    return isAll && isSet && !isOwn ? Object.keys(expected) : [];
  });
}

/** `dry-run` for `--dry-run`, `build` for `--no-build`. */
function nameOf({ long, negate }: Option): string {
  return (long ?? '').replace(negate ? /^--no-/ : /^--/, '');
}

/** What npm's letters stand for, as variables of the environment. A later letter overrules an earlier one. */
const npmLetters: Readonly<Record<string, readonly [key: string, value: string]>> = {
  a: ['npm_config_all', 'true'],
  d: ['npm_config_loglevel', 'info'],
  f: ['npm_config_force', 'true'],
  g: ['npm_config_global', 'true'],
  l: ['npm_config_long', 'true'],
  m: ['npm_config_message', ''],
  n: ['npm_config_yes', ''],
  p: ['npm_config_parseable', 'true'],
  q: ['npm_config_loglevel', 'warn'],
  s: ['npm_config_loglevel', 'silent'],
  y: ['npm_config_yes', 'true'],
};

/** Variables that npm sets for every script. */
const always = new Set(
  [
    'cache',
    'global_prefix',
    'globalconfig',
    'init_module',
    'local_prefix',
    'node_gyp',
    'noproxy',
    'npm_version',
  ]
    .concat(['prefix', 'user_agent', 'userconfig'])
    .map((name) => `npm_config_${name}`),
);

/**
 * What npm's settings files alone would put into some variables. npm gives scripts the settings and the options of
 * its command line in one list, so npm is asked again without the command line.
 */
function npmSettings(environment: NodeJS.ProcessEnv, keys: readonly string[]): Map<string, string> {
  const { npm_node_execpath: node = process.execPath, npm_execpath: npm = '' } = environment;
  const places = /^npm_config_(userconfig|globalconfig|prefix)$/;
  const clean = Object.entries(environment).filter(
    ([key]) => !key.startsWith('npm_config_') || places.test(key),
  );
  const names = keys.map((key) => key.replace('npm_config_', '').replaceAll('_', '-'));
  try {
    // Asked for one setting alone, npm leaves its name out.
    const answer = execFileSync(node, [npm, 'config', 'get', 'registry', ...names], {
      env: Object.fromEntries(clean),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return new Map(answer.split('\n').flatMap(asVariable));
  } catch {
    // Where npm does not answer, everything it set counts as typed.
    return new Map();
  }
}

/** `dry-run=true` as `['npm_config_dry_run', 'true']`. npm writes false as an empty text, and null not at all. */
function asVariable(line: string): [string, string][] {
  const [, name, value = ''] = /^([^=]+?) ?= ?(.*)$/.exec(line) ?? [];
  if (name === undefined || value === 'null' || value === 'undefined') return [];
  return [[`npm_config_${name.replaceAll('-', '_')}`, value === 'false' ? '' : value]];
}

function kept(traces: readonly Trace[], asked: Command, words: readonly string[]): Problem {
  const flags = traces.map(({ option }) => option.long).join(' and ');
  const names = [...new Set(traces.flatMap(({ keys }) => keys))].join(', ');
  return new Problem(`npm kept ${flags} for itself, and nothing was run`, {
    hint: `Type: ${lineToType(traces, asked, words)}\n  (If you did not type ${flags}, your environment sets ${names}.)`,
  });
}

function unclear(trace: Trace, asked: Command, words: readonly string[]): Problem {
  const settings = trace.keys.map((key) => key.replace('npm_config_', '').replaceAll('_', '-')).join(', ');
  const message = `npm's settings have “${settings}”, so Byline cannot tell whether you typed ${trace.option.flags}`;
  return new Problem(`${message}, and nothing was run`, {
    hint: `Type: ${lineToType([trace], asked, words)}\n  or:   ${lineToType([], asked, words)}`,
  });
}

/** The same command for `npx`, which passes every option on. */
function lineToType(traces: readonly Trace[], asked: Command, words: readonly string[]): string {
  const path = pathOf(asked);
  const count = path.length - 1 + asked.registeredArguments.length;
  const isVariadic = asked.registeredArguments.some(({ variadic }) => variadic);
  // npm left the values of the options it kept among the words, as a rule at their end.
  const spare = isVariadic ? [] : words.slice(count);
  const own = isVariadic ? words : words.slice(0, count);
  const options = traces.flatMap(({ option, value }) => [
    option.long ?? '',
    ...valueFor(option, value, spare),
  ]);
  return [path[0] ?? '', ...own, ...options, ...spare]
    .map((word, index) => (index === 0 ? word : quoted(word)))
    .join(' ');
}

/** `['npx byline', 'leads', 'won']` */
function pathOf(command: Command): string[] {
  return command.parent === null ? [command.name()] : [...pathOf(command.parent), command.name()];
}

function valueFor(
  { required, optional, flags }: Option,
  value: string | undefined,
  spare: string[],
): string[] {
  if (!required && !optional) return [];
  const found = value ?? spare.shift() ?? (required ? /<.+>/.exec(flags)?.[0] : undefined);
  return found === undefined ? [] : [found];
}

/** A word as a shell takes it. */
function quoted(word: string): string {
  return /^[\p{L}\p{N}<>@%+=:,./_-]+$/u.test(word) ? word : `"${word.replaceAll(/["\\$`]/g, '\\$&')}"`;
}

function partition<Item>(items: readonly Item[], isFirst: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}
