import { join, relative, sep } from 'node:path';
import { gather, type Problem } from '#domain';
import { authorFolders } from '../../author-files/author-folders.ts';
import { openDiskCache } from '../../build-cache/disk-cache.ts';
import { leftoverProblems } from '../../content/checks/check-visibility.ts';
import { emptyTestimonials } from '../../content/problems/empty-testimonials.ts';
import { readSource } from '../../content/read-source.ts';
import { compiledSchema, type Source } from '../../markdown/compiled.ts';
import { matterHash } from '../../markdown/depend.ts';
import { remarkProblem } from '../../markdown/remark-problem.ts';
import { cachedMarkdown, type MarkdownFolder } from '../compile/cached-markdown.ts';
import { type CompileCached, createCachedCompiler, type Kept } from '../compile/compile-cached.ts';
import { shareMarkdownWriter } from '../shared-markdown.ts';
import { markdownFolder, textFolder, textMark } from '../text-folder.ts';
import type { LastTexts } from './last-texts.ts';
import { renewTexts } from './renewed-texts.ts';
import { recordOf, type TextRecord } from './text-records.ts';

/** Texts in which nothing but words has changed. */
export interface ChangedTexts {
  /** Their marks as they were last built. */
  readonly outdated: ReadonlySet<string>;
  /** All texts as they are now. */
  readonly kept: LastTexts;
  /** What there is to say of texts, of those that have not changed as well; of placeholders, those of the changed. */
  readonly warnings: readonly Problem[];
}

/**
 * Compiles the texts that have changed since the last build, and lets pages find them where the old ones were.
 *
 * @param files that have changed, relative to the project
 * @returns null when more has changed than words, which takes a whole build
 * @throws Problem for each mistake in them, all in one
 */
export async function compileChanged(
  root: string,
  texts: LastTexts,
  files: readonly string[],
): Promise<ChangedTexts | null> {
  if (!(await haveTheirMatter(root, texts, files))) return null;
  const concerned = texts.records.filter((record) => isConcerned(record, root, files));
  const sources = await Promise.all(concerned.map(({ file }) => readText(root, file)));
  const compiled = await (await compilerOf(root, texts)).compile(sources);
  const problems = [
    ...sources.flatMap((source) => emptyTestimonialsIn(source, root)),
    ...compiled.flatMap((kept) => errorsOf(kept, root)),
  ];
  if (problems.length > 0) throw gather(problems);
  const renewed = concerned.map((before, index) => renew(before, compiled[index] as Kept));
  if (renewed.some((record) => record === null)) return null;
  shareMarkdownWriter(cachedMarkdown({ ...markdownFolderOf(root, texts), now: Date.now }));
  const changed = replaced(
    texts,
    concerned,
    renewed.filter((record) => record !== null),
  );
  const left = sources.flatMap(({ file, text }) => leftoverProblems(relativeTo(root, file), text));
  return { ...changed, warnings: [...left, ...changed.warnings] };
}

function replaced(
  texts: LastTexts,
  before: readonly TextRecord[],
  after: readonly TextRecord[],
): ChangedTexts {
  const byFile = new Map(after.map((record) => [record.file, record]));
  const records = texts.records.map((record) => byFile.get(record.file) ?? record);
  renewTexts(new Map(records.map(({ bundled, mark }) => [bundled, mark])));
  const outdated = before.filter(({ file, mark }) => byFile.get(file)?.mark !== mark);
  const warnings = records.flatMap(({ file, remarks }) =>
    remarks.map((remark) => remarkProblem(remark, file)),
  );
  return { outdated: new Set(outdated.map(({ mark }) => mark)), kept: { ...texts, records }, warnings };
}

/** Whether the front matter of each is what it was, of those readers may not see as well. */
async function haveTheirMatter(
  root: string,
  { records, hidden }: LastTexts,
  files: readonly string[],
): Promise<boolean> {
  const seen = records.map(({ file, matter }) => [file, matter] as const);
  const before = new Map([...Object.entries(hidden), ...seen]);
  const known = files.filter((file) => before.has(file));
  const sources = await Promise.all(known.map((file) => readText(root, file)));
  return sources.every(({ file, text }) => matterHash(text) === before.get(relativeTo(root, file)));
}

/** Whether it has changed, or depends on a file that has. */
function isConcerned({ file, dependencies }: TextRecord, root: string, files: readonly string[]): boolean {
  return files.includes(file) || dependencies.some((path) => files.includes(relativeTo(root, path)));
}

/** Its record now; null where the bundle would not be the same: its pictures, its code. */
function renew(before: TextRecord, { source, key, hash, compiled }: Kept): TextRecord | null {
  const now = recordOf(before.file, textMark(key, hash), source.text, compiled);
  const sameBundle =
    !now.isModule &&
    !before.isModule &&
    now.hasDiagram === before.hasDiagram &&
    String(now.localImages) === String(before.localImages);
  return sameBundle ? { ...now, bundled: before.bundled } : null;
}

async function readText(root: string, file: string): Promise<Source> {
  const { text, problem } = await readSource(root, file);
  if (text === null) throw problem;
  return { file: join(root, file), text };
}

function errorsOf({ source, compiled }: Kept, root: string): Problem[] {
  const errors = compiled.remarks.filter(({ isError }) => isError);
  return errors.map((remark) => remarkProblem(remark, relativeTo(root, source.file)));
}

function emptyTestimonialsIn({ file, text }: Source, root: string): Problem[] {
  const path = relativeTo(root, file);
  return path.startsWith(`${authorFolders(root).content}/testimonials/`) ? emptyTestimonials(path, text) : [];
}

async function compilerOf(root: string, { options, index, fingerprint }: LastTexts): Promise<CompileCached> {
  return createCachedCompiler({
    cache: await openDiskCache(join(root, textFolder), compiledSchema, Date.now),
    options,
    root,
    keepThreads: false,
    fingerprint,
    markdown: markdownFolderOf(root, { fingerprint }),
    index: async () => index,
  });
}

function markdownFolderOf(root: string, { fingerprint }: Pick<LastTexts, 'fingerprint'>): MarkdownFolder {
  return { folder: join(root, markdownFolder), fingerprint };
}

function relativeTo(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}
