import { describe, expect, test } from 'vitest';
import { recognise } from '../../integrations/syndication/copies/recognise.ts';
import type { Seen } from '../../integrations/syndication/platform.ts';

const TAG = 'utm_source=out&utm_medium=syndication&utm_campaign=hello';
const HOME = 'https://site.example/posts/hello/';
const edition = {
  post: 'hello',
  channel: 'out',
  title: 'Hello & <world>',
  canonical: HOME,
  link: `${HOME}?${TAG}`,
};
const seen = (changes: Partial<Seen>): Seen => ({ id: '1', state: 'live', title: edition.title, ...changes });
const html = (last: string, before = '<p>Text.</p>') => `${before}<p>Source: ${last}</p>`;
const link = (query: string, address = HOME) =>
  `<a href="${address}?${query.replaceAll('&', '&amp;')}">Hello</a>`;

describe('by the link in its last line and its title', () => {
  test.each<[string, Partial<Seen>, string]>([
    ['HTML', { body: html(link(TAG)) }, 'ours'],
    ['Markdown', { body: `Text.\n\nSource: [Hello](${HOME}?${TAG.replaceAll('&', '\\&')})` }, 'ours'],
    ['plain text', { body: `Text.\n\n${HOME}?${TAG}`, title: undefined }, 'ours'],
    ['a title with entities', { body: html(link(TAG)), title: 'Hello &amp; &lt;world&gt;' }, 'ours'],
    ['another title', { body: html(link(TAG)), title: 'What Hello got wrong' }, 'perhaps'],
    ['a quotation above the last line', { body: html('me', `<p>As in ${link(TAG)}.</p>`) }, 'perhaps'],
    ['a quotation in Markdown', { body: `See [it](${HOME}?${TAG}).\n\nThat was it.` }, 'perhaps'],
    ['another channel', { body: html(link(TAG.replace('out', 'else'))) }, 'other'],
    ['another post', { body: html(link(TAG.replace('hello', 'other'))) }, 'other'],
    ['a post whose id begins alike', { body: html(link(`${TAG}-2`)) }, 'other'],
    ['a longer address', { body: html(link(TAG, `${HOME}again/`)) }, 'other'],
    ['an untagged link', { body: html(`<a href="${HOME}">Hello</a>`) }, 'other'],
    ['nothing', { body: 'Nothing.' }, 'other'],
    ['no body', {}, 'other'],
  ])('%s', (_, changes, expected) => {
    expect(recognise(seen(changes), edition)).toBe(expected);
  });
});

describe('by the source it names', () => {
  test.each<[string, Partial<Seen>, string]>([
    ['ours', { canonical: HOME }, 'ours'],
    ['ours, under another title', { canonical: HOME, title: 'Other' }, 'ours'],
    [
      'ours, but its last line is another channel’s',
      { canonical: HOME, body: html(link(TAG.replace('out', 'else'))) },
      'other',
    ],
    ['another', { canonical: 'https://site.example/posts/else/' }, 'other'],
    ['none', { canonical: null }, 'other'],
  ])('%s', (_, changes, expected) => {
    expect(recognise(seen(changes), edition)).toBe(expected);
  });
});

describe('where the channel’s links are not tagged whole', () => {
  const by = (query: string) => ({ ...edition, link: HOME + query });
  test.each<[string, string, Partial<Seen>, string]>([
    ['a ref of the channel', '?ref=out', { body: html(link('ref=out')) }, 'ours'],
    ['a ref under another title', '?ref=out', { body: html(link('ref=out')), title: 'Other' }, 'perhaps'],
    ['a ref of another channel', '?ref=out', { body: html(link('ref=else')) }, 'other'],
    ['a ref to another post', '?ref=out', { body: html(link('ref=out', `${HOME}again/`)) }, 'other'],
    ['a bare link', '', { body: html(`<a href="${HOME}">Hello</a>`) }, 'perhaps'],
    ['no link', '', { body: html('me') }, 'other'],
  ])('%s', (_, query, changes, expected) => {
    expect(recognise(seen(changes), by(query))).toBe(expected);
  });
});

test('a Chinese address, encoded or not', () => {
  const canonical = 'https://site.example/posts/%E4%BD%A0%E5%A5%BD/';
  const query = '?utm_source=a&utm_medium=syndication&utm_campaign=%E4%BD%A0%E5%A5%BD';
  const chinese = { post: '你好', channel: 'a', title: '你好', canonical, link: canonical + query };
  for (const address of [canonical, decodeURI(canonical)])
    expect(recognise(seen({ title: '你好', body: address + query }), chinese)).toBe('ours');
});
