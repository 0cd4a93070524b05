import { describe, expect, test } from 'vitest';
import { render } from './render.ts';

describe('text that looks like a tag is shown, and said with its line', () => {
  test.each([
    ['List<String> 与 <N> 个', '<p>List&#x3C;String> 与 &#x3C;N> 个</p>', ['<String>', '<N>']],
    ['git checkout <branch-name>', '<p>git checkout &#x3C;branch-name></p>', ['<branch-name>']],
    ['**Map<Key>**', '<p><strong>Map&#x3C;Key></strong></p>', ['<Key>']],
    ['## Option<T>', /<h2[^>]*>Option&#x3C;T>/, ['<T>']],
    ['| a |\n| --- |\n| Vec<u8> |', /<td[^>]*>Vec&#x3C;u8><\/td>/, ['<u8>']],
    ['<T>x</T>', '<p>&#x3C;T>x&#x3C;/T></p>', ['<T>']],
    ['<your-token>\n\nText.', '<p>&#x3C;your-token></p>\n<p>Text.</p>', ['<your-token>']],
    [
      '<title> 与 <textarea> 都会吞字',
      '<p>&#x3C;title> 与 &#x3C;textarea> 都会吞字</p>',
      ['<title>', '<textarea>'],
    ],
    ['用 <script> 写的', '<p>用 &#x3C;script> 写的</p>', ['<script>']],
  ])('%j', async (source, expected, tags) => {
    const { html, said } = await render(source);
    if (typeof expected === 'string') expect(html).toBe(expected);
    else expect(html).toMatch(expected);
    expect(said).toEqual(
      tags.map((tag) => expect.stringMatching(`^\\d+ (unknown|swallowing)-tag: .*${tag}`)),
    );
  });

  test('the line is that of the tag', async () => {
    expect((await render('A.\n\n<div>\n<N>\n</div>\n\nList<M>')).said).toEqual([
      '4 unknown-tag: HTML has no element <N>: it is shown as text',
      '7 unknown-tag: HTML has no element <M>: it is shown as text',
    ]);
  });
});

describe('what has no end is said', () => {
  test.each([
    ['a\n\n<b>强调', '3 unclosed-tag: <b> is never closed'],
    ['<div>\n\ntext', '1 unclosed-tag: <div> is never closed'],
    ['a\n\n<!-- 没关\n\nb', '3 unclosed-comment: this comment is never closed: nothing after it is shown'],
  ])('%j', async (source, expected) => expect((await render(source)).said).toEqual([expected]));
});

describe('HTML an author means is left alone', () => {
  test.each([
    '<kbd>Ctrl</kbd>',
    '<details>\n<summary>更多</summary>\n\n文字。\n\n</details>',
    '<p>一\n<p>二',
    '<ul><li>一<li>二</ul>',
    'a<br>b<hr/>',
    '<my-chart data="1"></my-chart>',
    '<svg viewBox="0 0 1 1"><title>点</title><path d="M0 0"/><linearGradient id="a"></linearGradient></svg>',
    '<style>.a { color: red }</style>',
    '<iframe src="https://video.example/1" title="片"></iframe>',
    '<!-- 注 -->',
    '`List<String>` 与 \\<N>',
    '<https://a.example>',
    '<table>\n<tr><td>a</table>',
  ])('%j', async (source) => {
    const { html, said } = await render(source);
    expect(said).toEqual([]);
    expect(html).not.toContain('&#x3C;m');
  });
});

describe('text GFM leaves out is said', () => {
  test.each([
    [
      '| a | b |\n| --- | --- |\n| 1 | 2 | 3 |\n| 4 | 5 |',
      '3 lost-cells: this row has 3 cells and the head of the table 2: the rest is not shown',
    ],
    ['字。\n\n[^没用]: 注。', '3 unused-note: nothing refers to the note [^没用]: it is not shown'],
    ['见[^未定义]。', '1 unknown-note: there is no note [^未定义]: it is shown as text'],
  ])('%j', async (source, expected) => {
    expect((await render(source)).said).toEqual([expected]);
    expect((await render(source, 'a.mdx')).said).toEqual([expected]);
  });

  test.each(['字[^a]。\n\n[^a]: 注。', '正则 `[^a-z]`，\\[^x]', '| a |\n| - |\n| `x \\| y` |'])(
    '%j has nothing to say',
    async (source) => expect((await render(source)).said).toEqual([]),
  );
});
