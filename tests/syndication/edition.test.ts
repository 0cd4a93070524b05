import { describe, expect, test } from 'vitest';
import type { BodyFormat, Edition, FeedItem } from '#domain';
import { toEdition } from '../../integrations/syndication/editions/edition.ts';
import { renderEdition } from '../../integrations/syndication/editions/render-edition.ts';
import { hashItem, hashSource } from '../../integrations/syndication/editions/source-hash.ts';
import { feedItem } from './feed-item.ts';
import { openChannel } from './open-channel.ts';

const TAG = 'utm_source=out&utm_medium=syndication&utm_campaign=hello';

/** An edition with its body. */
type Sent = Edition & { readonly body: string };

function sent(
  item: FeedItem,
  settings: Parameters<typeof openChannel>[0],
  platform = {},
  site = 'https://www.site.example/',
): Sent {
  const channel = openChannel(settings, {}, platform);
  const edition = toEdition(item, { ...channel, channel: channel.id });
  return { ...edition, ...renderEdition(item, { channel, site }) };
}

function edition(
  html: string,
  how: {
    form?: 'full' | 'summary';
    format?: BodyFormat;
    lang?: string;
  } = {},
): Sent {
  const { form = 'full', format = 'html', lang = 'en' } = how;
  return sent(feedItem({ content_html: html, language: lang, title: 'Hello' }), { form, format });
}

test('leads home tagged, and names the canonical address untagged', () => {
  const { canonical, link, body } = edition('<p><a href="https://site.example/projects/">x</a></p>');
  expect({ canonical, link }).toEqual({
    canonical: 'https://site.example/posts/hello/',
    link: `https://site.example/posts/hello/?${TAG}`,
  });
  expect(body).toContain(`https://site.example/projects/?${TAG.replaceAll('&', '&amp;')}`);
});

