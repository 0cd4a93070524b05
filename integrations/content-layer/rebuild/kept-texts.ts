import { mkdir, rm } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { isOut, type Millis, type Outing, type Site } from '#domain';
import { authorFolders } from '../../author-files/author-folders.ts';
import { readAuthorsCode } from '../../author-files/authors-code.ts';
import { readCacheFile } from '../../build-cache/read-cache-file.ts';
import { writeWhole } from '../../build-cache/write-whole.ts';
import { type ContentIndex, indexContent } from '../../content/links/content-index.ts';
import { type Content, filedIn } from '../../content/nouns.ts';
import { importsTexts } from '../../markdown/imports-texts.ts';
import { type TextRecord, textRecordSchema, textsUsed } from './text-records.ts';

const keptTextsSchema = z.strictObject({
  /** Says which engine compiled them, and how. */
  fingerprint: z.string(),
  options: z.strictObject({ components: z.array(z.string()) }),
  /** What links could lead to. */
  index: z.custom<ContentIndex>((value) => typeof value === 'object'),
  /** When something comes out that waits for its time; null when nothing does. */
  nextOut: z.number().nullable(),
  records: z.array(textRecordSchema),
  /** Those readers may not see yet: file → hash of its front matter. */
  hidden: z.record(z.string(), z.string()),
});

/** The texts of the last build, so that a later one can tell which of them have changed, and compile those. */
export type KeptTexts = z.output<typeof keptTextsSchema>;

/** Where they are kept, from the project's folder. */
const file = '.astro/cache/site/texts.json';

/** The texts of the last build; null when they were not kept. */
export async function readKeptTexts(root: string): Promise<KeptTexts | null> {
  return readCacheFile(join(root, file), keptTextsSchema);
}

/** Keeps them in place of those of before. */
export async function writeKeptTexts(root: string, texts: KeptTexts): Promise<void> {
  await mkdir(dirname(join(root, file)), { recursive: true });
  await writeWhole(join(root, file), JSON.stringify(texts));
}

/** Keeps the texts of the build that is ending, if words in them can be all that changes. */
export async function keepTexts({ root, content, site, fingerprint, now }: Ending): Promise<void> {
  const { options, records, hidden } = textsUsed();
  const all = [...records.values()];
  if (!all.every((record) => dependsWithin(root, record)) || (await areImported(root, all))) {
    await rm(join(root, file), { force: true });
    return;
  }
  await writeKeptTexts(root, {
    fingerprint,
    options: { components: [...(options.components ?? [])] },
    index: await indexContent(root, content, site, (noun) => !isOut(noun, now)),
    nextOut: nextOf(content, now),
    records: all,
    hidden: Object.fromEntries(hidden),
  });
}

/** Whether all it depends on is where a later build looks for changes. */
function dependsWithin(root: string, { dependencies }: TextRecord): boolean {
  const folders = authorFolders(root);
  const isWithin = (path: string, folder: string) => !relative(join(root, folder), path).startsWith('..');
  return dependencies.every((path) => isWithin(path, folders.content) || isWithin(path, folders.public));
}

/** Whether a module may have a text of content/ in it, which then is part of the bundle. */
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

function waits(noun: Outing, now: Millis): boolean {
  return momentOf(noun) > now;
}

function momentOf({ publishAt }: Outing): Millis {
  return typeof publishAt === 'string' ? Date.parse(publishAt) : (publishAt ?? 0);
}

interface Ending {
  readonly root: string;
  readonly content: Content;
  readonly site: Site;
  readonly fingerprint: string;
  readonly now: Millis;
}
