import { expect, test } from 'vitest';
import { strings } from '#strings';
import { bibtexOf } from '../../src/citation.ts';

const cited = {
  key: 'retry-budget',
  author: 'Lin Yan',
  title: 'Retries need a budget',
  day: '2026-11-20',
  url: 'https://fixture.example/en/posts/retry-budget/',
};

test('a post is an entry of BibTeX', () => {
  expect(bibtexOf(cited)).toBe(`@online{retry-budget,
  author = {{Lin Yan}},
  title  = {{Retries need a budget}},
  date   = {2026-11-20},
  url    = {https://fixture.example/en/posts/retry-budget/},
}`);
});

test.each([
  ['C# & C++: 100%', 'C\\# \\& C++: 100\\%'],
  ['a_b ^ {x} ~ $5', 'a\\_b \\textasciicircum{} \\{x\\} \\textasciitilde{} \\$5'],
  ['\\n 与 \\t', '\\textbackslash{}n 与 \\textbackslash{}t'],
])('TeX reads the title %s as it is', (title, written) => {
  expect(bibtexOf({ ...cited, title })).toContain(`title  = {{${written}}},`);
});

test.each([
  ['a, b', '@online{a-b,'],
  ['notes/一', '@online{notes/一,'],
])('a key has nothing that ends it: %s', (key, begins) => {
  expect(bibtexOf({ ...cited, key })).toContain(begins);
});

test.each([
  ['en', 'Lin Yan (2026-11-20). Retries need a budget. https://fixture.example/en/posts/retry-budget/'],
  [
    'zh',
    'Lin Yan. Retries need a budget[EB/OL]. (2026-11-20). https://fixture.example/en/posts/retry-budget/',
  ],
])('as text it is written as in %s', (lang, text) => {
  expect(strings(lang).citation.plain(cited)).toBe(text);
});
