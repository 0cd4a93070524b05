import { offerSchema, pageSchema, postSchema, projectSchema, talkSchema, testimonialSchema } from '#domain';

/** Folder of `content/` → what the front matter of its files may say. */
export const folderSchemas = {
  posts: postSchema,
  offers: offerSchema,
  projects: projectSchema,
  testimonials: testimonialSchema,
  talks: talkSchema,
  pages: pageSchema,
} as const;
