import { files } from 'byline:proofs';
import type { APIRoute } from 'astro';
import { onSite, pathOfPage } from '#domain';
import site from '#site';

/** A file by which others make sure that the author of the site wrote the copies elsewhere. */
export const GET: APIRoute = ({ url }) =>
  new Response(files[onSite(pathOfPage(url), site)], {
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
