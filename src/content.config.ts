import { defineCollection } from 'astro:content';
import { z } from 'astro/zod';
import { isOut, type Outing, offerSchema, postSchema, projectSchema } from '#domain';
import { texts } from '../integrations/markdown/loader.ts';
import { componentNames } from './prose/component-names.ts';

export const collections = {
  posts: defineCollection({
    loader: folder('posts'),
    // Astro measures and moves the picture, which only it can.
    schema: ({ image }) =>
      postSchema.extend({ cover: z.strictObject({ src: image(), alt: z.string() }).optional() }),
  }),
  offers: defineCollection({ loader: folder('offers'), schema: offerSchema }),
  projects: defineCollection({ loader: folder('projects'), schema: projectSchema }),
};

/** A folder of `content/`. In a build, what readers may not see yet is left out before anything is compiled. */
function folder(name: string) {
  return texts({
    folder: `content/${name}`,
    options: { components: componentNames },
    isOut: (data) => import.meta.env.DEV || isOut(data as unknown as Outing, Date.now()),
  });
}
