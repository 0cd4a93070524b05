import { createHash } from 'node:crypto';
import type { PrerenderRenderMetadata } from 'astro';
import { z } from 'zod';

type Picture = PrerenderRenderMetadata['staticImages'][number];

const aboutSchema = z.object({
  /** Of the code and the content it was rendered from. */
  fingerprint: z.string(),
  /** Marks of the texts it shows. */
  texts: z.array(z.string()),
  /** Of the response: 404 for the page of that name. */
  status: z.number(),
  headers: z.array(z.tuple([z.string(), z.string()])),
  /** Pictures Astro makes for it when all pages are rendered. */
  pictures: z.array(z.custom<Picture>((value) => typeof value === 'object')),
  /** Pictures it shows as they are, absolute paths. */
  originals: z.array(z.string()),
});

/** What a page was rendered from, and what there is of it beside its bytes. */
export type AboutPage = z.output<typeof aboutSchema>;

export const builtPageSchema = z.object({
  /** The file below `src/pages/` that makes it, and which of its addresses this is one of. */
  component: z.string(),
  route: z.string(),
  /** What Astro asked it for. */
  url: z.string(),
  /** null for a page that may differ at each run, which is not kept. */
  about: aboutSchema.nullable(),
});

/** A page or a feed of a build. */
export type BuiltPage = z.output<typeof builtPageSchema>;

/** A page, or a feed, as it was rendered. */
export interface KeptPage {
  readonly about: AboutPage;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** Two lines before the page: the hash of all that follows, and what is known about the page. */
export function pack({ about, body }: KeptPage): Uint8Array {
  const rest = Buffer.concat([Buffer.from(`${JSON.stringify(about)}\n`), body]);
  return Buffer.concat([Buffer.from(`${hashOf(rest)}\n`), rest]);
}

/** The page in a file; null when the file is not whole. */
export function unpack(bytes: Buffer<ArrayBuffer>): KeptPage | null {
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
