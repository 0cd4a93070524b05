import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Element, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toString as textOf } from 'hast-util-to-string';
import { visit } from 'unist-util-visit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type BodyFormat, feedPageSchema } from '#domain';
import { renderEdition } from '../../integrations/syndication/editions/render-edition.ts';
import { type Checkout, checkOut, settingsIn } from '../checkout.ts';
import { openChannel } from '../syndication/open-channel.ts';
import { itemsIn } from './feed-rules.ts';

const site = 'https://fixture.example';
let checkout: Checkout;
const read = (path: string) => readFileSync(join(checkout.root, 'dist', path), 'utf8');

beforeAll(async () => {
  checkout = await checkOut('samples', settingsIn('en'));
  const { code, stderr } = await checkout.byline(['build']);
  if (code !== 0) throw new Error(stderr);
}, 120_000);
afterAll(() => checkout.remove());

/** A Markdown file, one with a component, one that is a module, one with pictures of its own. */
const posts = ['plain', 'filled', 'module', 'pictures'];
const pageOf = (slug: string) => `${site}/posts/${slug}/`;

/** The HTML each of these posts shows: in a block of HTML, in a string, in a line of code, in prose. */
const samples = [
  '<a href="/in-block/"><img loading="lazy" srcset="a 1x" sizes="1px" decoding="async" fetchpriority="high"></a>',
  `const link = ' href="/string/" src="/string.png" loading="lazy"';`,
  '<a href="/inline/"><img loading="lazy" srcset="a 1x" src="/inline.png">',
  '<a href="/in-prose/"> <img loading="lazy" srcset="a 1x"> in prose.',
];

/** Where a post goes out as HTML → that HTML. */
const places: Readonly<Record<string, (slug: string) => string>> = {
  RSS: (slug) => inXml('rss.xml', slug),
  Atom: (slug) => inXml('atom.xml', slug),
  'the JSON Feed': (slug) => inJson('posts/feed.json', slug),
  'the feed that editions are made from': (slug) => inJson('feed.json', slug),
  'an edition in HTML': (slug) => editionOf(slug, 'html'),
};

function inXml(feed: string, slug: string): string {
  return itemsIn(read(feed)).find(({ link }) => link === pageOf(slug))?.html ?? '';
}

const jsonFeed = z.object({ items: z.array(z.object({ url: z.string(), content_html: z.string() })) });

function inJson(feed: string, slug: string): string {
  const { items } = jsonFeed.parse(JSON.parse(read(feed)));
  return items.find(({ url }) => url === pageOf(slug))?.content_html ?? '';
}

function editionOf(slug: string, format: BodyFormat): string {
  const { items } = feedPageSchema.parse(JSON.parse(read('feed.json')));
  const item = items.find(({ url }) => url === pageOf(slug));
  if (item === undefined) throw new Error(`${slug} is not in the feed`);
  return renderEdition(item, { channel: openChannel({ format }), site }).body;
}

const cases = Object.keys(places).flatMap((place) => posts.map((post) => [post, place] as const));

describe.each(cases)('the post “%s” in %s', (post, place) => {
  const html = () => places[place]?.(post) ?? '';
  const tree = () => fromHtml(html(), { fragment: true });

  test('shows every sample as it was written', () => {
    for (const sample of samples) expect(textOf(tree())).toContain(sample);
  });

  test('has whole addresses', () => {
    const links = elements(tree(), 'a').map(({ properties }) => withoutTag(properties['href']));
    expect(links.slice(0, 2)).toEqual([`${site}/posts/`, `${pageOf(post)}#samples`]);
    expect(html()).not.toMatch(/<(a|img) [^>]*(href|src)="\//);
  });
});

describe.each(posts)('the post “%s” as Markdown', (post) => {
  test.each([
    ['index.md', () => read(`posts/${post}/index.md`)],
    ['an edition', () => editionOf(post, 'markdown')],
  ])('in %s shows every sample as it was written', (_, markdown) => {
    const shown = markdown().replaceAll(/\\(?=[^\w\s])/g, '');
    for (const sample of samples) expect(shown).toContain(sample);
    expect(shown).toContain(`[link](${site}/posts/`);
  });
});

describe('what the site fills in', () => {
  test.each(Object.keys(places))(
    'in %s, pictures have whole addresses, and what a page alone needs is gone',
    (place) => {
      const pictures = elements(fromHtml(places[place]?.('pictures') ?? '', { fragment: true }), 'img');
      expect(pictures.map(({ properties }) => properties['alt'])).toEqual(['First', 'First again', 'Second']);
      for (const { properties } of pictures) {
        // Other platforms show a picture as its author made it, at an address that outlasts the next build.
        const isEdition = place === 'an edition in HTML';
        const address = isEdition
          ? /originals\/posts\/pictures\/(first|second)\./
          : /_astro\/(first|second)\./;
        expect(properties['src']).toMatch(new RegExp(`^https://fixture\\.example/${address.source}`));
        expect(Object.keys(properties).sort()).toEqual(
          expect.arrayContaining(isEdition ? ['alt', 'src'] : ['alt', 'height', 'src', 'width']),
        );
        for (const name of ['srcSet', 'sizes', 'loading', 'decoding', 'fetchPriority'])
          expect(properties).not.toHaveProperty(name);
      }
    },
  );

  test.each(Object.keys(places))('in %s, a component keeps the code it shows', (place) => {
    const tree = fromHtml(places[place]?.('filled') ?? '', { fragment: true });
    const [code, inSlot] = elements(tree, 'code')
      .slice(-2)
      .map((node) => textOf(node));
    expect([code, inSlot]).toEqual(['<img srcset="a 1x" src="/in-component.png">', 'href="/in-card/"']);
    const links = elements(tree, 'a').map(({ properties }) => withoutTag(properties['href']));
    expect(links.slice(2, 4)).toEqual([`${site}/posts/`, `${site}/posts/plain/`]);
  });
});

function elements(tree: Root, name: string): Element[] {
  const found: Element[] = [];
  visit(tree, { type: 'element', tagName: name }, (node) => {
    found.push(node);
  });
  return found;
}

/** An address without the tag that links of an edition have. */
function withoutTag(href: unknown): string {
  const url = new URL(String(href));
  url.search = '';
  return url.href;
}
