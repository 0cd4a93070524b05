import { relative, sep } from 'node:path';
import { absolute, hostPath } from '#domain';
import type { ContentIndex, ContentPage } from '../../content/links/content-index.ts';
import type { Compiled, Source } from '../../markdown/compiled.ts';
import type { WriteMarkdown } from '../shared-markdown.ts';

/** Writes the Markdown of a post that was just compiled, for the site to find when it asks for it. */
export type PrepareMarkdown = (source: Source, compiled: Compiled) => Promise<void>;

/**
 * Posts are written as Markdown where they are compiled: there both cores work, while one alone renders pages.
 * A text the site has yet to fill in, with components or pictures, is left to it, as is all that is no post.
 */
export function prepareMarkdown(index: ContentIndex, write: WriteMarkdown): PrepareMarkdown {
  const posts = new Map(index.pages.filter(({ section }) => section === 'posts').map(byFile));
  return async ({ file }, { isModule, clean }) => {
    const post = posts.get(relative(index.root, file).split(sep).join('/'));
    if (post === undefined || isModule || clean === '' || isUnfilled(clean)) return;
    const canonical = absolute(hostPath(post.path, index), index);
    await write(clean, { title: post.title, canonical });
  };
}

function byFile(page: ContentPage): readonly [string, ContentPage] {
  return [page.file, page];
}

function isUnfilled(clean: string): boolean {
  return clean.includes('<byline-component');
}
