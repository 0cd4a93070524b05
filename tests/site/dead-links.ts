import { existsSync, statSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { scanHtml, type Tag } from '../../integrations/page-policy/scan-html.ts';

/**
 * What leads nowhere in a built site: links, parts of pages, pictures, scripts, feeds' and sitemaps' addresses.
 *
 * @param home the site's address without the last slash; other hosts are not asked, and a link to another place on
 * its own host is dead
 * @param served paths the server answers and no file stands for
 */
export async function findDead(
  dist: string,
  home: string,
  served: readonly RegExp[] = [],
): Promise<string[]> {
  const pages = await readPages(dist);
  const sources = [...pages].map(([path, tags]) => ({ path, links: tags.flatMap(linksOf) }));
  const links = [...sources, ...(await feedLinks(dist, home))].flatMap(({ path, links }) =>
    links.filter((link) => !leadsSomewhere(link, path)).map((link) => ({ link, path })),
  );
  return [...Map.groupBy(links, ({ link }) => link)].map(
    ([link, from]) => `${link} from ${from[0]?.path} and ${from.length - 1} more`,
  );

  function leadsSomewhere(link: string, from: string): boolean {
    const url = URL.parse(link, home + from);
    if (url === null) return false;
    const { origin, pathname: base } = new URL(`${home}/`);
    if (url.origin !== origin || served.some((pattern) => pattern.test(url.pathname))) return true;
    if (!url.pathname.startsWith(base)) return false;
    const path = decodeURIComponent(url.pathname.slice(base.length - 1));
    const part = decodeURIComponent(url.hash.slice(1));
    const file = path.endsWith('/') ? `${path}index.html` : path;
    if (!isFile(join(dist, file))) return false;
    const page = pages.get(path);
    return (
      part === '' ||
      part === 'top' ||
      page === undefined ||
      page.some(({ attributes }) => attributes.get('id') === part)
    );
  }
}

async function readPages(dist: string): Promise<Map<string, readonly Tag[]>> {
  const pages = new Map<string, readonly Tag[]>();
  for await (const file of glob('**/*.html', { cwd: dist })) {
    if (!isFile(join(dist, file))) continue;
    pages.set(
      `/${file.replace(/(^|\/)index\.html$/, '$1')}`,
      scanHtml(await readFile(join(dist, file), 'utf8')),
    );
  }
  return pages;
}

/** Addresses of ours in what machines read: feeds, sitemaps, and files of text that list pages. */
async function feedLinks(dist: string, home: string): Promise<{ path: string; links: string[] }[]> {
  const files = await Array.fromAsync(glob('**/{*.xml,*.json,*.txt,*.md,_redirects}', { cwd: dist }));
  const found = files.filter((file) => isFile(join(dist, file)) && !file.startsWith('pagefind/'));
  return Promise.all(
    found.map(async (file) => {
      // HTML in a feed is escaped once as a whole.
      const text = (await readFile(join(dist, file), 'utf8'))
        .replaceAll('&quot;', '"')
        .replaceAll('&lt;', '<');
      const links = Array.from(text.matchAll(new RegExp(`${home}/[^\\s"'<>\\\\)\\]]*`, 'g')), ([url]) => url);
      return {
        path: `/${file}`,
        links: links.map((link) => link.replaceAll('&amp;', '&').replaceAll('&#x26;', '&')),
      };
    }),
  );
}

function linksOf({ name, attributes }: Tag): string[] {
  const value = (key: string) => attributes.get(key) ?? [];
  const links = ['href', 'src', 'action', 'poster'].flatMap(value);
  const pictures = [value('srcset')]
    .flat()
    .flatMap((set) => set.split(/,\s+/).flatMap((one) => one.trim().split(/\s/)[0] ?? []));
  const meta =
    name === 'meta' && /^(og:(image|url)|twitter:image)$/.test(attributes.get('property') ?? '')
      ? value('content')
      : [];
  const refresh =
    name === 'meta' && attributes.get('http-equiv') === 'refresh'
      ? (attributes.get('content')?.split('url=')[1] ?? [])
      : [];
  return [links, pictures, meta, refresh]
    .flat()
    .filter((link) => !/^(mailto|tel|data|javascript):/.test(link));
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}
