import { glob, mkdir, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, join, relative, resolve, sep } from 'node:path';
import PQueue from 'p-queue';
import { type CoverSize, coverAddress, gather, Problem, type Site, type SitePath, sitePath } from '#domain';
import { isCardPath } from './card-path.ts';
import { leftOut } from './coverage.ts';
import type { Drawer, Drawn } from './draw.ts';
import { cardSize, type Size } from './format.ts';
import { type PageTags, readPageTags } from './page-tags.ts';

/**
 * Draws the share image of every built page that names one of ours, to where the page says it is, and beside
 * it the covers that are wanted of it.
 *
 * A character that no font has is left out, and the summary warns of it.
 *
 * @throws Problem for two pages that claim one image; all of them at once
 */
export async function drawShareImages(job: BuildJob): Promise<Summary> {
  const queue = new PQueue({ concurrency: UNDER_WAY * availableParallelism() });
  const files = await htmlFiles(job.dist);
  const found = await queue.addAll(files.map((file) => () => drawPage(join(job.dist, file), job)));
  const outcomes = found.flat();
  const clashes = findClashes(outcomes.map(({ image }) => image));
  if (clashes.length > 0) throw gather(distinct(clashes));
  const fromCache = outcomes.filter((outcome) => outcome.drawn.fromCache).length;
  return { total: outcomes.length, fromCache, warnings: warningsOf(outcomes) };
}

/** Pages under way for each processor: enough that no thread ever waits for one. */
const UNDER_WAY = 24;

/** `12 share images, 3 drawn, 9 from cache` */
export function describeSummary({ total, fromCache }: Omit<Summary, 'warnings'>): string {
  return `${total} share image${total === 1 ? '' : 's'}, ${total - fromCache} drawn, ${fromCache} from cache`;
}

/** A page is drawn as soon as it is read: reading them all takes as long as some dozen cards. */
async function drawPage(file: string, job: BuildJob): Promise<Outcome[]> {
  const page = await readPage(file, job);
  if (page === null) return [];
  return Promise.all(imagesOf(page, job.covers).map((image) => drawOne(image, job)));
}

async function readPage(file: string, { site, dist, root }: BuildJob): Promise<BuiltPage | null> {
  const tags = readPageTags(await readFile(file, 'utf8'), site.timeZone);
  const path = tags === null ? null : sitePath(tags.image, site);
  if (tags === null || path === null || !isCardPath(path)) return null;
  const place = relative(root, file);
  return { tags, place, output: outputFile(dist, path, { tags, place }) };
}

/** Where an image's address lies in the built site; a static server decodes the path just so. */
function outputFile(dist: string, image: SitePath, { tags, place }: Omit<BuiltPage, 'output'>): string {
  const folder = resolve(dist, 'og');
  const output = resolve(dist, `.${decodePath(image) ?? ''}`);
  if (output.startsWith(folder + sep)) return output;
  throw new Problem(`og:image ${tags.image.href} is no path below /og/`, { place: { file: place } });
}

function decodePath(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}

/** A page's card, and its covers, which are its card in other sizes. */
function imagesOf(page: BuiltPage, covers: Covers): Image[] {
  const sizes = covers.get(page.tags.image.href) ?? [];
  const more = sizes.map((size) => ({ ...page, size, output: coverAddress(page.output, size) }));
  return [{ ...page, size: cardSize }, ...more];
}

async function drawOne(image: Image, { draw }: BuildJob): Promise<Outcome> {
  const { output } = image;
  const drawn = await draw(image.tags, image.size);
  await writeFile(output, drawn.png).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    await mkdir(dirname(output), { recursive: true });
    await writeFile(output, drawn.png);
  });
  return { image, drawn };
}

/** Pages that claim one image and would draw it differently. */
function findClashes(images: readonly Image[]): Problem[] {
  const owners = new Map<string, Image>();
  return images.flatMap((page) => {
    const owner = owners.get(page.output) ?? page;
    owners.set(page.output, owner);
    if (JSON.stringify([owner.tags, owner.size]) === JSON.stringify([page.tags, page.size])) return [];
    const message = `two pages name one share image, ${page.tags.image.pathname}: ${owner.place} and ${page.place}`;
    return [
      new Problem(message, { place: { file: page.place }, hint: 'Give each page an og:image of its own.' }),
    ];
  });
}

/** What a card leaves out. Its covers leave it out too; it is said once. */
function warningsOf(outcomes: readonly Outcome[]): string[] {
  const lacking = outcomes.filter(({ drawn }) => drawn.missing.length > 0);
  const warnings = lacking.map(({ image: { tags, place }, drawn }) =>
    leftOut(drawn.missing, decodeURI(tags.image.pathname), place),
  );
  return [...new Set(warnings)];
}

/** A card and its covers clash together; that is said once. */
function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [problem.message + problem.place?.file, problem])).values()];
}

export interface BuildJob {
  /** The built site, absolute. */
  readonly dist: string;
  /** The project, absolute: what places in problems are relative to. */
  readonly root: string;
  /** Where the site lives, since images elsewhere are left alone, and the zone its days are in. */
  readonly site: Pick<Site, 'url' | 'timeZone'>;
  readonly draw: Drawer['draw'];
  readonly covers: Covers;
}

/** Address of a share image → the sizes it is wanted in besides its own. */
export type Covers = ReadonlyMap<string, readonly CoverSize[]>;

export interface Summary {
  readonly total: number;
  readonly fromCache: number;
  /** What share images leave out, a sentence for each page. */
  readonly warnings: readonly string[];
}

interface BuiltPage {
  readonly tags: PageTags;
  /** The page's file, relative to the project. */
  readonly place: string;
  /** The PNG's file, absolute. */
  readonly output: string;
}

interface Image extends BuiltPage {
  readonly size: Size;
}

interface Outcome {
  readonly image: Image;
  readonly drawn: Drawn;
}

/** A redirect from `/old.html` is a folder of that name, which is no page. */
async function htmlFiles(dist: string): Promise<string[]> {
  const found = await Array.fromAsync(glob('**/*.html', { cwd: dist, withFileTypes: true }));
  const files = found.filter((entry) => entry.isFile());
  return files.map((entry) => relative(dist, join(entry.parentPath, entry.name))).sort();
}
