import type { APIRoute } from 'astro';
import { absolute } from '#domain';
import site from '#site';

export const GET: APIRoute = () =>
  new Response(
    `User-agent: *\nAllow: /\nDisallow: /studio/\nDisallow: /api/\n\nSitemap: ${absolute('/sitemap.xml', site)}\n`,
  );
