import type { APIRoute } from 'astro';
import { posts, type WrittenPost } from '#library';
import { markdownVersion } from '../../../../feed/markdown-version.ts';
import { langParam } from '../../../../languages.ts';

/** `index.md` beside every post's page; Astro takes a file of that name for an index itself. */
export async function getStaticPaths() {
  const shown = (await posts()).filter(({ noindex }) => !noindex);
  return shown.map((post) => ({
    params: { lang: langParam(post.lang), slug: post.slug, index: 'index' },
    props: { post },
  }));
}

export const GET: APIRoute<{ post: WrittenPost }> = async ({ props }) =>
  new Response(await markdownVersion(props.post), {
    headers: { 'Content-Type': 'text/markdown; charset=utf-8' },
  });
