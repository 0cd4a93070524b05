import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Post, Problem, type Site, suggest, tagSlug } from '#domain';
import { authorFolders } from '../../author-files/author-folders.ts';
import { settingsLine } from '../../author-files/settings-lines.ts';
import type { Filed } from '../nouns.ts';

/** Names by which channels choose their posts and that no post has, drafts counted: a tag, a series, an id. */
export async function checkChannels(
  root: string,
  { posts }: { readonly posts: readonly Filed<Post>[] },
  { channels }: Pick<Site, 'channels'>,
): Promise<Problem[]> {
  const known = namesIn(posts.map(({ noun }) => noun));
  const unknown = Object.entries(channels).flatMap(([id, channel]) =>
    selections.flatMap(({ key, what, isSame }) =>
      (channel[key] ?? [])
        .filter((name) => !known[key].some((own) => isSame(own, name)))
        .map((name) => ({ keys: ['channels', id, key], what: what(name), hint: suggest(name, known[key]) })),
    ),
  );
  if (unknown.length === 0) return [];
  const settings = `${authorFolders(root).content}/site.ts`;
  const text = await readFile(join(root, settings), 'utf8').catch(() => '');
  const problems = unknown.map(async ({ keys, what, hint }) => {
    const place = { file: settings, line: await settingsLine(text, keys) };
    return new Problem(`${keys.join('.')}: ${what}`, { place, hint });
  });
  return Promise.all(problems);
}

function namesIn(posts: readonly Post[]) {
  return {
    tags: [...new Set(posts.flatMap(({ tags }) => tags))],
    series: [...new Set(posts.flatMap(({ series }) => series?.name ?? []))],
    only: posts.map(({ id }) => id),
  };
}

const isEqual = (one: string, other: string): boolean => one === other;

/** The settings that choose posts by a name, and when two names are one. */
const selections = [
  {
    key: 'tags',
    what: (name: string) => `no post has the tag “${name}”`,
    isSame: (one: string, other: string) => tagSlug(one) === tagSlug(other),
  },
  { key: 'series', what: (name: string) => `no post belongs to a series “${name}”`, isSame: isEqual },
  { key: 'only', what: (name: string) => `there is no post “${name}”`, isSame: isEqual },
] as const;
