import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { h } from 'hastscript';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { absolute, type HostPath, type Lang, mainLanguage, onSite, type Site } from '#domain';
import { strings } from '#strings';
import type { Redirects } from './redirects-file.ts';

/**
 * Writes the pages at old addresses, for hosts that do not redirect, over those that Astro made: whole
 * documents, in the language of the page they lead to.
 *
 * @param dist the built site
 */
export async function writeMovedPages(dist: string, redirects: Redirects, site: Site): Promise<void> {
  await Promise.all(
    Object.entries(redirects).map(([from, to]) => writeOver(dist, from, movedPage(to, site))),
  );
}

/** A page that leads on at once, and says where to. @param to the path of the page, as browsers ask for it */
export function movedPage(to: HostPath, site: Site): string {
  const lang = langOf(to, site);
  const { htmlLang, moved, colon } = strings(lang);
  const href = absolute(to, site);
  const page = h(null, [
    { type: 'doctype' },
    h('html', { lang: htmlLang }, [
      h('head', [
        h('meta', { charset: 'utf-8' }),
        h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
        h('meta', { name: 'color-scheme', content: 'light dark' }),
        h('title', moved.title),
        h('meta', { httpEquiv: 'refresh', content: `0;url=${to}` }),
        h('meta', { name: 'robots', content: 'noindex' }),
        h('link', { rel: 'canonical', href }),
      ]),
      h('body', [
        h('main', [h('h1', moved.title), h('p', [moved.here, colon, h('a', { href: to }, decodeURI(href))])]),
      ]),
    ]),
  ]);
  return unified().use(rehypeStringify).stringify(page);
}

/** What Astro made there, and nothing else: a file of the author's own stays. */
async function writeOver(dist: string, from: string, html: string): Promise<void> {
  const place = join(dist, decodeURI(from));
  for (const file of [join(place, 'index.html'), place]) {
    const there = await readFile(file, 'utf8').catch(() => '');
    if (there.includes('http-equiv="refresh"')) await writeFile(file, html);
  }
}

function langOf(path: HostPath, site: Site): Lang {
  const [, step] = onSite(path, site).split('/');
  return site.languages.find((lang) => lang === step) ?? mainLanguage(site);
}
