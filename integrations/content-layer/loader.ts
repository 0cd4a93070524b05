import { existsSync, realpathSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Loader, LoaderContext } from 'astro/loaders';
import { gather, type Problem } from '#domain';
import { authorFolders } from '../author-files/author-folders.ts';
import { KEPT_UNUSED, openDiskCache } from '../build-cache/disk-cache.ts';
import { engineFingerprint } from '../build-cache/fingerprint.ts';
import { splitFrontMatter } from '../content/front-matter/split-front-matter.ts';
import { matterPictureProblems, picturesIn } from '../content/problems/matter-pictures.ts';
import { readSource } from '../content/read-source.ts';
import { openCell } from '../foundation/bridge.ts';
import { compiledSchema, type Source } from '../markdown/compiled.ts';
import { fileOf, matterHash } from '../markdown/depend.ts';
import type { PipelineOptions } from '../markdown/pipeline.ts';
import { remarkProblem } from '../markdown/remark-problem.ts';
import { authorsComponents } from './authors-components.ts';
import { type CompileCached, createCachedCompiler, type Kept } from './compile/compile-cached.ts';
import { currentWatcher, followWatchers } from './current-watcher.ts';
import { fingerprintOfWords, isWordsFile } from './owners-words.ts';
import { describeFault, sharedFaults } from './preview/faults.ts';
import { recordOf, textsUsed } from './rebuild/text-records.ts';
import { readSharedIndex } from './shared-index.ts';
import { markdownFolder, textFolder, textMark } from './text-folder.ts';

/**
 * Loads a folder of `.md` and `.mdx` into a collection. An entry's id is its path below the folder, so that
 * Chinese names stay; its digest says where its compiled text is kept; the text itself stays on the disk.
 */
export function texts({ folder, options, isOut }: TextsSettings): Loader {
  return {
    name: `byline:${folder}`,
    load: async (context) => {
      const root = fileURLToPath(context.config.root);
      const base = join(root, authorFolders(root).content, folder);
      const texts = await compilerFor(root, options, context.watcher !== undefined);
      const shelf = { ...context, base, root, isOut, texts, beside: new Map(), wrong: new Set<string>() };
      await loadAll(shelf);
      if (context.watcher === undefined) return;
      watch(shelf, currentWatcher(context.watcher));
      followWatchers(base, async (watcher) => {
        watch(shelf, watcher);
        // It may have changed between the two.
        await loadAll(shelf);
      });
    },
  };
}

async function loadAll(shelf: Shelf): Promise<void> {
  const { store, base, logger, watcher } = shelf;
  const paths = await Array.fromAsync(glob('**/*.{md,mdx}', { cwd: base }));
  const files = paths.filter(isShown).map((path) => join(base, path));
  const entries = (await Promise.all(files.map((file) => readEntry(file, shelf)))).filter(
    (entry) => entry !== null,
  );
  for (const { source } of entries) turns.set(source.file, Symbol(source.file));
  const kept = await shelf.texts.compile(entries.map(({ source }) => source));
  const problems = kept.flatMap((each) => problemsOf(each, shelf));
  if (problems.some(({ isError }) => isError) && watcher === undefined)
    throw gather(problems.map(({ problem }) => problem));
  for (const { problem, isError } of problems) logger[isError ? 'error' : 'warn'](describeFault(problem));
  const gone = new Set(store.keys());
  entries.forEach((entry, index) => {
    gone.delete(entry.id);
    keep(entry, kept[index] as Kept, shelf);
  });
  for (const id of gone) store.delete(id);
}

interface Entry {
  readonly id: string;
  readonly data: Record<string, unknown>;
  readonly source: Source;
}

/** null for what readers may not see yet, and for front matter that does not fit. */
async function readEntry(file: string, shelf: Shelf): Promise<Entry | null> {
  const { base, root, parseData, isOut, watcher, store } = shelf;
  const id = relative(base, file).split(sep).join('/');
  try {
    const { text, problem } = await readSource(root, relative(root, file));
    if (text === null) throw problem;
    const matter = splitFrontMatter(text).data;
    const named = picturesIn(matter).map(({ src }) => resolve(dirname(file), src));
    // Until the text is compiled, what it led to before counts as well: it may change meanwhile.
    shelf.beside.set(file, [...named, ...(shelf.beside.get(file) ?? [])]);
    const [dead] = matterPictureProblems(root, relative(root, file), matter, () => 1);
    if (dead !== undefined) {
      // In dev, one picture that is none would keep Astro from answering for any page.
      store.delete(id);
      throw dead;
    }
    const data = await parseData({ id, data: matter, filePath: file });
    if (isOut(data)) return { id, data, source: { file, text } };
    textsUsed().hidden.set(relative(root, file).split(sep).join('/'), matterHash(text));
    return null;
  } catch (error) {
    if (watcher === undefined) throw error;
    // Why, the preview says where content is checked.
    return null;
  }
}

