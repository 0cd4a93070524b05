import type { APIRoute } from 'astro';
import { absolute } from '#domain';
import site from '#site';

/** Pages that are no reader's. */
const closed = ['/studio/', '/api/'];

export const GET: APIRoute = () => {
  const { '*': everyone = [], ...some } = site.robots;
  const groups = [groupFor('*', [...closed, ...everyone])].concat(
    Object.entries(some).map(([crawler, paths]) => groupFor(crawler, [...closed, ...everyone, ...paths])),
  );
  return new Response(`${groups.join('\n')}\nSitemap: ${absolute('/sitemap.xml', site)}\n`);
};

/** A crawler obeys the one group that names it, so each has all that is asked of it. */
function groupFor(crawler: string, paths: readonly string[]): string {
  return [`User-agent: ${crawler}`, ...paths.map((path) => `Disallow: ${path}`), ''].join('\n');
}
