import type { APIRoute } from 'astro';
import { type SitemapItemLoose, SitemapStream, streamToPromise } from 'sitemap';
import { mainLanguage } from '#domain';
import site from '#site';
import { strings } from '#strings';
import { everyPage, versionsOf } from '../page-list.ts';
import type { ListedPage } from '../page-parts.ts';

export const GET: APIRoute = async () => {
  const stream = new SitemapStream({
    hostname: site.url,
    xmlns: { news: false, video: false, image: false, xhtml: true },
  });
  for (const page of await everyPage()) stream.write(await toItem(page));
  stream.end();
  const xml = await streamToPromise(stream);
  return new Response(xml.toString(), { headers: { 'Content-Type': 'application/xml' } });
};

async function toItem({ path, changed }: ListedPage): Promise<SitemapItemLoose> {
  return {
    url: path,
    ...(changed === undefined ? {} : { lastmod: new Date(changed).toISOString() }),
    ...alternates(await versionsOf(path)),
  };
}

function alternates(versions: readonly ListedPage[]): Pick<SitemapItemLoose, 'links'> {
  if (versions.length < 2) return {};
  const links = versions.map(({ lang, path }) => ({ lang: strings(lang).htmlLang, url: path }));
  const main = versions.find(({ lang }) => lang === mainLanguage(site));
  return { links: main === undefined ? links : [...links, { lang: 'x-default', url: main.path }] };
}