function keep({ id, data, source }: Entry, kept: Kept, shelf: Shelf): void {
  const { store, root } = shelf;
  const { key, hash, compiled } = kept;
  const filePath = relative(root, source.file).split(sep).join('/');
  const mark = textMark(key, hash);
  textsUsed().records.set(filePath, recordOf(filePath, mark, source.text, compiled));
  const errors = problemsOf(kept, shelf).filter(({ isError }) => isError);
  const named = picturesIn(splitFrontMatter(source.text).data).map(({ src }) =>
    resolve(dirname(source.file), src),
  );
  shelf.beside.set(source.file, [...named, ...Object.keys(compiled.dependencies)]);
  // What is not there, a picture or an import, is an error, and Astro would stop on it; a notice stands in its place.
  const isSound = errors.length === 0;
  if (isSound) shelf.wrong.delete(source.file);
  else shelf.wrong.add(source.file);
  sharedFaults().note(
    filePath,
    'text',
    errors.map(({ problem }) => problem),
  );
  store.set({
    id,
    data,
    filePath,
    digest: mark,
    ...(compiled.isModule && isSound ? { deferredRender: true } : {}),
    ...(compiled.isModule || !isSound ? {} : { assetImports: compiled.localImages }),
  });
}

/** While writing: a saved file is compiled and shown; one that is gone is forgotten. */
function watch(shelf: Shelf, watcher: NonNullable<Shelf['watcher']>): void {
  const { base, store } = shelf;
  const idOf = (path: string) => relative(base, path).split(sep).join('/');
  const isOurs = (path: string) =>
    isTextFile(path) && !idOf(path).startsWith('../') && isShown(idOf(path)) && !isLinkedTo(path, base);
  const reloadUsers = async (path: string, hasCome: boolean) => {
    if (isTextFile(path)) return reloadLinked(path, shelf);
    // What is told is that writing has begun, and half a picture is none.
    await pause(WRITTEN_WITHIN);
    const users = await usersOf(path, hasCome, shelf);
    await Promise.all(users.map((file) => reload(file, shelf)));
  };
  watcher.add(base);
  watcher.on('change', async (path) => {
    if (!isOurs(path)) return reloadUsers(path, false);
    await reload(path, shelf);
    await reloadLinked(path, shelf);
  });
  watcher.on('add', async (path) => {
    if (!isOurs(path)) return reloadUsers(path, true);
    await shelf.texts.renew();
    await reload(path, shelf);
    await reloadLinked(path, shelf);
  });
  watcher.on('unlink', async (path) => {
    if (!isOurs(path)) return reloadUsers(path, true);
    // First of all: it may be back before the threads are.
    turns.delete(path);
    shelf.beside.delete(path);
    shelf.wrong.delete(path);
    store.delete(idOf(path));
    sharedFaults().note(relative(shelf.root, path).split(sep).join('/'), 'text', []);
    await shelf.texts.renew();
    await reloadLinked(path, shelf);
  });
}

/**
 * A text came, went or was saved. Texts that link to it are compiled again, and so are texts with a fault: they may
 * find now what they lacked.
 */
async function reloadLinked(path: string, shelf: Shelf): Promise<void> {
  const { beside, wrong, texts } = shelf;
  const linksTo = (file: string) => beside.get(file)?.some((name) => fileOf(name) === path);
  const files = [...beside.keys()].filter((file) => file !== path && (wrong.has(file) || linksTo(file)));
  if (files.length === 0) return;
  await texts.renew();
  await Promise.all(files.map((file) => reload(file, shelf)));
}

/** Milliseconds. */
const WRITTEN_WITHIN = 150;

async function reload(path: string, shelf: Shelf): Promise<void> {
  const turn = Symbol(path);
  turns.set(path, turn);
  const entry = await readEntry(path, shelf);
  if (entry === null) return;
  const [kept] = await shelf.texts.compile([entry.source]);
  // A thread that knew less may answer after one that was asked later.
  if (kept === undefined || turns.get(path) !== turn) return;
  for (const { problem, isError } of problemsOf(kept, shelf))
    shelf.logger[isError ? 'error' : 'warn'](describeFault(problem));
  keep(entry, kept, shelf);
}

