import type { IncomingMessage } from 'node:http';
import { relative, sep } from 'node:path';
import type { AstroIntegrationLogger, ViteUserConfig } from 'astro';
import type { Problem, Site } from '#domain';
import { authorFolders } from '../../author-files/author-folders.ts';
import { readFrontMatter } from '../../content/front-matter/front-matter.ts';
import { type ContentFolder, isContentFolder, kinds } from '../../content/kinds.ts';
import type { Content } from '../../content/nouns.ts';
import { readContent } from '../../content/read-content.ts';
import { readSource } from '../../content/read-source.ts';
import { writeEditorSchemas } from '../../content/schema/write-schemas.ts';
import { renewWatcher } from '../current-watcher.ts';
import { faultPage } from './fault-page.ts';
import { describeFault, type Faults, sharedFaults } from './faults.ts';
import { isShownAt } from './shown-at.ts';

/**
 * While someone writes: a page whose files do not fit says what is wrong, in the browser as in the terminal,
 * until they do.
 */
export function previewFaults({ root, site, content, logger }: PreviewSettings): Plugin {
  const shelf: Shelf = { root, logger, faults: sharedFaults(), warned: new Set() };
  return {
    name: 'byline:preview-faults',
    apply: 'serve',
    configureServer: ({ watcher, ws, middlewares }) => {
      renewWatcher(watcher).catch((error) => logger.error(`content is not watched any more: ${error}`));
      noteAll(content, shelf);
      const checkAll = afterPause(async () => noteAll(await readContent(root, site), shelf));
      const look = async (path: string) => {
        const file = relative(root, path).split(sep).join('/');
        // A cover is no text, and its post shows it.
        if (!file.startsWith(`${authorFolders(root).content}/`)) return;
        await checkSaved(file, shelf);
        checkAll();
      };
      for (const event of ['add', 'change'] as const) watcher.on(event, look);
      watcher.on('unlink', checkAll);
      const tellEditor = afterPause(() => writeEditorSchemas(root));
      for (const event of ['add', 'unlink'] as const) watcher.on(event, tellEditor);
      tellEditor();
      shelf.faults.onChange(() => ws.send({ type: 'full-reload', path: '*' }));
      middlewares.use((request, response, next) => {
        const wrong = problemsAt(request, shelf, site);
        if (wrong.length === 0) return next();
        faultPage(wrong, root).then((page) => {
          response.writeHead(500, {
            'content-type': 'text/html; charset=utf-8',
            'cache-control': 'no-store',
          });
          response.end(page);
        }, next);
      });
    },
  };
}

interface PreviewSettings {
  /** The project's folder. */
  readonly root: string;
  readonly site: Site;
  /** As it was when the preview began. */
  readonly content: Content;
  readonly logger: Pick<AstroIntegrationLogger, 'error' | 'warn'>;
}

interface Shelf {
  readonly root: string;
  readonly logger: PreviewSettings['logger'];
  readonly faults: Faults;
  /** What stands now and is not to be said again. */
  warned: ReadonlySet<string>;
}

type Plugin = Extract<NonNullable<ViteUserConfig['plugins']>[number], { configureServer?: unknown }>;

/** Once, a moment after the last of many saves: what stands between files shows then, and the saved page comes first. */
function afterPause(act: () => Promise<void>): () => void {
  let waiting: NodeJS.Timeout | undefined;
  return () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => void act(), PAUSE);
  };
}

/** Milliseconds. */
const PAUSE = 400;

async function checkSaved(file: string, shelf: Shelf): Promise<void> {
  const folder = folderOf(file, shelf.root);
  if (folder === undefined) return;
  const { text, problem } = await readSource(shelf.root, file);
  const problems = text === null ? [problem] : readFrontMatter(file, text, kinds[folder].schema).problems;
  // What stands between files is known once all of them are checked.
  if (problems.length > 0) note(file, problems, shelf);
}

function noteAll({ problems, warnings }: Content, shelf: Shelf): void {
  warnOf(warnings, shelf);
  const byFile = Map.groupBy(problems, ({ place }) => (place?.file ?? '').split(sep).join('/'));
  const mended = shelf.faults.files('matter').filter((file) => !byFile.has(file));
  for (const file of mended) shelf.faults.note(file, 'matter', []);
  for (const [file, found] of byFile) note(file, found, shelf);
}

function warnOf(warnings: readonly Problem[], shelf: Shelf): void {
  const said = new Set(warnings.map(describeFault));
  for (const warning of said.difference(shelf.warned)) shelf.logger.warn(warning);
  shelf.warned = said;
}

function note(file: string, problems: readonly Problem[], { faults, logger }: Shelf): void {
  const before = new Set(faults.of(file).map(describeFault));
  faults.note(file, 'matter', problems);
  for (const problem of problems) {
    const said = describeFault(problem);
    if (!before.has(said)) logger.error(said);
  }
}

/** A file of a folder of `content/` that is shown: not the author's own notes. */
function folderOf(file: string, root: string): ContentFolder | undefined {
  const content = `${authorFolders(root).content}/`;
  const [folder = ''] = file.slice(content.length).split('/');
  const isText = /\.mdx?$/.test(file) && !/\/_/.test(file);
  return file.startsWith(content) && isText && isContentFolder(folder) ? folder : undefined;
}

/** What is wrong with the files a page that is asked for is made from. */
function problemsAt({ method, url = '/' }: IncomingMessage, { faults, root }: Shelf, site: Site): Problem[] {
  const [path = '/'] = url.split('?');
  if (method !== 'GET' || /^\/[@_]|\.\w+$/.test(path)) return [];
  const { content } = authorFolders(root);
  return faults
    .files()
    .filter((file) => isShownAt(file.slice(content.length + 1), path, site))
    .flatMap((file) => faults.of(file));
}
