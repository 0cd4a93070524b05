import type { AstroPrerenderer } from 'astro';
import { Problem, problemsIn } from '#domain';
import type { AboutPage, BuiltPage } from './cached-page.ts';
import type { PageStore } from './page-store.ts';
import { type Reads, recordReads } from './reads.ts';
import {
  cachedPageOf,
  isRedirect,
  picturesOf,
  type Rendered,
  renderRecorded,
  responseOf,
} from './rendering.ts';
import type { RenderingCode } from './rendering-code.ts';

/**
 * A prerenderer with a memory: a page is rendered when the code, the front matter of any content or a text
 * it shows has changed; else it is what it was.
 */
export function cachedPrerenderer(renderer: AstroPrerenderer, memory: Memory): AstroPrerenderer {
  const { store, readCode, onSetup, onEnd } = memory;
  const kept: AboutPage[] = [];
  const built: BuiltPage[] = [];
  const writing: Promise<unknown>[] = [];
  let failure: unknown;
  let isBroken = false;
  const failed = (error: unknown) => {
    failure ??= error;
  };
  let code: RenderingCode = { fingerprint: '', marks: new Set() };
  let shared: Reads = { texts: new Set(), isRepeatable: true };
  return {
    ...renderer,
    setup: async () => {
      await onSetup();
      await renderer.setup?.();
      code = await readCode();
    },
    getStaticPaths: async () => {
      const { value, reads } = await recordReads(() => renderer.getStaticPaths());
      shared = reads;
      return value;
    },
    render: async (request, options) => {
      const { component, route } = options.routeData;
      const page = { component, route, url: request.url };
      const name = pageName(page);
      const known = await store.read(name);
      if (known !== null && isCurrent(known.about, code)) {
        kept.push(known.about);
        built.push({ ...page, about: known.about });
        return new Response(known.body, known.about);
      }
      const rendering = renderRecorded(renderer, request, options).catch((error) => {
        isBroken = true;
        throw named(error, request.url);
      });
      const rendered = withReads(await rendering, shared);
      const keepable = cachedPageOf(rendered, code.fingerprint);
      // Pages are rendered one by one; none waits for the disk.
      if (keepable !== null) writing.push(store.write(name, keepable).catch(failed));
      if (!isRedirect(rendered.response)) built.push({ ...page, about: keepable?.about ?? null });
      return responseOf(rendered);
    },
    collectStaticImages: async () => {
      for (const path of kept.flatMap(({ originals }) => originals))
        globalThis.astroAsset.referencedImages?.add(path);
      return picturesOf(kept);
    },
    teardown: async () => {
      await renderer.teardown?.();
      await Promise.all(writing);
      if (failure !== undefined) throw failure;
      // Of a build that ended halfway nobody knows which pages the site has.
      if (isBroken) return;
      await store.prune();
      await onEnd({ pages: built, rendered: built.length - kept.length });
    },
  };
}

/** What a page is kept under: the file that makes it, and its path. */
export function pageName({ component, url }: Pick<BuiltPage, 'component' | 'url'>): string {
  return `${component} ${new URL(url).pathname}`;
}

/** What failed in a page's own code, with the page it failed on: its text or a component of it runs something. */
function named(error: unknown, url: string): unknown {
  if (problemsIn(error) !== null) return error;
  const [message] = (error instanceof Error ? error.message : String(error)).split('\n');
  const hint = 'Its text, or a component in it, runs something that fails. BYLINE_TRACE=1 shows where.';
  return new Problem(`${decodeURI(new URL(url).pathname)} cannot be rendered: ${message}`, {
    hint,
    cause: error,
  });
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
  /** Called when the bundle is there, and nobody has loaded it yet. */
  readonly onSetup: () => Promise<void>;
  /** Told which pages there are, redirects apart, and how many were rendered. */
  readonly onEnd: (outcome: { pages: readonly BuiltPage[]; rendered: number }) => Promise<void>;
}
