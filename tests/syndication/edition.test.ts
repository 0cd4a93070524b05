import { describe, expect, test } from 'vitest';
import type { BodyFormat, Edition, FeedItem } from '#domain';
import { toEdition } from '../../integrations/syndication/edition.ts';
import { renderEdition } from '../../integrations/syndication/render-edition.ts';
import { hashItem, hashSource } from '../../integrations/syndication/source-hash.ts';
import { feedItem } from './feed-item.ts';
import { openChannel } from './open-channel.ts';

const TAG = 'utm_source=out&utm_medium=syndication&utm_campaign=hello';

/** An edition with its body. */
type Sent = Edition & { readonly body: string };

function sent(item: FeedItem, settings: Parameters<typeof openChannel>[0], platform = {}): Sent {
  const channel = openChannel(settings, {}, platform);
  const edition = toEdition(item, { ...channel, channel: channel.id });
  return { ...edition, ...renderEdition(item, edition, { channel, site: 'https://www.site.example' }) };
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

/** The body as a reader's browser sees it, without the closing line. */
const html = (source: string, how: Parameters<typeof edition>[1] = {}) =>
  edition(source, how)
    .body.replaceAll('&amp;', '&')
    .replace(/<p>[^<]*<a[^>]*>Hello<\/a><\/p>$/, '')
    .trim();

const whole = (source: string, how: Parameters<typeof edition>[1] = {}) =>
  edition(source, { ...how, format: 'markdown' }).body.replaceAll('\\&', '&');

/** The body without the closing line. */
const markdown = (source: string, how: Parameters<typeof edition>[1] = {}) =>
  whole(source, how).split('\n').slice(0, -1).join('\n').trim();

describe('links', () => {
  test.each([
    ['to another page of ours', 'https://site.example/projects/', `https://site.example/projects/?${TAG}`],
    ['to the site’s other name', 'https://www.site.example/', `https://www.site.example/?${TAG}`],
    ['with a query and a place', 'https://site.example/x?a=1#b', `https://site.example/x?a=1&${TAG}#b`],
    [
      'to a heading, which has no place in a copy',
      'https://site.example/posts/hello/#part',
      `https://site.example/posts/hello/?${TAG}#part`,
    ],
    ['to another site', 'https://other.example/?a=1', 'https://other.example/?a=1'],
    ['to a site whose name begins like ours', 'https://site.example.com/', 'https://site.example.com/'],
    ['to a mailbox', 'mailto:me@site.example', 'mailto:me@site.example'],
  ])('%s', (_, href, expected) => {
    expect(html(`<p><a href="${href}">x</a></p>`)).toBe(`<p><a href="${expected}">x</a></p>`);
    expect(markdown(`<p><a href="${href}">x</a></p>`)).toBe(`[x](${expected})`);
  });

  test('of pictures are not tagged', () => {
    const picture = '<p><img src="https://site.example/a.png" alt="A"></p>';
    expect(html(picture)).toBe(picture);
  });

  test('leave the canonical address untagged', () => {
    const { canonical, link } = edition('<p>x</p>');
    expect({ canonical, link }).toEqual({
      canonical: 'https://site.example/posts/hello/',
      link: `https://site.example/posts/hello/?${TAG}`,
    });
  });
});

describe('what the last line says', () => {
  const home = `https://site.example/posts/hello/?${TAG}`;
  test.each([
    ['full', 'en', `Originally published at: [Hello](${home})`],
    ['full', 'zh', `原文：[Hello](${home})`],
    ['summary', 'zh', `阅读全文：[Hello](${home})`],
    ['summary', 'en', `Read the whole post: [Hello](${home})`],
  ] as const)('%s, %s', (form, lang, expected) => {
    expect(whole('<p>body</p>', { form, lang }).split('\n').at(-1)).toBe(expected);
  });

  test('a language without words is named', () => {
    expect(() => whole('<p>body</p>', { lang: 'ja' })).toThrow(/no words in “ja”/);
  });
});

describe('a summary', () => {
  const cut = (source: string) => markdown(source, { form: 'summary' }).split('\n\n');
  test.each([
    ['ends before the first heading', '<p>one</p><h2>H</h2><p>two</p>', ['A first post.', 'one']],
    ['ends after a few blocks', '<p>1</p><p>2</p><p>3</p><p>4</p>', ['A first post.', '1', '2', '3']],
    ['keeps a block whole', '<ul><li>a</li><li>b</li></ul><h2>H</h2>', ['A first post.', '- a\n- b']],
    ['is the description alone where a heading comes first', '<h2>H</h2><p>x</p>', ['A first post.']],
    ['does not say the description twice', '<p>A first post.</p><p>x</p>', ['A first post.', 'x']],
    [
      'leaves footnote numbers at home',
      '<p>a<sup><a href="https://site.example/posts/hello/#user-content-fn-1">1</a></sup> x<sup>2</sup></p>',
      ['A first post.', 'a x2'],
    ],
  ])('%s', (_, source, expected) => {
    expect(cut(source)).toEqual(expected);
  });
});

/** Footnotes as the feed has them: without ids or marks, each link leads home. */
const notes = (() => {
  const at = 'https://site.example/posts/hello/#user-content-';
  const number = (name: string) => `<sup><a href="${at}fn-${name}">1</a></sup>`;
  const note = (text: string, ...back: string[]) =>
    `<li><p>${text} ${back.map((name) => `<a href="${at}fnref-${name}">↩</a>`).join(' ')}</p></li>`;
  const list = `<ol>${note(`one, as${number('y')}`, 'x', 'x-2')}${note('two', 'y', 'y-2')}</ol>`;
  return `<p>a${number('x')} b${number('y')} c${number('x')}</p><section><h2>Notes</h2>${list}</section>`;
})();

test('in HTML footnotes lead to each other', () => {
  const body = html(notes);
  const ids = [...body.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  const leads = [...body.matchAll(/ href="#([^"]+)"/g)].map(([, place]) => place);
  expect(ids).toEqual(
    ['fnref-x', 'fnref-y', 'fnref-x-2', 'fn-x', 'fnref-y-2', 'fn-y'].map((id) => `user-content-${id}`),
  );
  expect(new Set(leads)).toEqual(new Set(ids));
  expect(body).not.toContain('utm_source');
});

describe('Markdown', () => {
  const box = (state = '') => `<input type="checkbox"${state} disabled>`;
  test.each([
    ['code keeps its language', '<pre><code class="language-ts">let a\n</code></pre>', '```ts\nlet a\n```'],
    ['tables', '<table><tr><th>a</th></tr><tr><td>b|c</td></tr></table>', '| a |\n| - |\n| b\\|c |'],
    ['footnotes', notes, 'a[^1] b[^2] c[^1]\n\n[^1]: one, as[^2]\n\n[^2]: two'],
    ['done and not', `<ul><li>${box(' checked')} a</li><li>${box()} b</li></ul>`, '- [x] a\n- [ ] b'],
    ['emphasis before a Han character', '<p><strong>注意：</strong>后面</p>', '**注意：**&#x540E;面'],
    ['never begins like front matter', '<hr><p>a</p>', '***\n\na'],
  ])('%s', (_, source, expected) => {
    expect(markdown(source)).toBe(expected);
  });
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
  const { body, covers } = toEdition(item, {
    channel: 'out',
    site: 'https://name.example/blog/',
    settings: { platform: 'any', form: 'full' },
    platform: { formats: ['html'], covers: [{ width: 600, height: 600 }] },
  });
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
