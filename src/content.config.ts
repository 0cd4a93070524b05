import { defineCollection } from 'astro:content';
import { glob, type Loader } from 'astro/loaders';
import { isOut, offerSchema, postSchema, projectSchema } from '#domain';

export const collections = {
  posts: defineCollection({ loader: folder('posts'), schema: postSchema }),
  offers: defineCollection({ loader: folder('offers'), schema: offerSchema }),
  projects: defineCollection({ loader: folder('projects'), schema: projectSchema }),
};

/** Every Markdown file below a folder of `content/`; an entry's id is its path, so that Chinese names stay. */
function folder(name: string): Loader {
  const files = glob({
    base: `./content/${name}`,
    pattern: ['**/*.{md,mdx}', '!**/_*', '!**/_*/**'],
    generateId: ({ entry }) => entry,
  });
  return import.meta.env.PROD ? onlyWhatIsOut(files) : files;
}

/** Forgets drafts and what waits for its moment, so that neither text nor pictures of it reach `dist/`. */
function onlyWhatIsOut(loader: Loader): Loader {
  return {
    ...loader,
    load: async (context) => {
      await loader.load(context);
      const now = Date.now();
      const hidden = context.store.values().filter(({ data }) => !isOut(data as Outing, now));
      for (const { id } of hidden) context.store.delete(id);
    },
  };
}

type Outing = Parameters<typeof isOut>[0];
