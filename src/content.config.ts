import { defineCollection } from 'astro:content';
import { glob, type Loader } from 'astro/loaders';
import { offerSchema, postSchema, projectSchema } from '#domain';

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
  return import.meta.env.PROD ? withoutDrafts(files) : files;
}

/** Forgets drafts before anything is compiled, so that neither their text nor their pictures reach `dist/`. */
function withoutDrafts(loader: Loader): Loader {
  return {
    ...loader,
    load: async (context) => {
      await loader.load(context);
      const drafts = context.store.values().filter(({ data }) => data['draft'] === true);
      for (const { id } of drafts) context.store.delete(id);
    },
  };
}
