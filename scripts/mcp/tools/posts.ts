import { z } from 'zod';
import { absolute, isOut, isoDay, type Post, pagePath } from '#domain';
import site from '#site';
import { soundContent } from '../../content.ts';
import { defineTool } from '../tool.ts';

export default defineTool({
  description:
    'Lists the posts of this site, newest first: id, title, description, address, language, day, tags, and whether readers can see it.',
  input: {
    query: z
      .string()
      .optional()
      .describe('Only posts with these words in the title, the description or the tags.'),
    limit: z.number().int().min(1).max(500).default(50),
  },
  answer: async ({ query = '', limit }) => {
    const { posts } = await soundContent();
    const found = posts.map(({ noun }) => noun).filter((post) => isAbout(post, query));
    const newest = found.toSorted((one, other) => other.published - one.published);
    return { posts: newest.slice(0, limit).map(rowOf), all: found.length };
  },
});

function isAbout({ title, description, tags }: Post, query: string): boolean {
  const text = [title, description, ...tags].join(' ').toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function rowOf(post: Post) {
  const { id, title, description, slug, lang, published, tags, offers } = post;
  const url = absolute(pagePath('posts', slug, lang, site), site);
  const day = isoDay(published, site.timeZone);
  return { id, title, description, url, lang, published: day, tags, offers, isOut: isOut(post, Date.now()) };
}
