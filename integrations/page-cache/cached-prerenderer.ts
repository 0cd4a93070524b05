import type { AstroPrerenderer } from 'astro';
import type { AboutPage } from './kept-page.ts';
import type { PageStore } from './page-store.ts';
import { type Reads, recordReads } from './reads.ts';
import { keptPageOf, picturesOf, type Rendered, renderRecorded, responseOf } from './rendering.ts';
import type { RenderingCode } from './rendering-code.ts';

/**
 * A prerenderer with a memory: a page is rendered when the code, the front matter of any content or a text
 * it shows has changed; else it is what it was.
 */
export function cachedPrerenderer(renderer: AstroPrerenderer, memory: Memory): AstroPrerenderer {
  const { store, readCode, onEnd } = memory;
  const kept: AboutPage[] = [];
  let all = 0;
  let code: RenderingCode = { fingerprint: '', marks: new Set() };
  let shared: Reads = { texts: new Set(), isRepeatable: true };
  return {
    ...renderer,
    setup: async () => {
      await renderer.setup?.();
      code = await readCode();
    },
    getStaticPaths: async () => {
      const { value, reads } = await recordReads(() => renderer.getStaticPaths());
      shared = reads;
      return value;
    },
    render: async (request, options) => {
      all += 1;
      const name = `${options.routeData.component} ${new URL(request.url).pathname}`;
      const known = await store.read(name);
      if (known !== null && isCurrent(known.about, code)) {
        kept.push(known.about);
        return new Response(known.body, known.about);
      }
      const rendered = withReads(await renderRecorded(renderer, request, options), shared);
      const page = keptPageOf(rendered, code.fingerprint);
      if (page !== null) await store.write(name, page);
      return responseOf(rendered);
    },
    collectStaticImages: async () => {
      for (const path of kept.flatMap(({ originals }) => originals))
        globalThis.astroAsset.referencedImages?.add(path);
      return picturesOf(kept);
    },
    teardown: async () => {
      await renderer.teardown?.();
      await store.prune();
      onEnd({ all, rendered: all - kept.length });
    },
  };
}

function isCurrent({ fingerprint, texts }: AboutPage, code: RenderingCode): boolean {
  return fingerprint === code.fingerprint && texts.every((mark) => code.marks.has(mark));
}

/** What was read to find the pages may be told to each of them. */
function withReads(rendered: Rendered, { texts, isRepeatable }: Reads): Rendered {
  const { reads } = rendered;
  return {
    ...rendered,
    reads: {
      texts: new Set([...reads.texts, ...texts]),
      isRepeatable: reads.isRepeatable && isRepeatable,
    },
  };
}

export interface Memory {
  readonly store: PageStore;
  /** Called when the bundle is written. */
  readonly readCode: () => Promise<RenderingCode>;
  /** Told how many pages there are, and how many were rendered. */
  readonly onEnd: (count: { all: number; rendered: number }) => void;
}
