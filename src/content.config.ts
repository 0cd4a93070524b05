import { defineCollection, type SchemaContext } from 'astro:content';
import type { Loader, LoaderContext } from 'astro/loaders';
import { z } from 'astro/zod';
import {
  isOut,
  offerSchema,
  pageSchema,
  postSchema,
  projectSchema,
  talkSchema,
  testimonialSchema,
  type Visibility,
} from '#domain';
import { texts } from '../integrations/content-layer/loader.ts';
import { componentNames } from './prose/component-names.ts';

// Pictures that front matter names are Astro's to measure and move, which only it can.
export const collections = {
  posts: defineCollection({
    loader: folder('posts'),
    schema: ({ image }) => postSchema.extend({ cover: pictureSchema(image) }),
  }),
  offers: defineCollection({ loader: folder('offers'), schema: offerSchema }),
  projects: defineCollection({
    loader: folder('projects'),
    schema: ({ image }) => projectSchema.extend({ cover: pictureSchema(image) }),
  }),
  testimonials: defineCollection({
    loader: folder('testimonials'),
    schema: ({ image }) => testimonialSchema.extend({ photo: image().optional() }),
  }),
  talks: defineCollection({ loader: folder('talks'), schema: talkSchema }),
  pages: defineCollection({ loader: folder('pages'), schema: pageSchema }),
};

/** Astro makes `src` a picture it measured; `named` stays what the author wrote. */
function pictureSchema(image: SchemaContext['image']) {
  return z
    .preprocess(withName, z.strictObject({ src: image(), alt: z.string(), named: z.string().optional() }))
    .optional();
}

function withName(cover: unknown): unknown {
  const named = z.object({ src: z.string() }).safeParse(cover).data?.src;
  return named === undefined ? cover : { ...(cover as object), named };
}

/** A folder of `content/`. In a build, what readers may not see yet is left out before anything is compiled. */
function folder(name: string): Loader {
  const loader = texts({
    folder: name,
    options: { components: componentNames },
    isOut: (data) => import.meta.env.DEV || isOut(data as unknown as Visibility, Date.now()),
  });
  return {
    ...loader,
    load: async (context) => {
      open(context.store);
      await loader.load(context);
    },
  };
}

/** Folders are optional, but Astro warns of each collection that nothing was ever put into. */
function open(store: LoaderContext['store']): void {
  if (store.keys().length > 0) return;
  store.set({ id: 'none', data: {} });
  store.delete('none');
}
