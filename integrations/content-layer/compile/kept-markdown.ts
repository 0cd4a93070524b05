import { z } from 'zod';
import { KEPT_UNUSED, openDiskCache } from '../../build-cache/disk-cache.ts';
import { hashText } from '../../build-cache/hash.ts';
import { once } from '../../build-cache/once.ts';
import type { MarkdownHead, WriteMarkdown } from '../shared-markdown.ts';

/** Writes Markdown, each text once: a build in which nothing changed reads it from the disk. */
export function keptMarkdown({ folder, fingerprint, now }: KeptSettings): WriteMarkdown {
  const keyOf = (html: string, { title, canonical }: MarkdownHead) =>
    hashText(JSON.stringify([fingerprint, title, canonical, html]));
  const opening = once(async () => {
    const cache = await openDiskCache(folder, z.string(), now);
    await cache.prune(KEPT_UNUSED);
    return cache;
  });
  return async (html, post) => {
    const cache = await opening();
    const key = keyOf(html, post);
    const known = await cache.read(key);
    if (known !== null) return known.value;
    const { htmlToMarkdown } = await import('../../to-markdown/index.ts');
    const markdown = htmlToMarkdown(html, post);
    await cache.write(key, markdown);
    return markdown;
  };
}

/** Where Markdown is kept. */
export interface MarkdownShelf {
  /** Absolute. */
  readonly folder: string;
  /** Says which engine writes it. */
  readonly fingerprint: string;
}

interface KeptSettings extends MarkdownShelf {
  readonly now: () => number;
}
