import type { MarkdownProcessor, MarkdownRenderer } from '@astrojs/markdown-remark';
import { z } from 'zod';
import { type DiskCache, openDiskCache } from './disk-cache.ts';
import { hashText } from './hash.ts';

/** What Astro's renderers answer, as far as a cache has to know it. */
const renderedSchema = z.looseObject({ code: z.string() });

/**
 * Astro's processor with a memory: what `.md` and `.mdx` that Astro compiles itself came to is kept on the
 * disk under a hash of the text, its path, its front matter and the engine. Posts with imports take this way.
 *
 * @param load loads the processor when a text is to be compiled: plugins are half of what a build would load
 */
export function cachedProcessor(
  load: () => Promise<MarkdownProcessor>,
  { folder, fingerprint }: ProcessorCache,
): MarkdownProcessor {
  const opening = openDiskCache(folder, renderedSchema, Date.now);
  const keyFor = async (shared: unknown, ...asked: unknown[]) =>
    hashText(JSON.stringify([await fingerprint, shared, ...asked]));
  return {
    name: 'unified',
    // What Astro's MDX asks of it before it is there.
    options: { gfm: false, smartypants: false },
    createRenderer: async (shared) => {
      const renderer = once(async () => (await load()).createRenderer(shared));
      const render: MarkdownRenderer['render'] = async (content, about = {}) => {
        const key = await keyFor(shared, 'md', content, about.fileURL?.href, about.frontmatter);
        return remember(await opening, key, async () => (await renderer()).render(content, about));
      };
      return { render };
    },
    createMdxRenderer: async (shared, mdx) => {
      const renderer = once(async () => (await load()).createMdxRenderer?.(shared, mdx));
      return {
        process: async (content, file, frontmatter) => {
          const key = await keyFor([shared, mdx], 'mdx', content, file, frontmatter);
          return remember(await opening, key, async () => {
            const found = await renderer();
            if (found === undefined) throw new Error('the processor renders no MDX');
            return found.process(content, file, frontmatter);
          });
        },
      };
    },
  };
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

async function remember<Value extends { code: string }>(
  cache: DiskCache<z.output<typeof renderedSchema>>,
  key: string,
  make: () => Promise<Value>,
): Promise<Value> {
  const known = await cache.read(key);
  if (known !== null) return known.value as unknown as Value;
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
