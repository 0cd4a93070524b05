import { glob, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import mdx from '@astrojs/mdx';
import type { AstroIntegration, AstroUserConfig } from 'astro';
import { gather, isOut, type Millis, pagePath, rootPath, type Visibility } from '#domain';
import site from '#site';
import { authorFolders } from '../author-files/author-folders.ts';
import { engineFingerprint } from '../build-cache/fingerprint.ts';
import { hashText } from '../build-cache/hash.ts';
import { once } from '../build-cache/once.ts';
import { type ContentIndex, indexContent } from '../content/links/content-index.ts';
import type { Content } from '../content/nouns.ts';
import { readContent } from '../content/read-content.ts';
import { writeMovedPages } from '../content/redirects/moved-pages.ts';
import { type Redirects, writeRedirects } from '../content/redirects/redirects-file.ts';
import { lateModule } from '../foundation/late-module.ts';
import { hasDiagram } from '../markdown/diagrams.ts';
import { authorsComponents } from './authors-components.ts';
import { cachedMarkdown } from './compile/cached-markdown.ts';
import { cachedProcessor, type Links } from './compile/cached-processor.ts';
import { warmThread } from './compile/compile-pool.ts';
import { lightImports } from './light-imports.ts';
import { blankPictures } from './preview/blank-pictures.ts';
import { describeFault } from './preview/faults.ts';
import { previewFaults } from './preview/preview-faults.ts';
import { readerWordsModule } from './reader-words.ts';
import { saveTexts } from './rebuild/last-texts.ts';
import { shareIndex } from './shared-index.ts';
import { shareMarkdownWriter } from './shared-markdown.ts';
import { markdownFolder, moduleFolder } from './text-folder.ts';

export { type ChangedTexts, compileChanged } from './rebuild/changed-texts.ts';
export { type LastTexts, readLastTexts, writeLastTexts } from './rebuild/last-texts.ts';
export { textMarks } from './text-folder.ts';

/** Markdown and MDX by our pipeline; content that does not fit stops the build, every problem in one run. */
export default function markdown(): AstroIntegration[] {
  return [contentPipeline(), mdx()];
}

function contentPipeline(): AstroIntegration {
  let redirects: Redirects = {};
  let keep = async (): Promise<void> => undefined;
  return {
    name: 'byline:markdown',
    hooks: {
      'astro:config:setup': async ({ config, updateConfig, command, injectScript, logger }) => {
        const root = fileURLToPath(config.root);
        const content = await readContent(root, site);
        // Taken before the texts are read: the next build looks at a text that becomes visible in between.
        const now = Date.now();
        if (await isEdited(content, root, config.cacheDir)) warmThread();
        if (command === 'build' && content.problems.length > 0) throw gather(content.problems);
        if (command === 'build') for (const each of content.warnings) logger.warn(describeFault(each));
        const isWriting = command === 'dev';
        shareIndex(() => readIndex(root, isWriting));
        const fingerprint = engineFingerprint(root);
        shareMarkdownWriter(
          cachedMarkdown({
            folder: join(root, markdownFolder),
            fingerprint: await fingerprint,
            now: Date.now,
          }),
        );
        const loadPipeline = async (index: ContentIndex) =>
          (await import('../markdown/pipeline.ts')).pipeline({
            components: await authorsComponents(root),
            index,
          });
        const readLinks = async () =>
          linksTo(await readIndex(root, isWriting), await authorsComponents(root));
        const processor = cachedProcessor(loadPipeline, {
          folder: join(root, moduleFolder),
          fingerprint,
          links: isWriting ? readLinks : once(readLinks),
        });
        redirects = redirectsOf(content, now);
        keep = async () => saveTexts({ root, content, site, fingerprint: await fingerprint, now });
        updateConfig({
          markdown: { syntaxHighlight: false, processor },
          // Astro encodes what it is given.
          redirects: Object.fromEntries(Object.entries(redirects).map(([from, to]) => [from, decodeURI(to)])),
          vite: {
            ...bundling,
            plugins: [
              lightImports(),
              lateModule('byline:reader-blocks', readerFile(await blocksFile(root, isWriting))),
              readerWordsModule({ root, isWriting }),
              ...(isWriting ? [previewFaults({ root, site, content, logger }), blankPictures(root)] : []),
            ],
          },
        });
        injectScript('page-ssr', `import ${JSON.stringify(readerFile('reader.css'))};`);
        injectScript('page', startReader());
      },
      'astro:build:done': async ({ dir }) => {
        await writeRedirects(fileURLToPath(dir), redirects, site);
        await writeMovedPages(fileURLToPath(dir), redirects, site);
        await keep();
      },
      // Redirects stand in front matter, which has not changed.
      'byline:pages:changed': () => undefined,
    },
  };
}

/** Whether something was saved since the last build; a guess that only decides when a thread is started. */
async function isEdited({ files }: Content, root: string, cacheDir: URL): Promise<boolean> {
  const { mtimeMs } = await stat(new URL('data-store.json', cacheDir)).catch(() => ({ mtimeMs: 0 }));
  const saved = await Promise.all(files.map((file) => stat(join(root, file)).catch(() => null)));
  return saved.some((file) => file !== null && file.mtimeMs > mtimeMs);
}

/** The script of every page. Astro joins all injected scripts into one module, so each import here has a name of its own. */
function startReader(): string {
  return `import { start as startReader } from ${JSON.stringify(readerFile('reader.ts'))};
import blocks from 'byline:reader-blocks';
startReader(blocks);`;
}

/** The script that enhances the blocks of a text. In the development server it can draw diagrams: one may be written at any time. */
async function blocksFile(root: string, isWriting: boolean): Promise<string> {
  return isWriting || (await hasDiagrams(root)) ? 'blocks-and-diagrams.ts' : 'blocks.ts';
}

/** A file of what the reader's browser gets, as a bundler names it. */
function readerFile(name: string): string {
  const path = fileURLToPath(new URL(`../markdown/reader/${name}`, import.meta.url));
  return path.replaceAll('\\', '/');
}

/** Drawing diagrams takes megabytes of script, which a site without any should not ship. */
async function hasDiagrams(root: string): Promise<boolean> {
  const base = join(root, authorFolders(root).content);
  for await (const path of glob('**/*.{md,mdx}', { cwd: base })) {
    if (hasDiagram(await readFile(join(base, path), 'utf8'))) return true;
  }
  return false;
}

function linksTo(index: ContentIndex, components: readonly string[]): Links {
  return { index, hash: hashText(JSON.stringify([{ ...index, root: '' }, components])) };
}

/** While writing, links to drafts work; in a build they would lead nowhere. */
async function readIndex(root: string, isWriting: boolean): Promise<ContentIndex> {
  const isHidden = (noun: Visibility) => !isWriting && !isOut(noun, Date.now());
  return indexContent(root, await readContent(root, site), site, isHidden);
}

/** Old address → page, for every post and page that is out. */
function redirectsOf({ posts, pages }: Content, now: Millis): Redirects {
  const moved = [
    ...posts.map(({ noun }) => ({ ...noun, path: pagePath('posts', noun.slug, noun.lang, site) })),
    ...pages.map(({ noun }) => ({ ...noun, path: rootPath(noun.slug, noun.lang, site) })),
  ];
  const out = moved.filter((noun) => isOut(noun, now));
  return Object.fromEntries(out.flatMap(({ redirects, path }) => redirects.map((from) => [from, path])));
}

const bundling: NonNullable<AstroUserConfig['vite']> = {
  build: {
    // Astro marks each compiled MDX file with a directive that the bundler warns of and nobody can act on.
    rolldownOptions: {
      onLog: (level, log, next) => (log.code === 'MODULE_LEVEL_DIRECTIVE' ? undefined : next(level, log)),
    },
  },
};
