import { join, relative, sep } from 'node:path';
import type { Finding } from '../../content/checks/finding.ts';
import type { ContentIndex } from '../../content/links/content-index.ts';
import { readSource } from '../../content/read-source.ts';
import type { Remark, Source } from '../../markdown/compiled.ts';
import type { Kept } from '../compile/compile-cached.ts';

/** Compiles texts as a build does. */
export type CompileTexts = (
  sources: readonly Source[],
) => Promise<readonly Pick<Kept, 'source' | 'compiled'>[]>;

/**
 * Sets compiling up for what links can lead to.
 *
 * @param isPreview for texts that readers may not see yet, whose cards may show offers that wait as well
 */
export type CompilerFor = (index: ContentIndex, isPreview: boolean) => Promise<CompileTexts>;

/** What a build would say of the texts, of those it leaves out for now as well. */
export async function checkCompiled(index: ContentIndex, compilerFor: CompilerFor): Promise<Finding[]> {
  const { root, pages } = index;
  const [waiting = [], out = []] = [true, false].map((hidden) =>
    pages.filter((page) => page.hidden === hidden),
  );
  const preview = { ...index, pages: pages.map((page) => ({ ...page, hidden: false })) };
  const [shown, coming] = await Promise.all([
    compileFiles(root, filesOf(out), () => compilerFor(index, false)),
    compileFiles(root, filesOf(waiting), () => compilerFor(preview, true)),
  ]);
  return [...shown, ...coming].flatMap(({ source, compiled }) =>
    compiled.remarks.map((remark) => findingFrom(remark, relative(root, source.file).split(sep).join('/'))),
  );
}

/** Of what the build says, that which a check has not found itself; its own words say more. */
export function withoutKnown(said: readonly Finding[], own: readonly Finding[]): Finding[] {
  const known = new Set(own.map(nameOf));
  // A text that cannot be parsed is one mistake, whoever stumbles over it.
  const broken = new Set(own.filter(({ rule }) => rule === 'syntax').map(({ place }) => place?.file));
  return said.filter((finding) => !known.has(nameOf(finding)) && !broken.has(finding.place?.file));
}

function nameOf({ place, message }: Finding): string {
  return `${place?.file}\n${message}`;
}

function filesOf(pages: ContentIndex['pages']): string[] {
  return pages.map(({ file }) => file);
}

/** Those that can be read; of the others `readContent` says why they cannot. */
async function compileFiles(
  root: string,
  files: readonly string[],
  compiler: () => Promise<CompileTexts>,
): ReturnType<CompileTexts> {
  const sources: Source[] = [];
  for (const file of files) {
    const { text } = await readSource(root, file);
    if (text !== null) sources.push({ file: join(root, file), text });
  }
  return sources.length === 0 ? [] : (await compiler())(sources);
}

function findingFrom({ text, hint, line, isError }: Remark, file: string): Finding {
  const place = line === undefined ? { file } : { file, line };
  return { level: isError ? 'error' : 'warning', rule: 'text', message: text, hint, place };
}
