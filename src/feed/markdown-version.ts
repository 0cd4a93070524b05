import { stringify } from 'yaml';
import { absolute, inLanguage, isoDay, type Post, pagePath } from '#domain';
import type { Written } from '#library';
import site from '#site';
import { strings } from '#strings';
import { htmlToMarkdown } from '#texts';
import { renderPost } from './render-post.ts';

/** A post as a file of Markdown: what it is as front matter, its title, its whole text. */
export async function markdownVersion(post: Written<Post>): Promise<string> {
  const url = absolute(pagePath('posts', post.slug, post.lang, site), site);
  const text = await htmlToMarkdown(await renderPost(post), { title: post.title, canonical: url });
  return `---\n${stringify(matterOf(post, url), { lineWidth: 0 })}---\n\n${text}\n`;
}

function matterOf(post: Post, url: string) {
  return {
    title: post.title,
    description: post.description,
    author: inLanguage(site.author.name, post.lang),
    date: isoDay(post.published, site.timeZone),
    ...(post.updated === undefined ? {} : { updated: isoDay(post.updated, site.timeZone) }),
    language: strings(post.lang).htmlLang,
    ...(post.tags.length === 0 ? {} : { tags: post.tags }),
    canonical: post.canonical ?? url,
    ...(site.license === undefined ? {} : { license: `${site.license.name} ${site.license.url}` }),
  };
}
