import { describe, expect, test } from 'vitest';
import { readTag, tagLink, untagLink } from '#domain';

describe('a tagged link', () => {
  const tag = { channel: 'cnblogs', post: '超时' };

  test.each([
    'https://a.example/posts/x/',
    'https://a.example/posts/x/?page=2#part',
    'https://a.example/?utm_source=old',
  ])('%s says which edition it stood in', (url) =>
    expect(readTag(new URL(tagLink(url, tag)).searchParams)).toMatchObject(tag),
  );

  test('keeps its query and its fragment', () => {
    expect(tagLink('https://a.example/p/?q=1#h', { channel: 'dev', post: 'p' })).toBe(
      'https://a.example/p/?q=1&utm_source=dev&utm_medium=syndication&utm_campaign=p#h',
    );
  });

  test('and comes off again', () => {
    expect(untagLink(tagLink('https://a.example/p/?q=1#h', tag))).toBe('https://a.example/p/?q=1#h');
  });
});

describe('a query', () => {
  test.each([
    [
      'utm_source=dev&utm_medium=syndication&utm_campaign=p',
      { channel: 'dev', post: 'p', campaign: undefined },
    ],
    [
      'utm_source=Newsletter&utm_medium=email&utm_campaign=spring',
      { channel: 'newsletter', post: undefined, campaign: 'spring' },
    ],
    ['ref=producthunt', { channel: 'producthunt', post: undefined, campaign: undefined }],
    ['source=rss', { channel: 'rss', post: undefined, campaign: undefined }],
    ['utm_source=', null],
    ['q=secret', null],
  ])('%s', (query, tag) => expect(readTag(new URLSearchParams(query))).toEqual(tag));
});
