import { describe, expect, test } from 'vitest';
import { htmlToMarkdown } from '../../integrations/to-markdown/index.ts';

const canonical = 'https://site.example/posts/one/';
const write = (html: string) => htmlToMarkdown(html, { title: 'One', canonical }).replace('# One\n\n', '');

describe('clean HTML as Markdown', () => {
  test.each([
    ['its title above it, escaped', '<p>x</p>', 'x'],
    ['money as money', '<p>$5 and $6, US$7</p>', '\\$5 and \\$6, US\\$7'],
    ['a formula as it was written', '<p>so $a_b * c_d$.</p>', 'so $a_b * c_d$.'],
    ['two formulas in a line', '<p>$x$ and $y_1$</p>', '$x$ and $y_1$'],
    [
      'a formula of its own',
      '<p>$$\\begin{a} 1 \\\\ 2 \\end{a}$$</p>',
      '$$\n\\begin{a} 1 \\\\ 2 \\end{a}\n$$',
    ],
    ['dollars in code', '<p><code>$a_b$</code></p>', '`$a_b$`'],
    ['a pipe in a table', table('a|b'), '| h |\n| - |\n| a\\|b |'],
    ['a fence in a fence', '<pre><code class="language-md">```\n</code></pre>', '````md\n```\n````'],
    ['a link to a heading, which leads home', `<p><a href="${canonical}#h">h</a></p>`, `[h](${canonical}#h)`],
    ['a ticked box', '<ul><li><input type="checkbox" checked disabled> x</li></ul>', '- [x] x'],
    ['Chinese emphasis by a full stop', '<p><strong>注意：</strong>后面</p>', '**注意：**&#x540E;面'],
  ])('%s', (_, html, markdown) => expect(write(html)).toBe(markdown));

  test('a note used twice', () => {
    const number = `<sup><a href="${canonical}#user-content-fn-a">1</a></sup>`;
    const back = `<a href="${canonical}#user-content-fnref-a">↩</a>`;
    const html = `<p>x${number} y${number}</p><section><h2>Notes</h2><ol><li><p>Note. ${back}</p></li></ol></section>`;
    expect(write(html)).toBe('x[^1] y[^1]\n\n[^1]: Note.');
  });

  test('a title is text', () => {
    expect(htmlToMarkdown('', { title: 'A * b * [c](d)', canonical })).toBe('# A \\* b \\* \\[c]\\(d)');
  });
});

function table(cell: string): string {
  return `<table><thead><tr><th>h</th></tr></thead><tbody><tr><td>${cell}</td></tr></tbody></table>`;
}
