import type { APIRoute } from 'astro';
import { absolute, hostPath, isAtRoot, isSitePath } from '#domain';
import site from '#site';

/** Pages that are not for readers. */
const closed = ['/studio/', '/api/'];

/**
 * What crawlers are asked to leave alone. They read this file only at the root of a host, so below a path it
 * says where its lines belong.
 */
export const GET: APIRoute = () => {
  const { '*': everyone = [], ...some } = site.robots;
  const groups = [groupFor('*', [...closed, ...everyone])].concat(
    Object.entries(some).map(([crawler, paths]) => groupFor(crawler, [...closed, ...everyone, ...paths])),
  );
  const lines = [...note(), ...groups, `Sitemap: ${absolute(hostPath('/sitemap.xml', site), site)}`];
  return new Response(`${lines.join('\n')}\n`);
};

/** A crawler obeys the one group that names it, so each has all that is asked of it. */
function groupFor(crawler: string, paths: readonly string[]): string {
  const closedTo = paths.filter(isSitePath).map((path) => `Disallow: ${hostPath(path, site)}`);
  return [`User-agent: ${crawler}`, ...closedTo, ''].join('\n');
}

function note(): string[] {
  if (isAtRoot(site)) return [];
  const { origin } = new URL(site.url);
  return [`# Crawlers read ${origin}/robots.txt only. Copy these lines into that file.`, ''];
}
