import { readFile } from 'node:fs/promises';
import { gather, Problem, problemsIn } from '#domain';

const file = 'content/site.ts';

/**
 * Loads `content/site.ts` and the words of its languages before anything leans on them, so that what is wrong
 * is said with its line.
 */
export async function readSettings(): Promise<void> {
  try {
    const [{ default: site }, { strings }] = await Promise.all([import('#site'), import('#strings')]);
    for (const lang of site.languages) strings(lang);
  } catch (error) {
    const misfits = problemsIn(error);
    throw misfits === null ? explain(error) : gather(await placed(misfits));
  }
}

/** Finds the line of each key a misfit begins with: `channels.dev.form: …`. */
async function placed(misfits: readonly Problem[]): Promise<Problem[]> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  return misfits.map(({ message, hint }) => {
    const line = lineOf((/^[^\s:]+/.exec(message)?.[0] ?? '').split('.'), lines) || opening(lines);
    const help = hint ?? 'The editor shows what each key takes when you hover over it.';
    return new Problem(message, { hint: help, place: line === 0 ? { file } : { file, line } });
  });
}

/** The 1-based line of the innermost key that is there, each looked for below the one around it; 0 for none. */
function lineOf(keys: readonly string[], lines: readonly string[]): number {
  return keys.reduce((from, key) => {
    const named = new RegExp(`(^|[\\s{,])['"]?${key.replaceAll(/\W/g, '\\$&')}['"]?\\s*:`);
    const found = lines.findIndex((line, index) => index >= Math.max(0, from - 1) && named.test(line));
    return found < 0 ? from : found + 1;
  }, 0);
}

/** Where the settings begin: the place of a key that is not there. */
function opening(lines: readonly string[]): number {
  return lines.findIndex((line) => line.includes('defineSite({')) + 1;
}

function explain(error: unknown): Problem {
  const { message, stack = '', code } = error as NodeJS.ErrnoException;
  if (code === 'ERR_MODULE_NOT_FOUND' && message.includes(file)) {
    return new Problem('there is no content/site.ts', {
      hint: 'Take it back from git; it says who you are.',
      cause: error,
    });
  }
  const [, name = file, line] = /(content\/site\.ts|src\/strings\/[\w-]+\.ts):(\d+)/.exec(stack) ?? [];
  const place = line === undefined ? { file: name } : { file: name, line: Number(line) };
  return new Problem(message.trim(), {
    place,
    hint: 'The file is TypeScript: the editor underlines the spot.',
    cause: error,
  });
}
