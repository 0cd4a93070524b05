import { createHash } from 'node:crypto';
import type { PrerenderRenderMetadata } from 'astro';
import { z } from 'zod';

type Picture = PrerenderRenderMetadata['staticImages'][number];

const aboutSchema = z.object({
  /** Of the code and the content the page was rendered from. */
  fingerprint: z.string(),
  /** Marks of the texts the page shows. */
  texts: z.array(z.string()),
  /** Of the response: 404 for the page of that name. */
  status: z.number(),
  headers: z.array(z.tuple([z.string(), z.string()])),
  /** Pictures Astro makes for the page after all pages are rendered. */
  pictures: z.array(z.custom<Picture>((value) => typeof value === 'object')),
  /** Pictures the page shows unchanged; absolute paths. */
  originals: z.array(z.string()),
});

/** The inputs a page was rendered from, and the response without its body. */
export type AboutPage = z.output<typeof aboutSchema>;

export const builtPageSchema = z.object({
  /** The file below `src/pages/` that renders the page, and the route the address belongs to. */
  component: z.string(),
  route: z.string(),
  /** The address Astro asked for. */
  url: z.string(),
  /** null for a page that may differ at each run; such a page is not cached. */
  about: aboutSchema.nullable(),
});

/** A page or a feed of a build. */
export type BuiltPage = z.output<typeof builtPageSchema>;

/** A rendered page or feed. */
export interface CachedPage {
  readonly about: AboutPage;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** Writes two lines before the body: the hash of the rest, and the `about` as JSON. */
export function pack({ about, body }: CachedPage): Uint8Array {
  const rest = Buffer.concat([Buffer.from(`${JSON.stringify(about)}\n`), body]);
  return Buffer.concat([Buffer.from(`${hashOf(rest)}\n`), rest]);
}

/** Reads a packed page; null for a file that is cut off or damaged. */
export function unpack(bytes: Buffer<ArrayBuffer>): CachedPage | null {
  const first = bytes.indexOf(LINE_BREAK);
  const rest = bytes.subarray(first + 1);
  if (first < 0 || bytes.toString('latin1', 0, first) !== hashOf(rest)) return null;
  const second = rest.indexOf(LINE_BREAK);
  const { data } = aboutSchema.safeParse(JSON.parse(rest.toString('utf8', 0, second)));
  return data === undefined ? null : { about: data, body: rest.subarray(second + 1) };
}

const LINE_BREAK = 10;

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
