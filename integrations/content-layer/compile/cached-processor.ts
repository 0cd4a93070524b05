import type { MarkdownProcessor, MarkdownRenderer } from '@astrojs/markdown-remark';
import { z } from 'zod';
import { type DiskCache, KEPT_UNUSED, openDiskCache } from '../../build-cache/disk-cache.ts';
import { hashText } from '../../build-cache/hash.ts';
import type { ContentIndex } from '../../content/links/content-index.ts';
import { areAsBefore, collectDependencies, hashDependencies } from '../../markdown/depend.ts';

/** What Astro's renderers answer, as far as a cache has to know it, and the files it was made from. */
const keptSchema = z.strictObject({
  rendered: z.looseObject({ code: z.string() }),
  dependencies: z.record(z.string(), z.string().nullable()),
});

/**
 * Astro's processor with a memory: what `.md` and `.mdx` that Astro compiles itself came to is kept on the
 * disk under a hash of the text, its path, its front matter, the engine and what links can lead to, while the files
 * it was made from are what they were. Posts with imports take this way.
 *
 * @param load loads the processor when a text is to be compiled: plugins are half of what a build would load
 */
export function cachedProcessor(load: LoadProcessor, settings: ProcessorCache): MarkdownProcessor {
  const opening = openPruned(settings.folder);
  const keyFor = async ({ hash }: Links, ...asked: unknown[]) =>
    hashText(JSON.stringify([await settings.fingerprint, hash, ...asked]));
  return {
    name: 'unified',
    // What Astro's MDX asks of it before it is there.
    options: { gfm: false, smartypants: false },
    createRenderer: async (shared) => {
      const rendererFor = perLinks(async ({ index }) => (await load(index)).createRenderer(shared));
      const render: MarkdownRenderer['render'] = async (content, about = {}) => {
        const links = await settings.links();
        const key = await keyFor(links, shared, 'md', content, about.fileURL?.href, about.frontmatter);
        return remember(await opening, key, async () => (await rendererFor(links)).render(content, about));
      };
      return { render };
    },
    createMdxRenderer: async (shared, mdx) => {
      const rendererFor = perLinks(async ({ index }) => (await load(index)).createMdxRenderer?.(shared, mdx));
      return {
        process: async (content, file, frontmatter) => {
          const links = await settings.links();
          const key = await keyFor(links, [shared, mdx], 'mdx', content, file, frontmatter);
          return remember(await opening, key, async () => {
            const found = await rendererFor(links);
            if (found === undefined) throw new Error('the processor renders no MDX');
            return found.process(content, file, frontmatter);
          });
        },
      };
    },
  };
}

async function openPruned(folder: string): Promise<DiskCache<z.output<typeof keptSchema>>> {
  const cache = await openDiskCache(folder, keptSchema, Date.now);
  await cache.prune(KEPT_UNUSED);
  return cache;
}

/** Makes a renderer anew when links lead elsewhere than they did, which happens while someone writes. */
function perLinks<Value>(make: (links: Links) => Promise<Value>): (links: Links) => Promise<Value> {
  let last: { readonly hash: string; readonly made: Promise<Value> } | undefined;
  return (links) => {
    if (last?.hash !== links.hash) last = { hash: links.hash, made: make(links) };
    return last.made;
  };
}

/** What was made before, unless a file it was made from has changed. */
async function remember<Value extends { code: string }>(
  cache: DiskCache<z.output<typeof keptSchema>>,
  key: string,
  make: () => Promise<Value>,
): Promise<Value> {
  const known = await cache.read(key);
  if (known !== null && (await areAsBefore(known.value.dependencies)))
    return known.value.rendered as unknown as Value;
  const { value: rendered, names } = await collectDependencies(make);
  await cache.write(key, { rendered, dependencies: await hashDependencies(names) });
  return rendered;
}

/** What links can lead to, and a hash of it. */
export interface Links {
  readonly index: ContentIndex;
  readonly hash: string;
}

type LoadProcessor = (index: ContentIndex) => Promise<MarkdownProcessor>;

export interface ProcessorCache {
  /** Where it is kept. */
  readonly folder: string;
  /** Says which engine this is. */
  readonly fingerprint: Promise<string>;
  readonly links: () => Promise<Links>;
}
