import { cp, glob, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineSite } from '#domain';
import { importBlog, type Options, type Report } from '../../integrations/import/index.ts';
import { settings } from '../checkout.ts';

export const site = defineSite(settings);

/** An empty project and a blog beside it, in a temporary folder. */
export interface Folder {
  readonly root: string;
  readonly source: string;
  /** Writes files of the blog. */
  give(files: Record<string, string | Uint8Array>): Promise<void>;
  import(kind: string, options?: Partial<Options> & { path?: string }): Promise<Report>;
  /** A file of the project. */
  read(file: string): Promise<string>;
  write(file: string, text: string): Promise<void>;
  /** Files under `content/`, in order. */
  files(): Promise<string[]>;
  /** Files and when each was written. */
  times(): Promise<Record<string, number>>;
  remove(): Promise<void>;
}

/** @param fixture a folder of `tests/fixtures/import/` to begin with */
export async function openFolder(fixture?: string): Promise<Folder> {
  const base = await mkdtemp(join(tmpdir(), 'byline-'));
  const [root, source] = [join(base, 'site'), join(base, 'blog')];
  await mkdir(join(root, 'content'), { recursive: true });
  const fixtures = fileURLToPath(new URL('../fixtures/import/', import.meta.url));
  if (fixture === undefined) await mkdir(source);
  else await cp(join(fixtures, fixture), source, { recursive: true });
  const put = async (file: string, text: string | Uint8Array) => {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  };
  const files = async () => {
    const found = await Array.fromAsync(glob('content/**/*.*', { cwd: root }));
    return found.map((file) => file.replaceAll('\\', '/')).sort();
  };
  return {
    root,
    source,
    give: async (given) => {
      for (const [file, text] of Object.entries(given)) await put(join(source, file), text);
    },
    import: (kind, { path = '', ...options } = {}) =>
      importBlog(kind, join(source, path), {
        root,
        site,
        dryRun: false,
        lang: undefined,
        dateFrom: { day: '2020-01-02' },
        now: Date.UTC(2026, 10, 1),
        ...options,
      }),
    read: (file) => readFile(join(root, file), 'utf8'),
    write: (file, text) => put(join(root, file), text),
    files,
    times: async () => {
      const times = (await files()).map(async (file) => [file, (await stat(join(root, file))).mtimeMs]);
      return Object.fromEntries(await Promise.all(times));
    },
    remove: () => rm(base, { recursive: true, force: true }),
  };
}

/** `file:line what` of the notes of one level, without what is said of languages. */
export function said({ notes }: Report, level?: Report['notes'][number]['level']): string[] {
  return notes
    .filter(({ what }) => !/by its letters/.test(what))
    .filter((note) => level === undefined || note.level === level)
    .map(({ file, line, what }) => `${file}${line === undefined ? '' : `:${line}`} ${what}`);
}
