import { glob, readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { z } from 'zod';
import { Problem, readContentName, type Site } from '#domain';
import { authorFolders } from '../author-files/author-folders.ts';
import { readFrontMatter } from './front-matter/front-matter.ts';
import { type ContentFolder, contentFolders, type Kind, kinds, type NounIn, perFolder } from './kinds.ts';
import { leftoversIn } from './new/placeholders.ts';
import { type Content, type Filed, filedIn, type Nouns } from './nouns.ts';
import { checkChannels } from './problems/check-channels.ts';
import { checkLanguages } from './problems/check-languages.ts';
import { checkLayouts } from './problems/check-layouts.ts';
import { checkNavigation } from './problems/check-navigation.ts';
import { lackingLanguages, strayWords } from './problems/check-own-words.ts';
import { checkReferences } from './problems/check-references.ts';
import { emptyTestimonials } from './problems/empty-testimonials.ts';
import { matterPictureProblems } from './problems/matter-pictures.ts';
import { twinNames } from './problems/twin-names.ts';
import { unreadTexts } from './problems/unread-texts.ts';
import { readSource } from './read-source.ts';

/**
 * Reads the front matter of everything under `content/` without Astro, so that one run shows every problem
 * there is.
 *
 * @param root the project's folder
 */
export async function readContent(root: string, site: Site): Promise<Content> {
  const read = await readFolders(root, site);
  const nouns = nounsOf(read);
  const folders = Object.values<Folder<unknown>>(read);
  const unread = folders.flatMap(({ problems }) => problems);
  const files = folders.flatMap(({ files }) => files);
  const misnamed = await checkLanguages(root, files, filedIn(nouns), site);
  const known = { offers: read.offers.slugs, projects: read.projects.slugs };
  const references = misnamed.length > 0 ? misnamed : checkReferences(nouns, known, site);
  const warnings = [...(await unreadTexts(root)), ...lackingLanguages(site)];
  const problems = [
    ...unread,
    ...twinNames(files),
    ...references,
    ...(await problemsOfPlaces(root, read.pages.slugs, site)),
    ...(unread.length > 0 ? [] : await checkChannels(root, nouns, site)),
  ];
  return { ...nouns, files, problems, warnings, isMisnamed: misnamed.length > 0 };
}

/** What is wrong with what an owner adds to the site beside texts. */
async function problemsOfPlaces(root: string, pages: readonly string[], site: Site): Promise<Problem[]> {
  const found = [checkLayouts(root), strayWords(root), checkNavigation(root, pages, site)];
  return (await Promise.all(found)).flat();
}

interface Folder<Noun> {
  readonly nouns: readonly Filed<Noun>[];
  readonly problems: readonly Problem[];
  /** Of all files, read or not, so that a broken offer is not also reported as missing. */
  readonly slugs: readonly string[];
  readonly files: readonly string[];
}

type Folders = { readonly [Name in ContentFolder]: Folder<NounIn<Name>> };

async function readFolders(root: string, site: Site): Promise<Folders> {
  const read = contentFolders.map(
    async (folder) => [folder, await readFolder(root, folder, kinds[folder], site)] as const,
  );
  return Object.fromEntries(await Promise.all(read)) as Folders;
}

function nounsOf(folders: Folders): Nouns {
  return perFolder((folder) => folders[folder].nouns) as Nouns;
}

async function readFolder(
  root: string,
  folder: ContentFolder,
  kind: Kind<string, z.ZodType, unknown>,
  site: Site,
): Promise<Folder<unknown>> {
  const base = join(authorFolders(root).content, folder);
  const paths = await Array.fromAsync(glob('**/*.{md,mdx}', { cwd: join(root, base) }));
  const shown = paths.filter(isShown).sort();
  const read = shown.map(async (path) => {
    const file = join(base, path);
    const { text, problem } = await readSource(root, file);
    const matter =
      text === null
        ? { data: null, lineOf: () => 1, problems: [problem] }
        : readFrontMatter(file, text, kind.schema);
    const name = readContentName(path.replaceAll('\\', '/'), site.languages);
    return { ...matter, file, name, text: text ?? '', leftovers: leftoversIn(text ?? '') };
  });
  const entries = await Promise.all(read);
  return {
    nouns: entries.flatMap(({ data, file, lineOf, name, leftovers }) =>
      data === null
        ? []
        : [{ noun: kind.toNoun(data, name, site), file, lineOf, matter: { ...(data as object) }, leftovers }],
    ),
    problems: [
      ...(await linkedFolders(root, base)),
      ...entries.flatMap(({ problems }) => problems),
      ...entries.flatMap(({ data, file, lineOf }) => matterPictureProblems(root, file, data, lineOf)),
      ...(folder === 'testimonials' ? entries.flatMap(emptyTestimonialsIn) : []),
    ],
    slugs: [...new Set(entries.map(({ name }) => name.slug))],
    files: entries.map(({ file }) => file),
  };
}

/** `_drafts/x.md` and `_x.md` are the author's own notes. */
function isShown(path: string): boolean {
  return !/(^|[\\/])_/.test(path);
}

/** Links to folders are not followed, as one may lead back to itself; what is in them would be missing in silence. */
async function linkedFolders(root: string, base: string): Promise<Problem[]> {
  const entries = await readdir(join(root, base), { recursive: true, withFileTypes: true }).catch(() => []);
  const links = entries.filter((entry) => entry.isSymbolicLink());
  const files = links.map(({ parentPath, name }) => relative(root, join(parentPath, name)));
  const found = await Promise.all(files.map((file) => stat(join(root, file)).catch(() => null)));
  return files
    .filter((file, index) => found[index]?.isDirectory() && isShown(relative(base, file)))
    .map((file) => new Problem('it is a link to a folder, which is not followed', { place: { file }, hint }));
}

const hint = 'Put the folder itself here, or link its files one by one.';

function emptyTestimonialsIn({ data, file, text }: { data: unknown; file: string; text: string }): Problem[] {
  return data === null ? [] : emptyTestimonials(file, text);
}
