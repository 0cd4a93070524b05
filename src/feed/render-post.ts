import { loadRenderers } from 'astro:container';
import { getContainerRenderer } from '@astrojs/mdx/container-renderer';
import { experimental_AstroContainer as AstroContainer } from 'astro/container';
import { absolute, type Post, pagePath } from '#domain';
import type { Written } from '#library';
import site from '#site';
import { cleanHtml } from './clean-html.ts';

const rendered = new Map<string, Promise<string>>();

/** A post's whole text as clean HTML; rendered once a build however many feeds ask. */
export function renderPost(post: Written<Post>): Promise<string> {
  if (import.meta.env.DEV) return renderAnew(post);
  const known = rendered.get(post.id) ?? renderAnew(post);
  rendered.set(post.id, known);
  return known;
}

async function renderAnew(post: Written<Post>): Promise<string> {
  const { Content } = await post.render();
  const container = await startContainer();
  const html = await container.renderToString(Content);
  return cleanHtml(html, absolute(pagePath('posts', post.slug, post.lang, site), site));
}

let starting: Promise<AstroContainer> | undefined;

function startContainer(): Promise<AstroContainer> {
  starting ??= loadRenderers([getContainerRenderer()]).then((renderers) =>
    AstroContainer.create({ renderers }),
  );
  return starting;
}
