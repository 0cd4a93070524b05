import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gather, type Lang, Problem, problemsIn, type Site } from '#domain';
import { authorFolders } from '../integrations/author-files/author-folders.ts';
import { settingsLine } from '../integrations/author-files/settings-lines.ts';
import { channelProblems } from '../integrations/syndication/channels/channel-problems.ts';
import { loadPlatforms } from '../integrations/syndication/channels/settings.ts';

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
 * @param loadWords imports the words of the site, with the owner's
 */
export async function settingsProblems(
  root: string,
  load: () => Promise<{ readonly default: Site }>,
  loadWords: () => Promise<typeof import('#strings')> = () => import('#strings'),
): Promise<Problem[]> {
  let site: Site;
  try {
    const [settings, { strings }] = await Promise.all([load(), loadWords()]);
    site = settings.default;
    const strange = site.languages.flatMap((lang) => wordProblems(strings, lang));
    if (strange.length > 0) return placed(strange, root);
  } catch (error) {
    const misfits = problemsIn(error);
    return misfits === null ? [explain(error, root)] : placed(misfits, root);
  }
  const channels = channelProblems(site.channels, await loadPlatforms());
  return placed([...channels, ...(await pictureProblems(site, root))], root);
}

function wordProblems(strings: (lang: Lang) => unknown, lang: Lang): readonly Problem[] {
  try {
    strings(lang);
    return [];
  } catch (error) {
    const problems = problemsIn(error);
    if (problems === null) throw error;
    return problems;
  }
}

/** Pictures in `public/` that the settings name, and that are not there or are no pictures. */
async function pictureProblems({ author, contact }: Site, root: string): Promise<Problem[]> {
  const named = { 'author.avatar': author.avatar, 'contact.wechat.qr': contact.wechat?.qr };
  const found = Object.entries(named).map(([key, picture]) =>
    picture === undefined ? [] : pictureProblem(key, picture, root),
  );
  return (await Promise.all(found)).flat();
}

async function pictureProblem(key: string, picture: string, root: string): Promise<Problem[]> {
  const { public: served } = authorFolders(root);
  const path = join(root, served, picture);
  const hint = `Name one as a page would, such as ${picture} for ${served}${picture}, or leave it out.`;
  if (!existsSync(path)) return [new Problem(`${key}: there is no picture ${served}${picture}`, { hint })];
  const { isPicture } = await import('../integrations/content/picture-files.ts');
  return isPicture(path) ? [] : [new Problem(`${key}: ${served}${picture} is not a picture`, { hint })];
}

/** Finds the line of each key a misfit begins with: `channels.dev.form: …`. */
async function placed(misfits: readonly Problem[], root: string): Promise<Problem[]> {
  return Promise.all(
    misfits.map((misfit) => placedIn(misfit.place?.file ?? settingsFile(root), misfit, root)),
  );
}

async function placedIn(file: string, { message, hint }: Problem, root: string): Promise<Problem> {
  const text = await readFile(join(root, file), 'utf8');
  const line = await settingsLine(text, keysIn(message));
  const help = hint ?? 'The editor shows what each key takes when you hover over it.';
  return new Problem(message, { hint: help, place: line === 0 ? { file } : { file, line } });
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
    /((?:sample\/)?content\/site\.ts|(?:src|content)\/strings\/[\w-]+\.ts)(?:\?[\d-]+)?:(\d+)/.exec(stack) ??
    [];
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
