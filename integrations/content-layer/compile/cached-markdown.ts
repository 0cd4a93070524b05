import { z } from 'zod';
import { KEPT_UNUSED, openDiskCache } from '../../build-cache/disk-cache.ts';
import { hashText } from '../../build-cache/hash.ts';
import { once } from '../../build-cache/once.ts';
import type { MarkdownHead, WriteMarkdown } from '../shared-markdown.ts';

/** Writes each text as Markdown once: a later build reads an unchanged text from the disk. */
export function cachedMarkdown({ folder, fingerprint, now }: CacheSettings): WriteMarkdown {
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

/** The cache folder of the Markdown. */
export interface MarkdownFolder {
  /** Absolute. */
  readonly folder: string;
  /** The fingerprint of the engine that writes the Markdown. */
  readonly fingerprint: string;
}

interface CacheSettings extends MarkdownFolder {
  readonly now: () => number;
}
