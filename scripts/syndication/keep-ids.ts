import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import site from '#site';
import { readContent } from '../../integrations/content/index.ts';
import { writeId } from '../../integrations/syndication/index.ts';

/**
 * Writes the id of posts that went out into their front matter, so that a later change of a file's name does not make
 * it a new post.
 *
 * @returns posts that still need an `id` by hand, each with its file
 */
export async function keepIds(posts: ReadonlySet<string>): Promise<string[]> {
  if (posts.size === 0) return [];
  const root = process.cwd();
  const content = await readContent(root, site);
  const nameless = content.posts.filter(
    ({ noun, matter }) => posts.has(noun.id) && matter['id'] === undefined,
  );
  const left: string[] = [];
  for (const { file, noun } of nameless) {
    const path = join(root, file);
    const written = writeId(await readFile(path, 'utf8'), noun.id);
    if (written === undefined) left.push(`${file}: write id: ${noun.id} into its front matter`);
    else await writeFileAtomic(path, written);
  }
  return left;
}
