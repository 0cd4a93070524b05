import { describe, expect, test } from 'vitest';
import { postSchema } from '#domain';
import { readFrontMatter } from '../../integrations/content/front-matter/front-matter.ts';
import { type CorpusName, type CorpusPost, corpusSize, makeCorpus } from '../../scripts/bench/corpus.ts';

const mdx = makeCorpus('mdx', corpusSize.mdx.full);
const markdown = makeCorpus('markdown', corpusSize.markdown.full);
const both: [CorpusName, CorpusPost[]][] = [
  ['mdx', mdx],
  ['markdown', markdown],
];

const count = (posts: readonly CorpusPost[], what: RegExp) =>
  posts.reduce((sum, { text }) => sum + [...text.matchAll(what)].length, 0);
const codeBlocks = /^```[a-z]+/gm;

describe.each(both)('the %s corpus', (name, posts) => {
  test('is the same every time', () => expect(makeCorpus(name, posts.length)).toEqual(posts));

  test('has other text in every post', () => {
    const bodies = posts.map(({ text }) => text.split('---\n')[1]);
    expect(new Set(bodies).size).toBe(posts.length);
  });

  test('is the same in a smaller one but for links', () => {
    const unlinked = ({ text }: CorpusPost) => text.split('\n').slice(0, -2).join('\n');
    expect(makeCorpus(name, 10).map(unlinked)).toEqual(posts.slice(0, 10).map(unlinked));
  });

  test('has front matter that fits', () => {
    const problems = posts.flatMap(({ text }) => readFrontMatter('a.md', text, postSchema).problems);
    expect(problems).toEqual([]);
  });

  test('links only to posts that are there', () => {
    const files = new Set(posts.map((post) => `./${post.name}.${post.extension}`));
    const links = posts.flatMap(({ text }) => [...text.matchAll(/\]\((\.[^)]+)\)/g)].map(([, link]) => link));
    expect(links.length).toBe(posts.length);
    expect(links.filter((link) => !files.has(String(link)))).toEqual([]);
  });

  test.each([
    ['headings', /^##+ /gm],
    ['lists', /^- /gm],
    ['steps', /^1\. /gm],
    ['tables', /^\| --- \|/gm],
    ['footnotes', /^\[\^\d+\]: /gm],
    ['quotes', /^> /gm],
    ['links', /\]\(https:/g],
  ])('has %s', (_, what) => expect(count(posts, what)).toBeGreaterThan(posts.length / 2));

  test('has code in eight languages', () => {
    const languages = posts.flatMap(({ text }) => text.match(codeBlocks) ?? []);
    expect(new Set(languages).size).toBe(8);
  });

  test('has nothing that a template language would run', () =>
    expect(posts.filter(({ text }) => /\{\{|\{%|\}\}/.test(text))).toEqual([]));
});

describe('the size that was promised', () => {
  test('500 MDX posts, half of them Chinese, with 3,000 code blocks', () => {
    expect(mdx.length).toBe(500);
    expect(count(mdx, codeBlocks)).toBe(3000);
    expect(mdx.filter(({ lang }) => lang === 'zh').length).toBe(250);
  });

  test('1,000 Markdown posts of about 23 KB', () => {
    const sizes = markdown.map(({ text }) => Buffer.byteLength(text));
    expect(sizes.length).toBe(1000);
    expect(Math.min(...sizes)).toBeGreaterThan(22_000);
    expect(Math.max(...sizes)).toBeLessThan(26_000);
  });

  test('Markdown is mostly Chinese', () => {
    const han = (text: string) =>
      Buffer.byteLength((text.match(/[\p{Script=Han}，。：“”；]/gu) ?? []).join(''));
    const shares = markdown.map(({ text }) => han(text) / Buffer.byteLength(text));
    expect(Math.min(...shares)).toBeGreaterThan(0.5);
  });
});
