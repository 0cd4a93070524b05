import type { MarkdownProcessor, MarkdownRenderer } from '@astrojs/markdown-remark';
import { z } from 'zod';
import { type DiskCache, openDiskCache } from './disk-cache.ts';
import { hashText } from './hash.ts';

/** What Astro's renderers answer, as far as a cache has to know it. */
const renderedSchema = z.looseObject({ code: z.string() });

/**
 * Astro's processor with a memory: what `.md` and `.mdx` that Astro compiles itself came to is kept on the
 * disk under a hash of the text, its path, its front matter and the engine. Posts with imports take this way.
 */
export function cachedProcessor<Options extends object>(
  processor: MarkdownProcessor<Options>,
  { folder, fingerprint }: ProcessorCache,
): MarkdownProcessor<Options> {
  const opening = openDiskCache(folder, renderedSchema, Date.now);
  const keyFor = async (shared: unknown, ...asked: unknown[]) =>
    hashText(JSON.stringify([await fingerprint, shared, ...asked]));
  return {
    ...processor,
    createRenderer: async (shared) => {
      const renderer = await processor.createRenderer(shared);
      const render: MarkdownRenderer['render'] = async (content, about = {}) => {
        const key = await keyFor(shared, 'md', content, about.fileURL?.href, about.frontmatter);
        return remember(await opening, key, () => renderer.render(content, about));
      };
      return { render };
    },
    createMdxRenderer: async (shared, mdx) => {
      const renderer = await processor.createMdxRenderer?.(shared, mdx);
      if (renderer === undefined) throw new Error(`${processor.name} renders no MDX`);
      return {
        process: async (content, file, frontmatter) => {
          const key = await keyFor([shared, mdx], 'mdx', content, file, frontmatter);
          return remember(await opening, key, () => renderer.process(content, file, frontmatter));
        },
      };
    },
  };
}

async function remember<Value extends { code: string }>(
  cache: DiskCache<z.output<typeof renderedSchema>>,
  key: string,
  make: () => Promise<Value>,
): Promise<Value> {
  const known = await cache.read(key);
  if (known !== null) return known as unknown as Value;
  const made = await make();
  await cache.write(key, made);
  return made;
}

export interface ProcessorCache {
  /** Where it is kept. */
  readonly folder: string;
  /** Says which engine this is. */
  readonly fingerprint: Promise<string>;
}
