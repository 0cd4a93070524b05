import { mkdir, rm } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { isOut, type Millis, type Site, type Visibility } from '#domain';
import { authorFolders } from '../../author-files/author-folders.ts';
import { readAuthorsCode } from '../../author-files/authors-code.ts';
import { readCacheFile } from '../../build-cache/read-cache-file.ts';
import { writeWhole } from '../../build-cache/write-whole.ts';
import { type ContentIndex, indexContent } from '../../content/links/content-index.ts';
import { type Content, filedIn } from '../../content/nouns.ts';
import { importsTexts } from '../../markdown/imports-texts.ts';
import { type TextRecord, textRecordSchema, textsUsed } from './text-records.ts';

const lastTextsSchema = z.strictObject({
  /** The engine that compiled the texts, and its options. */
  fingerprint: z.string(),
  options: z.strictObject({ components: z.array(z.string()) }),
  /** The pages and files that links could lead to. */
  index: z.custom<ContentIndex>((value) => typeof value === 'object'),
  /** When the next scheduled text becomes visible; null for none. */
  nextOut: z.number().nullable(),
  records: z.array(textRecordSchema),
  /** Texts that readers may not see yet: file → hash of its front matter. */
  hidden: z.record(z.string(), z.string()),
});

/** The texts of the last build. The next build compares them with the files and compiles those that changed. */
export type LastTexts = z.output<typeof lastTextsSchema>;

/** Below the project's folder. */
const file = '.astro/cache/site/texts.json';

/** Reads the texts of the last build; null when that build saved none. */
export async function readLastTexts(root: string): Promise<LastTexts | null> {
  return readCacheFile(join(root, file), lastTextsSchema);
}

/** Overwrites the texts of the last build. */
export async function writeLastTexts(root: string, texts: LastTexts): Promise<void> {
  await mkdir(dirname(join(root, file)), { recursive: true });
  await writeWhole(join(root, file), JSON.stringify(texts));
}

/** Saves the texts of the build that ends, unless a change of a text can change the bundle. */
export async function saveTexts({ root, content, site, fingerprint, now }: Ending): Promise<void> {
  const { options, records, hidden } = textsUsed();
  const all = [...records.values()];
  if (!all.every((record) => dependsWithin(root, record)) || (await areImported(root, all))) {
    await rm(join(root, file), { force: true });
    return;
  }
  await writeLastTexts(root, {
    fingerprint,
    options: { components: [...(options.components ?? [])] },
    index: await indexContent(root, content, site, (noun) => !isOut(noun, now)),
    nextOut: nextOf(content, now),
    records: all,
    hidden: Object.fromEntries(hidden),
  });
}

/** Whether a text depends only on files below the author's folders, where the next build looks for changes. */
function dependsWithin(root: string, { dependencies }: TextRecord): boolean {
  const folders = authorFolders(root);
  const isWithin = (path: string, folder: string) => !relative(join(root, folder), path).startsWith('..');
  return dependencies.every((path) => isWithin(path, folders.content) || isWithin(path, folders.public));
}

/** Whether a module imports a text of content/, so that the text is part of the bundle. */
async function areImported(root: string, records: readonly TextRecord[]): Promise<boolean> {
  if (records.some((record) => record.importsTexts)) return true;
  const modules = await readAuthorsCode(root);
  return modules.some(({ program }) => program === null || importsTexts(program));
}

function nextOf(content: Content, now: Millis): Millis | null {
  const nouns = filedIn(content).map(({ noun }) => noun);
  const coming = nouns.filter((noun) => waits(noun, now)).map(momentOf);
  return coming.length === 0 ? null : Math.min(...coming);
}

function waits(noun: Visibility, now: Millis): boolean {
  return momentOf(noun) > now;
}

function momentOf({ publishAt }: Visibility): Millis {
  return typeof publishAt === 'string' ? Date.parse(publishAt) : (publishAt ?? 0);
}

interface Ending {
  readonly root: string;
  readonly content: Content;
  readonly site: Site;
  readonly fingerprint: string;
  readonly now: Millis;
}
