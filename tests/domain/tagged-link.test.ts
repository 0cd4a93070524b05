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

  test.each([
    { content: { place: 'card', offer: 'review' }, query: '&utm_content=card.review' },
    {
      content: { place: 'text', offer: '架构.v2' },
      query: `&utm_content=text.${encodeURIComponent('架构.v2')}`,
    },
  ] as const)('that leads to an offer says which and from where: $query', ({ content, query }) => {
    const link = tagLink('https://a.example/services/review/', { ...tag, content });
    expect(link.endsWith(query)).toBe(true);
    expect(readTag(new URL(link).searchParams)).toMatchObject({ ...tag, content });
  });

  test.each([
    { tagging: { ref: 15 }, channel: 'fifteen-letters', search: '?q=1&ref=fifteen-letters' },
    { tagging: { ref: 15 }, channel: 'sixteen-letters-', search: '?q=1' },
    { tagging: 'none', channel: 'dev', search: '?q=1' },
  ] as const)('says what $tagging lets it say of $channel', ({ tagging, channel, search }) => {
    const content = { place: 'card', offer: 'review' } as const;
    const link = new URL(tagLink('https://a.example/p/?q=1#h', { channel, post: 'p', tagging, content }));
    expect([link.search, link.hash]).toEqual([search, '#h']);
    const read = readTag(link.searchParams);
    expect(read).toEqual(search.includes('ref') ? { channel, post: undefined, campaign: undefined } : null);
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
    [
      'utm_source=dev&utm_medium=syndication&utm_campaign=p&utm_content=card.review',
      { channel: 'dev', post: 'p', content: { place: 'card', offer: 'review' } },
    ],
    ...['card', 'card.', 'footer.review', ''].map((content): [string, ReturnType<typeof readTag>] => [
      `utm_source=dev&utm_medium=syndication&utm_campaign=p&utm_content=${content}`,
      { channel: 'dev', post: 'p', campaign: undefined, content: undefined },
    ]),
    [
      'utm_source=mail&utm_medium=email&utm_content=card.review',
      { channel: 'mail', post: undefined, campaign: undefined, content: undefined },
    ],
    ['utm_source=', null],
    ['q=secret', null],
  ])('%s', (query, tag) => expect(readTag(new URLSearchParams(query))).toEqual(tag));
});
