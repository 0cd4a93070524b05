import { z } from 'zod';
import { type Lang, langSchema } from './language.ts';
import type { Millis } from './time.ts';

/** The front matter of `content/projects/*`. */
export const projectSchema = z.strictObject({
  title: z.string().trim().min(1),
  description: z.string().trim().min(1),
  date: z.coerce.date(),
  /** @default the file name's, else the site's first language */
  lang: langSchema.optional(),
  /** A draft shows in `npm run dev` only. @default false */
  draft: z.boolean().default(false),
  /** @default [] */
  stack: z.array(z.string().trim().min(1)).default([]),
  url: z.url().optional(),
  source: z.url().optional(),
});

export type ProjectFrontMatter = z.output<typeof projectSchema>;

/** A piece of work to show. */
export interface Project {
  readonly slug: string;
  readonly lang: Lang;
  readonly title: string;
  readonly description: string;
  readonly date: Millis;
  readonly draft: boolean;
  readonly stack: readonly string[];
  readonly url: string | undefined;
  readonly source: string | undefined;
}
