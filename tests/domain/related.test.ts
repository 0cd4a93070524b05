import { describe, expect, test } from 'vitest';
import { isOutdated, type Post, phrasesOf, relatedTo } from '#domain';

const DAY = 86_400_000;

describe('related posts', () => {
  const all = [
    post('a', { tags: ['Node', 'SQLite'] }),
    post('b', { tags: ['Node'], published: 2 }),
    post('c', { tags: ['sqlite', 'node'], published: 1 }),
    post('d', { tags: ['CSS'] }),
    post('e', { tags: ['Node'], published: 3 }),
    post('f', { tags: ['SQLite'], lang: 'en' }),
    post('g', { tags: ['SQLite'], series: { name: 's', order: 2 } }),
  ];
  const cases: [id: string, own: Partial<Post>, expected: string][] = [
    ['those that share most come first, whatever the letters’ case', { tags: ['Node', 'SQLite'] }, 'c g e'],
    ['a rare tag counts more than a common one', { tags: ['SQLite', 'CSS'] }, 'd c g'],
    ['one language only', { tags: ['SQLite'], lang: 'en' }, 'f'],
    ['not the other parts of its series', { tags: ['SQLite'], series: { name: 's', order: 1 } }, 'c'],
    ['none without a tag', { tags: [] }, ''],
  ];

  test.each(cases)('%s', (_, own, expected) => {
    const found = relatedTo(post('a', own), all, 3);
    expect(found.map(({ id }) => id).join(' ')).toBe(expected);
  });
});

test.each([
  ['untouched for long', {}, 731, true],
  ['touched lately', { updated: 700 * DAY }, 731, false],
  ['says it stays true', { evergreen: true }, 9999, false],
])('%s', (_, own, day, expected) => {
  expect(isOutdated(post('a', own), day * DAY, 730)).toBe(expected);
});

test('nothing is outdated where the site says never', () =>
  expect(isOutdated(post('a', {}), 9999 * DAY, 0)).toBe(false));

test.each([
  ['请求超时，不等于没做', '请求超时，|不等于|没做'],
  ['看“文档”：一次（真的）测量', '看|“文档”：|一次|（真的）|测量'],
  ['帮小团队把慢的接口变快', '帮小团队|把慢的|接口变快'],
  ['做过的事', '做过的事'],
  ['What p99 hides', 'What p99 hides'],
  ['为什么 <b> & <strong> 不一样', '为什么 <b> & <strong> 不一样'],
  ['用C++写`<b>`标签', '用C++|写|`<b>`|标签'],
])('a line of “%s” may break at %s', (text, expected) => {
  expect(phrasesOf(text, 'zh').join('|')).toBe(expected);
  expect(phrasesOf(text, 'zh').join('')).toBe(text);
});

function post(id: string, own: Partial<Post>): Post {
  return {
    id,
    slug: id,
    lang: 'zh',
    title: id,
    description: id,
    summary: undefined,
    points: undefined,
    published: 0,
    updated: undefined,
    tags: [],
    draft: false,
    offers: [],
    channels: {},
    series: undefined,
    translationKey: id,
    publishAt: undefined,
    canonical: undefined,
    effort: undefined,
    redirects: [],
    pinned: false,
    noindex: false,
    evergreen: false,
    comments: true,
    ...own,
  };
}
