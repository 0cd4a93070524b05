import { expect, test } from 'vitest';
import { readPage } from '../../integrations/search/read-page.ts';
import { recordOf, straddling } from '../../integrations/search/record.ts';

const html = (body: string, head = '') =>
  `<html lang="zh-CN"><head><meta name="description" content="说明">${head}</head><body>${body}</body></html>`;

test('a page is read as it says itself: what it is, its text in blocks, code apart', () => {
  const page = readPage(
    html(
      `<nav>不要</nav><article data-search="post"><header data-search="skip"><h1>标题</h1><p>约 3 分钟</p></header>
      <p>说明</p><h2>一 <a aria-hidden="true">#</a></h2><p>甲<b>乙</b></p><pre><code>a &lt; b</code></pre>
      <form>表单</form><ul><li>丙<span class="hidden">：丙</span><li>丁</ul></article><p>不要</p>`,
      '<meta property="article:tag" content="Node"><meta property="article:published_time" content="2026-11-01T00:00:00Z">',
    ),
    '/posts/a/',
  );
  expect(page).toEqual({
    url: '/posts/a/',
    lang: 'zh-CN',
    kind: 'post',
    title: '标题',
    description: '说明',
    tags: ['Node'],
    day: '2026-11-01',
    blocks: [
      { part: 'heading', text: '一' },
      { part: 'text', text: '甲乙' },
      { part: 'code', text: 'a < b' },
      { part: 'text', text: '丙' },
      { part: 'text', text: '丁' },
    ],
  });
});

test.each([
  ['says it is nothing to find', html('<article><h1>标题</h1></article>')],
  ['says something we know no name for', html('<article data-search="thing"><h1>标题</h1></article>')],
  [
    'is not for search engines',
    html('<article data-search="post"></article>', '<meta name="robots" content="noindex">'),
  ],
])('a page that %s is left out', (_, page) => {
  expect(readPage(page, '/')).toBeNull();
});

test.each([
  [['重构', '建议'], [1]],
  [['机构', '建设', '与', '值班'], [1]],
  [['数据', '库', '连接'], []],
  [['构建'], []],
])('of %j the pairs at %j are no words', (words, places) => {
  expect(straddling(words)).toEqual(places);
});

test('markup in a text stays text', () => {
  const page = readPage(html('<article data-search="page"><h1>&lt;b&gt; &amp; 构建</h1></article>'), '/');
  const record = page === null ? '' : recordOf(page, (run) => [run]);
  expect(record).toContain('<span data-pagefind-meta="title">&lt;b&gt; &amp; 构建</span>');
});
