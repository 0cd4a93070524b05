import { absolute, type FeedItem, type Post, pagePath, shareImagePath } from '#domain';
import type { Written } from '#library';
import site from '#site';
import { renderPost } from './render-post.ts';

/** A post as an item of the JSON Feed; the other feeds are made from the same. */
export async function toFeedItem(post: Written<Post>): Promise<FeedItem> {
  const path = pagePath('posts', post.slug, post.lang, site);
  return {
    id: post.id,
    url: absolute(path, site),
    title: post.title,
    summary: post.description,
    content_html: await renderPost(post),
    date_published: new Date(post.published).toISOString(),
    ...(post.updated === undefined ? {} : { date_modified: new Date(post.updated).toISOString() }),
    language: post.lang,
    tags: [...post.tags],
    image: absolute(shareImagePath(path, site), site),
    _byline: {
      offers: [...post.offers],
      channels: { ...post.channels },
      ...(post.canonical === undefined ? {} : { canonical: post.canonical }),
    },
  };
}
