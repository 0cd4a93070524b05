import type { Element } from 'hast';
import { h } from 'hastscript';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { type CoverSize, coverAddress } from '#domain';
import { cardSize } from './format.ts';
import type { PageTags } from './page-tags.ts';

/** A page that shows every share image of a site at once, by kind; for the author, while developing. */
export function renderGallery(pages: readonly GalleryPage[], covers: readonly CoverSize[]): string {
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
    ...sections.map(([kind, all]) => section(kind, all, kind === 'post' ? covers : [])),
    ...(pages.length === 0 ? [h('p', 'The sitemap has no page with a share image.')] : []),
  ];
  const head = [
    h('meta', { charSet: 'utf-8' }),
    h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    h('title', 'Share images'),
    h('style', style),
  ];
  const page = h(null, [{ type: 'doctype' }, h('html', { lang: 'en' }, [h('head', head), h('body', body)])]);
  return unified().use(rehypeStringify).stringify(page);
}

function contents(kind: string, count: number): Element {
  return h('a', { href: `#${kind}` }, [kind, h('small', String(count))]);
}

function section(kind: string, pages: readonly GalleryPage[], covers: readonly CoverSize[]): Element {
  const figures = pages.map((page) => figure(page, covers));
  return h('section', { id: kind }, [h('h2', [kind, h('small', String(pages.length))]), h('div', figures)]);
}

function figure({ path, tags, missing }: GalleryPage, covers: readonly CoverSize[]): Element {
  const card = tags.image.pathname;
  const all = [
    { ...cardSize, src: card },
    ...covers.map((size) => ({ ...size, src: coverAddress(card, size) })),
  ];
  return h('figure', missing.length > 0 ? { className: 'lacking' } : {}, [
    ...all.map(({ src, width, height }) => picture(src, width, height)),
    h('figcaption', [
      h('a', { href: path }, tags.page.title),
      h('small', `${tags.page.lang} · ${decodeURI(path)}`),
      ...(missing.length > 0 ? [h('strong', `No font has ${missing.join(' ')}`)] : []),
    ]),
  ]);
}

function picture(src: string, width: number, height: number): Element {
  const image = h('img', { src, width, height, alt: '', loading: 'lazy', decoding: 'async' });
  return h('a', { href: src, title: `${width} × ${height}`, style: `--ratio: ${width / height}` }, image);
}

function order(kind: string): number {
  const index = ['home', 'post', 'series', 'project', 'offer', 'tag', 'page'].indexOf(kind);
  return index === -1 ? Number.MAX_SAFE_INTEGER : index;
}

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; background: light-dark(#edecea, #17181b); color: light-dark(#22242a, #e6e4df); }
body { margin: 0 auto; max-width: 110rem; padding: 1.5rem clamp(1rem, 4vw, 3rem) 5rem; }
header { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem 2rem; padding: .75rem 0; background: inherit; }
header { background: light-dark(#edecea, #17181b); }
h1 { font-size: 1.25rem; margin: 0; }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }
h2 { font-size: 1.5rem; margin: 2.5rem 0 1rem; scroll-margin-top: 5rem; text-transform: capitalize; }
section { scroll-margin-top: 3rem; }
small { color: light-dark(#5c5f66, #a3a5aa); font-size: .8125rem; font-weight: 400; margin-left: .5rem; }
section > div { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 26rem), 1fr)); gap: 2rem 1.5rem; align-items: start; }
figure { margin: 0; display: flex; flex-wrap: wrap; gap: .5rem; }
figure > a { flex: var(--ratio) 1 0; min-width: 9rem; }
figure > a:first-child { flex-basis: 100%; }
img { display: block; width: 100%; height: auto; border-radius: 6px; background: light-dark(#fff, #26282d); box-shadow: 0 1px 2px #0002, 0 4px 16px #0001; }
figcaption { flex-basis: 100%; display: flex; flex-direction: column; }
figcaption small { margin: 0; overflow-wrap: anywhere; }
a { color: inherit; text-underline-offset: .2em; }
nav a, figcaption a { text-decoration-color: light-dark(#0003, #fff4); }
a:focus-visible { outline: 2px solid currentColor; outline-offset: 3px; }
.lacking img { outline: 3px solid light-dark(#b3261e, #ff8a7a); }
strong { color: light-dark(#b3261e, #ff8a7a); }
`;

export interface GalleryPage {
  /** The page's path on the site. */
  readonly path: string;
  readonly tags: PageTags;
  /** Characters of its card that nothing here draws. */
  readonly missing: readonly string[];
}