/**
 * The texts that show a picture, or name a component that has come or gone; all of them, where words of the owner's
 * have changed.
 *
 * @param isListed whether the list of files is another now
 */
async function usersOf(path: string, isListed: boolean, { root, beside, texts }: Shelf): Promise<string[]> {
  const components = join(root, authorFolders(root).content, 'components');
  const [, name] = /^([^/]+)\.astro$/.exec(relative(components, path).split(sep).join('/')) ?? [];
  const files = [...beside.keys()];
  if (isWordsFile(path, root)) {
    const fingerprint = await fingerprintOfWords(path, root);
    if (fingerprint === undefined) return [];
    await texts.renew(fingerprint);
    return files;
  }
  const users = files.filter((file) => beside.get(file)?.includes(path));
  if (name === undefined) return users;
  if (!isListed) return [];
  await texts.renew();
  const named = await Promise.all(files.map((file) => hasTag(file, name)));
  return [...new Set([...users, ...files.filter((_, index) => named[index])])];
}

async function hasTag(file: string, name: string): Promise<boolean> {
  return (await readFile(file, 'utf8').catch(() => '')).includes(`<${name}`);
}

/** The watcher follows links to folders, round and round. */
function isLinkedTo(path: string, base: string): boolean {
  const folder = dirname(path);
  return existsSync(folder) && realpathSync(folder) !== resolve(realpathSync(base), relative(base, folder));
}

function isTextFile(path: string): boolean {
  return /\.mdx?$/.test(path);
}

/**
 * Set up once a project and run: all collections share the compiler, its threads and its cache. While someone
 * writes, this module is loaded anew whenever the settings change; the threads of the one before end then.
 */
function compilerFor(root: string, options: PipelineOptions, keepThreads: boolean): Promise<CompileCached> {
  const known = own.get(root) ?? setUpAnew(root, options, keepThreads);
  own.set(root, known);
  return known;
}

const own = new Map<string, Promise<CompileCached>>();

function setUpAnew(root: string, options: PipelineOptions, keepThreads: boolean): Promise<CompileCached> {
  compilers.value ??= new Map();
  const before = compilers.value.get(root);
  const made = setUpCompiler(root, options, keepThreads);
  compilers.value.set(root, made);
  void before?.then((compiler) => compiler.renew());
  return made;
}

const compilers = openCell<Map<string, Promise<CompileCached>>>('compilers');

/** A file → the last request for it, by any instance of this module. */
const turnsCell = openCell<Map<string, symbol>>('turns');
turnsCell.value ??= new Map();
const turns: Map<string, symbol> = turnsCell.value;

async function setUpCompiler(
  root: string,
  options: PipelineOptions,
  keepThreads: boolean,
): Promise<CompileCached> {
  const cache = await openDiskCache(join(root, textFolder), compiledSchema, Date.now);
  await cache.prune(KEPT_UNUSED);
  const fingerprint = await engineFingerprint(root);
  textsUsed().options = options;
  // Whoever writes waits for the page, not for its Markdown.
  const markdown = keepThreads ? undefined : { folder: join(root, markdownFolder), fingerprint };
  return createCachedCompiler({
    cache,
    options,
    components: keepThreads ? () => authorsComponents(root) : undefined,
    root,
    keepThreads,
    fingerprint,
    markdown,
    index: readSharedIndex,
  });
}

function problemsOf({ source, compiled }: Kept, { root }: Shelf): { problem: Problem; isError: boolean }[] {
  const file = relative(root, source.file);
  return compiled.remarks.map((remark) => ({
    isError: remark.isError,
    problem: remarkProblem(remark, file),
  }));
}

/** `_drafts/x.md` and `_x.md` are the author's own notes. */
function isShown(path: string): boolean {
  return !/(^|[\\/])_/.test(path);
}

interface Shelf extends LoaderContext {
  /** The folder's absolute path. */
  readonly base: string;
  /** The project's. */
  readonly root: string;
  readonly isOut: TextsSettings['isOut'];
  readonly texts: CompileCached;
  /** A file → what its text and its front matter show or lead to, there or not; absolute paths. */
  readonly beside: Map<string, string[]>;
  /** Files whose text has an error now; absolute paths. */
  readonly wrong: Set<string>;
}

export interface TextsSettings {
  /** A folder of `content/`: `posts`. */
  readonly folder: string;
  readonly options: PipelineOptions;
  /** Whether readers may see an entry, by its front matter; what they may not is never compiled. */
  readonly isOut: (data: Record<string, unknown>) => boolean;
}
