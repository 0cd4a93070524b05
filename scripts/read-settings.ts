import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gather, Problem, problemsIn, type Site } from '#domain';
import { authorFolders } from '../integrations/author-folders.ts';
import { settingsLine } from '../integrations/settings-lines.ts';
import { channelProblems, loadPlatforms } from '../integrations/syndication/settings.ts';

/**
 * Loads `content/site.ts` and the words of its languages before anything leans on them, so that what is wrong
 * is said with its line.
 *
 * @throws {Problem} each thing that is wrong, all at once
 */
export async function readSettings(): Promise<void> {
  const problems = await settingsProblems(process.cwd(), () => import('#site'));
  if (problems.length > 0) throw gather(problems);
}

/**
 * All that is wrong with the settings: the only check there is, for every command.
 *
 * @param root the project's folder
 * @param load imports `content/site.ts`
 */
export async function settingsProblems(
  root: string,
  load: () => Promise<{ readonly default: Site }>,
): Promise<Problem[]> {
  let site: Site;
  try {
    const [settings, { strings }] = await Promise.all([load(), import('#strings')]);
    site = settings.default;
    for (const lang of site.languages) strings(lang);
  } catch (error) {
    const misfits = problemsIn(error);
    return misfits === null ? [explain(error, root)] : placed(misfits, root);
  }
  const channels = channelProblems(site.channels, await loadPlatforms());
  return placed([...channels, ...(await avatarProblems(site, root))], root);
}

async function avatarProblems({ author: { avatar } }: Site, root: string): Promise<Problem[]> {
  if (avatar === undefined) return [];
  const { public: served } = authorFolders(root);
  const path = join(root, served, avatar);
  const hint = `Name one as a page would, such as /avatar.jpg for ${served}/avatar.jpg, or leave it out.`;
  if (!existsSync(path))
    return [new Problem(`author.avatar: there is no picture ${served}${avatar}`, { hint })];
  const { isPicture } = await import('../integrations/markdown/find-pictures.ts');
  return isPicture(path) ? [] : [new Problem(`author.avatar: ${served}${avatar} is not a picture`, { hint })];
}

/** Finds the line of each key a misfit begins with: `channels.dev.form: …`. */
async function placed(misfits: readonly Problem[], root: string): Promise<Problem[]> {
  if (misfits.length === 0) return [];
  const file = settingsFile(root);
  const text = await readFile(join(root, file), 'utf8');
  return Promise.all(
    misfits.map(async ({ message, hint }) => {
      const line = await settingsLine(text, keysIn(message));
      const help = hint ?? 'The editor shows what each key takes when you hover over it.';
      return new Problem(message, { hint: help, place: line === 0 ? { file } : { file, line } });
    }),
  );
}

/** The keys to the place of a misfit; of a key that is missing, those around it, for one like it may stand further down. */
function keysIn(message: string): string[] {
  const keys = (/^[^\s:]+/.exec(message)?.[0] ?? '').split('.');
  return / is missing$/.test(message) ? keys.slice(0, -1) : keys;
}

function explain(error: unknown, root: string): Problem {
  const { message, stack = '', code } = error as NodeJS.ErrnoException;
  const file = settingsFile(root);
  if (code === 'ERR_MODULE_NOT_FOUND' && message.includes(file)) {
    return new Problem('there is no content/site.ts, and no sample', {
      hint: 'Make one: npx byline begin',
      cause: error,
    });
  }
  const [, name = file, line] =
    /((?:sample\/)?content\/site\.ts|src\/strings\/[\w-]+\.ts)(?:\?\d+)?:(\d+)/.exec(stack) ?? [];
  const place = line === undefined ? { file: name } : { file: name, line: Number(line) };
  return new Problem(message.trim(), {
    place,
    hint: 'The file is TypeScript: the editor underlines the spot.',
    cause: error,
  });
}

/** The settings, relative to the project: `content/site.ts`, or the sample author's. */
export function settingsFile(root: string): string {
  return `${authorFolders(root).content}/site.ts`;
}
