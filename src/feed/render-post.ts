import { loadRenderers } from 'astro:container';
import { getContainerRenderer } from '@astrojs/mdx/container-renderer';
import { experimental_AstroContainer as AstroContainer } from 'astro/container';
import { absolute, type Post, pagePath } from '#domain';
import type { Written } from '#library';
import { remembered } from '#reads';
import site from '#site';
import { cleanElements, cleanHtml, markedHtml } from '#texts';
import { failed } from '../prose/failed.ts';
import { fillPlainly, renderGuarded } from '../prose/plainly.ts';

/** A post's whole text as clean HTML; rendered once a build however many feeds ask. */
export function renderPost(post: Written<Post>): Promise<string> {
  return import.meta.env.DEV ? renderClean(post) : renderCleanOnce(post);
}

/** The same for the recipes of editions, with the attributes of `editionMarks`. */
export function renderMarkedPost(post: Written<Post>): Promise<string> {
  return renderAnew(post, { render: post.renderMarked, clean: markedHtml, isMarked: true });
}

function renderClean(post: Written<Post>): Promise<string> {
  return renderAnew(post, { render: post.renderClean, clean: cleanHtml, isMarked: false });
}

const renderCleanOnce = remembered(renderClean, ({ id }) => id);

async function renderAnew(post: Written<Post>, { render, clean, isMarked }: Way): Promise<string> {
  const { html, Content } = await render();
  const container = await startContainer();
  const page = absolute(pagePath('posts', post.slug, post.lang, site), site);
  const rendered = await renderGuarded(container, { Component: Content }, (error) =>
    failed(error, 'the text', { file: post.file }),
  );
  const filling = { lang: post.lang, page, container, isMarked };
  if (html === null) return fillPlainly(clean(rendered, page), { ...filling, pictures: [] });
  return fillPlainly(html, { ...filling, pictures: cleanElements(rendered, page) });
}

const startContainer = remembered(async () => {
  const renderers = await loadRenderers([getContainerRenderer()]);
  return AstroContainer.create({ renderers });
});

/** One of the two ways a text is rendered for strangers. */
interface Way {
  readonly render: Written<Post>['renderClean'];
  /** Does to the HTML of a page what the compiler does to other texts. */
  readonly clean: (html: string, base: string) => string;
  readonly isMarked: boolean;
}
