import type { APIRoute } from 'astro';
import site from '#site';

/** The IndexNow key, where search engines look for it; no file where none is set. */
export function getStaticPaths() {
  return site.indexNow === undefined ? [] : [{ params: { key: site.indexNow.key } }];
}

export const GET: APIRoute = ({ params }) => new Response(params['key'] ?? '');
