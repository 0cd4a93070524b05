import type { Element } from 'hast';
import { h } from 'hastscript';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { type CoverSize, coverAddress } from '#domain';
import { cardSize, type Size } from './format.ts';
import type { PageTags } from './page-tags.ts';

/** A page that shows every share image of a site at once, by kind; for the author, while developing. */
export function renderGallery(pages: readonly GalleryPage[]): string {
  const kinds = Map.groupBy(pages, ({ tags }) => tags.kind);
  const sections = [...kinds].toSorted(([a], [b]) => order(a) - order(b));
  const body = [
    h('header', [
      h('h1', 'Share images'),
      h(
        'nav',
        sections.map(([kind, all]) => contents(kind, all.length)),
      ),
    ]),
    ...sections.map(([kind, all]) => section(kind, all)),
    ...(pages.length === 0 ? [h('p', 'The sitemap has no page with a share image.')] : []),
  ];
  const head = [
    h('meta', { charSet: 'utf-8' }),
    h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    h('title', 'Share images'),
    h('style', style),
    h('script', { type: 'module' }, weigh),
  ];
  const page = h(null, [{ type: 'doctype' }, h('html', { lang: 'en' }, [h('head', head), h('body', body)])]);
  return unified().use(rehypeStringify).stringify(page);
}

function contents(kind: string, count: number): Element {
  return h('a', { href: `#${kind}` }, [kind, h('small', String(count))]);
}

function section(kind: string, pages: readonly GalleryPage[]): Element {
  const heading = h('h2', [kind, h('small', String(pages.length))]);
  return h('section', { id: kind }, [heading, h('div', { className: 'pages' }, pages.map(tile))]);
}

function tile({ path, tags, missing, covers }: GalleryPage): Element {
  const { image, page } = tags;
  const small = covers.map((size) => picture(coverAddress(image.pathname, size), size));
  return h('article', missing.length > 0 ? { className: 'lacking' } : {}, [
    h('h3', { lang: page.lang }, h('a', { href: path }, page.title)),
    h('p', `${page.lang} · ${decodeURI(path)}`),
    ...(missing.length > 0 ? [h('strong', `Left out, for no font has it: ${missing.join(' ')}`)] : []),
    picture(image.pathname, cardSize),
    ...(small.length > 0 ? [h('div', { className: 'covers' }, small)] : []),
  ]);
}

/** A picture with its size, in pixels and, as soon as it is there, in kilobytes. */
function picture(src: string, { width, height }: Size): Element {
  const image = h('img', { src, width, height, alt: '', loading: 'lazy', decoding: 'async' });
  const caption = h('figcaption', [`${width} × ${height}`, h('span', { dataWeight: true })]);
  return h('figure', { style: `--ratio: ${width / height}` }, [h('a', { href: src }, image), caption]);
}

function order(kind: string): number {
  const index = ['home', 'post', 'series', 'project', 'offer', 'tag', 'page'].indexOf(kind);
  return index === -1 ? Number.MAX_SAFE_INTEGER : index;
}

const style = `
:root { color-scheme: light dark; --paper: light-dark(#f1f0ee, #17181b); --ink: light-dark(#22242a, #e6e4df); --soft: light-dark(#5c5f66, #a3a5aa); --rule: light-dark(#0000001f, #ffffff24); --alarm: light-dark(#b3261e, #ff8a7a); }
:root { font: 16px/1.5 system-ui, sans-serif; background: var(--paper); color: var(--ink); scroll-padding-top: 5rem; }
body { margin: 0 auto; max-width: 96rem; padding: 0 clamp(1rem, 4vw, 3rem) 5rem; }
header { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem 2rem; padding: 1rem 0 .75rem; background: var(--paper); border-bottom: 1px solid var(--rule); }
h1 { font-size: 1.125rem; margin: 0; }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }
h2 { font-size: 1.5rem; margin: 3rem 0 1.25rem; }
h2, nav { text-transform: capitalize; }
h3 { font-size: 1rem; line-height: 1.4; margin: 0; text-wrap: balance; }
small, p, figcaption { color: var(--soft); font-size: .8125rem; font-weight: 400; }
small { margin-left: .5em; font-variant-numeric: tabular-nums; }
p { margin: .125rem 0 .75rem; overflow-wrap: anywhere; }
.pages { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 26rem), 1fr)); gap: 3rem 2rem; align-items: end; }
.pages:has(.covers) { align-items: start; }
.covers { display: flex; flex-wrap: wrap; gap: 1rem; margin-top: 1rem; }
.covers figure { width: calc(var(--ratio) * 6.5rem); max-width: 100%; }
figure { margin: 0; }
figcaption { display: flex; flex-wrap: wrap; gap: 0 .75em; margin-top: .375rem; font-variant-numeric: tabular-nums; }
img { display: block; width: 100%; height: auto; background: light-dark(#fff, #26282d); box-shadow: 0 0 0 1px var(--rule); }
a { color: inherit; text-decoration-color: var(--rule); text-underline-offset: .2em; }
a:hover { text-decoration-color: currentColor; }
a:focus-visible { outline: 2px solid currentColor; outline-offset: 3px; }
.lacking img { box-shadow: 0 0 0 3px var(--alarm); }
strong { display: block; margin-bottom: .5rem; color: var(--alarm); font-size: .875rem; }
@media (max-width: 40rem) { header { position: static; } .pages { gap: 2.5rem; } }
`;

/** Pictures are drawn when they come into view, so only the browser knows what they weigh, and when. */
const weigh = `
new PerformanceObserver((seen) => {
  for (const { name, encodedBodySize } of seen.getEntries()) {
    if (encodedBodySize === 0) continue;
    const image = [...document.images].find(({ src }) => src === name);
    const weight = image?.closest('figure').querySelector('[data-weight]');
    if (weight) weight.textContent = Math.round(encodedBodySize / 1000) + ' kB';
  }
}).observe({ type: 'resource', buffered: true });
`;

export interface GalleryPage {
  /** The page's path on its host. */
  readonly path: string;
  readonly tags: PageTags;
  /** The sizes it is wanted in besides. */
  readonly covers: readonly CoverSize[];
  /** Characters of its card that nothing here draws. */
  readonly missing: readonly string[];
}