test('a link to an offer says to which, and whether it stands in the text or in a card', () => {
  const offer = (name: string) => `<a href="https://site.example/${name}/">x</a>`;
  const card = `<p data-byline-offer="course">Course: ${offer('en/courses/sql')} — good</p>`;
  const { body } = edition(`<p>${offer('services/review')}${offer('services')}</p>${card}`);
  const contents = [...body.matchAll(/utm_campaign=hello(?:&amp;utm_content=([\w.-]+))?"/g)].map(
    ([, of]) => of,
  );
  expect(contents).toEqual(['text.review', undefined, 'card.sql', undefined]);
});

test.each([
  ['a ref', { ref: 15 }, '?ref=out'],
  ['nothing', 'none', ''],
] as const)('a channel that lets links carry %s gets that', (_, tagging, query) => {
  const html = '<p><a href="https://site.example/services/review/">x</a></p>';
  const { link, body } = sent(feedItem({ content_html: html }), { tagging, format: 'html' });
  expect(link).toBe(`https://site.example/posts/hello/${query}`);
  expect(body).toContain(`"https://site.example/services/review/${query}"`);
  expect(body).not.toContain('utm_');
});

describe('the picture', () => {
  const square = { width: 600, height: 600 };
  const wide = { width: 900, height: 383 };
  const editionWith = (image: string | undefined, covers?: (typeof square)[]) =>
    sent({ ...feedItem(), image }, {}, covers ? { covers } : {});
  const ours = 'https://site.example/og/posts/hello.png';

  test.each([
    ['the share image', ours, undefined, ours],
    ['in the size the platform wants', ours, [square], 'https://site.example/og/posts/hello.600x600.png'],
    ['another of the site’s, as it is', 'https://site.example/a.png', [square], 'https://site.example/a.png'],
    ['another site’s, as it is', 'https://x.example/og/a.png', [square], 'https://x.example/og/a.png'],
    ['none', undefined, [square], undefined],
  ])('is %s', (_, image, covers, expected) => {
    expect(editionWith(image, covers).image).toBe(expected);
  });

  test('is there in every size the platform wants, the main one first', () => {
    const { image, covers } = editionWith(ours, [wide, square]);
    expect(covers).toEqual(
      ['900x383', '600x600'].map((size) => `https://site.example/og/posts/hello.${size}.png`),
    );
    expect(image).toBe(covers[0]);
    expect(editionWith('https://site.example/a.png', [wide]).covers).toEqual([]);
  });
});

test.each([
  ['https://name.example/blog/posts/other/', true],
  ['https://name.example/other/', false],
  ['https://name.example/', false],
  ['https://name.example/blogs/', false],
])('below a path, a link to %s is ours: %s', (link, isOurs) => {
  const item = feedItem({
    url: 'https://name.example/blog/posts/hello/',
    content_html: `<p><a href="${link}">a</a></p>`,
    image: 'https://name.example/blog/og/posts/hello.png',
  });
  const { body, covers } = sent(
    item,
    { format: 'html' },
    { covers: [{ width: 600, height: 600 }] },
    'https://name.example/blog/',
  );
  expect(body.includes(`href="${link}"`)).toBe(!isOurs);
  expect(covers).toEqual(['https://name.example/blog/og/posts/hello.600x600.png']);
});

describe('what the author wants of one channel', () => {
  const chosen = (channels: FeedItem['_byline']['channels'], form: 'full' | 'summary' = 'full') =>
    sent(feedItem({ content_html: '<p>x</p><h2>H</h2>', _byline: { offers: [], channels } }), { form });
  const plain = chosen({});
  test.each([
    ['nothing', { out: {} }],
    ['to go', { out: true }],
    ['something of another channel', { else: { title: 'Other', tags: [], form: 'summary' } }],
  ] as const)('%s: all as it is', (_, channels) => {
    expect(chosen(channels as FeedItem['_byline']['channels'])).toEqual(plain);
  });

  test('another title, in the last line too', () => {
    const { title, body } = chosen({ out: { title: 'Other' } });
    expect(title).toBe('Other');
    expect(body.split('\n').at(-1)).toMatch(/^Originally published at: \[Other\]/);
  });

  test('other tags', () => {
    expect(chosen({ out: { tags: ['node'] } }).tags).toEqual(['node']);
    expect(chosen({ out: { tags: [] } }).tags).toEqual([]);
  });

  test.each([
    ['summary', 'full', 'Read the whole post: '],
    ['full', 'summary', 'Originally published at: '],
  ] as const)('a %s, though the channel takes it %s', (form, ofChannel, lastLine) => {
    const edition = chosen({ out: { form } }, ofChannel);
    expect(edition.form).toBe(form);
    expect(edition.body.split('\n').at(-1)).toContain(lastLine);
    expect(edition.body.includes('## H')).toBe(form === 'full');
  });

  test('leaves the link’s tag and the canonical address', () => {
    const { link, canonical } = chosen({ out: { title: 'Other' } });
    expect({ link, canonical }).toEqual({ link: plain.link, canonical: plain.canonical });
  });
});

describe('the hash of what the author wrote', () => {
  const hash = (item: Partial<FeedItem> = {}, settings: Parameters<typeof openChannel>[0] = {}) => {
    const post = feedItem(item);
    const channel = openChannel(settings);
    return hashSource(hashItem(post), toEdition(post, { ...channel, channel: 'out' }), channel);
  };
  const base = hash();
  test.each<[string, Partial<FeedItem>, Parameters<typeof openChannel>[0]]>([
    ['another title', { title: 'b' }, {}],
    ['another description', { summary: 'b' }, {}],
    ['another text', { content_html: '<p>b</p>' }, {}],
    ['other tags', { tags: ['b'] }, {}],
    ['a cover of its own', { image: 'https://site.example/a.png' }, {}],
    ['another address', { url: 'https://site.example/b/' }, {}],
    ['the channel in a summary', {}, { form: 'summary' }],
    ['the channel in HTML', {}, { format: 'html' }],
    ['a title for the channel', { _byline: { offers: [], channels: { out: { title: 'b' } } } }, {}],
  ])('changes with %s', (_, item, settings) => {
    expect(hash(item, settings)).not.toBe(base);
  });

  test.each<[string, Partial<FeedItem>]>([
    ['another share image, which is drawn from the title', { image: 'https://site.example/og/posts/x.png' }],
    ['a title for another channel', { _byline: { offers: [], channels: { else: { title: 'b' } } } }],
    ['a day of its own', { date_modified: '2026-11-01T00:00:00Z' }],
  ])('stays with %s', (_, item) => {
    const image = 'https://site.example/og/hello.png';
    expect(hash({ image, ...item })).toBe(base);
  });

  test('is SHA-256', () => {
    expect(base).toMatch(/^[0-9a-f]{64}$/);
  });
});
