import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { offerSchema, postSchema, projectSchema } from '#domain';

export const collections = {
  posts: defineCollection({ loader: folder('posts'), schema: postSchema }),
  offers: defineCollection({ loader: folder('offers'), schema: offerSchema }),
  projects: defineCollection({ loader: folder('projects'), schema: projectSchema }),
};

/** Every Markdown file below a folder of `content/`; an entry's id is its path, so that Chinese names stay. */
function folder(name: string) {
  return glob({
    base: `./content/${name}`,
    pattern: ['**/*.{md,mdx}', '!**/_*', '!**/_*/**'],
    generateId: ({ entry }) => entry,
  });
}
