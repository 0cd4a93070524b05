import { z } from 'zod';
import { langSchema } from './language.ts';

// Keys that the front matter of several folders has.

/** A line of text that is not empty. */
export const line = z.string().trim().min(1);

export const langKey = langSchema.optional().meta({
  description:
    'The language of the text. Default: the language in the file name (`hello.en.md`), else the first language of the site.',
});

export const draftKey = z
  .boolean()
  .default(false)
  .meta({ description: 'A draft shows in `npm run dev` only.' });

export const featuredKey = z
  .boolean()
  .default(false)
  .meta({ description: 'Shown first in its list, and on the home page.' });

export const noindexKey = z
  .boolean()
  .default(false)
  .meta({ description: 'Search engines are asked to leave this page out.' });

export const coverKey = z
  .strictObject({
    src: line.meta({ description: 'The path of the picture, relative to this file: `./cover.png`.' }),
    alt: z.string().meta({ description: 'What the picture shows, for readers who cannot see it.' }),
  })
  .optional();
