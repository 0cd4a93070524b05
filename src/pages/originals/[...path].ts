import type { APIRoute, GetStaticPaths } from 'astro';
import { originalPath } from '#domain';
import { postPictures } from '#library';
import { readOriginal } from '#texts';

/**
 * The pictures of posts as their author made them. Editions on other platforms show them: what Astro makes of a
 * picture for our pages has another address after each change.
 */
export const getStaticPaths: GetStaticPaths = async () =>
  (await postPictures()).map((file) => ({ params: { path: paramOf(file) }, props: { file } }));

export const GET: APIRoute<{ file: string }> = async ({ props }) =>
  new Response(await readOriginal(props.file));

function paramOf(file: string): string {
  return decodeURIComponent(originalPath(file).replace('/originals/', ''));
}
