import type { AssetsGlobalStaticImagesList, AstroPrerenderer, PrerenderRenderMetadata } from 'astro';
import type { CachedPage } from './cached-page.ts';
import { type Reads, recordReads } from './reads.ts';

/** A page as Astro has just rendered it. */
export interface Rendered {
  readonly response: Response;
  /** null where there is nothing to write. */
  readonly body: Uint8Array<ArrayBuffer> | null;
  readonly metadata: PrerenderRenderMetadata | undefined;
  readonly reads: Reads;
}

/** Renders a page to its end and says what it was made from. */
export async function renderRecorded(
  renderer: Pick<AstroPrerenderer, 'render'>,
  request: Request,
  options: RenderOptions,
): Promise<Rendered> {
  const { value, reads } = await recordReads(async () => {
    const answer = await renderer.render(request, { ...options, collectMetadata: true });
    const { response, metadata } = answer instanceof Response ? { response: answer } : answer;
    const body = response.body === null ? null : new Uint8Array(await response.arrayBuffer());
    return { response, metadata, body };
  });
  return { ...value, reads };
}

/** Its answer, once more. */
export function responseOf({ response, body }: Rendered): Response {
  const { status, statusText, headers } = response;
  return new Response(body, { status, statusText, headers });
}

/** The page as it can be kept, or null where another run might give another page. */
export function cachedPageOf(
  { response, body, metadata, reads }: Rendered,
  fingerprint: string,
): CachedPage | null {
  if (isRedirect(response) || body === null || metadata === undefined || !reads.isRepeatable) return null;
  const about = {
    fingerprint,
    texts: [...reads.texts],
    status: response.status,
    headers: [...response.headers],
    pictures: metadata.staticImages,
    originals: metadata.referencedImages ?? [],
  };
  return { about, body };
}

/** Whether an answer only says where the page is. */
export function isRedirect({ status }: Response): boolean {
  return status >= 300 && status < 400;
}

/** The pictures of pages that were not rendered, for Astro to make with the others. */
export function picturesOf(pages: readonly CachedPage['about'][]): AssetsGlobalStaticImagesList {
  const found: AssetsGlobalStaticImagesList = new Map();
  for (const { originalPath, originalSrcPath, hash, finalPath, transform } of pages.flatMap(
    ({ pictures }) => pictures,
  )) {
    const known = found.get(originalPath) ?? { originalSrcPath, transforms: new Map() };
    known.transforms.set(hash, { finalPath, transform });
    found.set(originalPath, known);
  }
  return found;
}

type RenderOptions = Parameters<AstroPrerenderer['render']>[1];
