import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  introduces,
  isAddress,
  linkedSections,
  type Page,
  Problem,
  type Site,
  suggest,
  targetOf,
} from '#domain';
import { authorFolders } from '../../author-files/author-folders.ts';
import { settingsLine } from '../../author-files/settings-lines.ts';

/**
 * Names in the navigation of the settings that are neither a section nor a page.
 *
 * @param slugs of all pages, read or not
 */
export async function checkNavigation(
  root: string,
  slugs: readonly Page['slug'][],
  { navigation }: Site,
): Promise<Problem[]> {
  const known = [...linkedSections, ...slugs.filter((slug) => !introduces(slug))];
  const { top = [], foot = [], hidden } = navigation;
  const lists = Object.entries({ top, foot, hidden });
  const unknown = lists.flatMap(([list, entries]) =>
    entries
      .map(targetOf)
      .filter((target) => !isAddress(target) && !known.includes(target))
      .map((target) => ({ list, target })),
  );
  if (unknown.length === 0) return [];
  const settings = `${authorFolders(root).content}/site.ts`;
  const text = await readFile(join(root, settings), 'utf8').catch(() => '');
  const problems = unknown.map(async ({ list, target }) => {
    const message = `navigation.${list}: there is no section or page “${target}”`;
    const place = { file: settings, line: await settingsLine(text, ['navigation', list]) };
    return new Problem(message, { place, hint: suggest(target, known) });
  });
  return Promise.all(problems);
}
