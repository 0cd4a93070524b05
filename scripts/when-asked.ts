import { readFile } from 'node:fs/promises';
import { Problem } from '#domain';

/** A file of `actions/`: what a command does with the arguments and options it was given. */
interface Action<Words extends unknown[]> {
  readonly default: (...words: Words) => Promise<void>;
}

/**
 * Makes the action of a command. The code that does the work, and the site's settings, are loaded when the command
 * is given, so that `--help` needs neither.
 *
 * @example .action(whenAsked(() => import('../actions/build.ts')))
 */
export function whenAsked<Words extends unknown[]>(load: () => Promise<Action<Words>>) {
  return async (...words: Words): Promise<void> => {
    const { readSettings } = await import('./read-settings.ts');
    await readSettings();
    try {
      await (await load()).default(...words);
    } catch (error) {
      throw await explainMissing(error);
    }
  };
}

/** Says which package is not installed, and how to install it. Any other error comes back as it is. */
async function explainMissing(error: unknown): Promise<unknown> {
  const { code, message } = error instanceof Error ? (error as NodeJS.ErrnoException) : {};
  const missing = /^Cannot find package '([^']+)'/.exec(message ?? '')?.[1];
  if (code !== 'ERR_MODULE_NOT_FOUND' || missing === undefined) return error;
  const { dependencies, devDependencies } = JSON.parse(await readFile('package.json', 'utf8'));
  const install = missing in devDependencies ? 'npm install --include=dev' : 'npm install';
  const hint = `Run: ${missing in { ...dependencies, ...devDependencies } ? install : `npm install ${missing}`}`;
  return new Problem(`the package ${missing} is not installed`, { hint, cause: error });
}
