import { loadRenderers } from 'astro:container';
import { getContainerRenderer } from '@astrojs/mdx/container-renderer';
import { experimental_AstroContainer as AstroContainer } from 'astro/container';
import { absolute, type Post, pagePath } from '#domain';
import type { Written } from '#library';
import { remembered } from '#reads';
import site from '#site';
import { cleanElements, cleanHtml } from '#texts';
import { failed } from '../prose/failed.ts';
import { fillPlainly, renderGuarded } from '../prose/plainly.ts';

const renderOnce = remembered(renderAnew, ({ id }) => id);

/** A post's whole text as clean HTML; rendered once a build however many feeds ask. */
export function renderPost(post: Written<Post>): Promise<string> {
  return import.meta.env.DEV ? renderAnew(post) : renderOnce(post);
}

async function renderAnew(post: Written<Post>): Promise<string> {
  const { html, Content } = await post.renderClean();
  const container = await startContainer();
  const page = absolute(pagePath('posts', post.slug, post.lang, site), site);
  const rendered = await renderGuarded(container, { Component: Content }, (error) =>
    failed(error, 'the text', { file: post.file }),
  );
  const filling = { lang: post.lang, page, container };
  if (html === null) return fillPlainly(cleanHtml(rendered, page), { ...filling, pictures: [] });
  return fillPlainly(html, { ...filling, pictures: cleanElements(rendered, page) });
}

const startContainer = remembered(async () => {
  const renderers = await loadRenderers([getContainerRenderer()]);
  return AstroContainer.create({ renderers });
});
