import { createHash } from 'node:crypto';
import { glob, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** What a site is rendered from, as the bundler wrote it for one build. */
export interface RenderingCode {
  /** Of the code and all content but the texts: where it differs, every page is rendered. */
  readonly fingerprint: string;
  /** Marks of the texts there are. */
  readonly marks: ReadonlySet<string>;
}

/**
 * Reads the bundle that renders the pages: our code and the author's, settings, strings, front matter, the
 * names of scripts, style sheets and pictures. Nothing else reaches a page but the texts, which it marks.
 *
 * @throws Error where there is no bundle: pages of which nobody knows what they are made from cannot be kept
 */
export async function readRenderingCode(bundle: Bundle): Promise<RenderingCode> {
  const paths = await Array.fromAsync(glob('**/*.mjs', { cwd: bundle.folder }));
  if (paths.length === 0) throw new Error(`there is no code in ${bundle.folder}`);
  const files = await Promise.all(paths.map((path) => readFile(join(bundle.folder, path), 'utf8')));
  const names = new Set(paths.map((path) => basename(path)));
  const hash = createHash('sha256').update(JSON.stringify(bundle.rest));
  for (const code of files.map((file) => withoutBuildNoise(file, names, bundle)).sort())
    hash.update(`${code.length}\n`).update(code);
  const marks = files.flatMap((code) => code.match(bundle.marks) ?? []);
  return { fingerprint: hash.digest('hex'), marks: new Set(marks) };
}

/** Removes from code what differs between builds of the same files, and the texts' marks. */
function withoutBuildNoise(code: string, names: ReadonlySet<string>, { marks, ours }: Bundle): string {
  return code
    .replaceAll(marks, '')
    .replaceAll(ours, '')
    .replaceAll(chunkName, (name, stem: string) => (names.has(name) ? stem : name))
    .replace(encryptionKey, '')
    .replace(entryModules, '');
}

/** A chunk is named by its content's hash, the texts' marks included, and the chunks that import it after it. */
const chunkName = /([\w.~-]+)[_.][\w-]{8}\.mjs/g;

/** Astro makes one at each build, for server islands; static pages have none. */
const encryptionKey = /"key":"[\w+/=]{44}"/;

/** Which chunk holds which page, in the order of the chunks' names. */
const entryModules = /"entryModules":\{[^{}]*\}/;

export interface Bundle {
  /** Where it lies. */
  readonly folder: string;
  /** Finds the marks of texts. */
  readonly marks: RegExp;
  /** What is this build's alone: the address of the folder it writes to. */
  readonly ours: string;
  /** What pages depend on beside it. */
  readonly rest: unknown;
}
