import { describe, expect, test } from 'vitest';
import { html, render } from '../plugins/render.ts';

const fence = '```';
const block = (info: string, ...lines: string[]) => [`${fence}${info}`, ...lines, fence].join('\n');

describe('a block of code', () => {
  test('has short classes, and no style attribute', async () => {
    const found = await html(
      block('ts title="a.ts" {1} showLineNumbers{9} /b/', 'const a = 1; // b', 'b();'),
    );
    expect(found).toBe(
      '<figure data-rehype-pretty-code-figure=""><figcaption data-rehype-pretty-code-title="" data-language="ts">' +
        'a.ts</figcaption><pre data-language="ts"><code data-line-numbers="" data-language="ts" ' +
        'data-line-numbers-max-digits="2">' +
        '<span data-line="9" data-highlighted-line=""><span class="k">const</span><span> a = </span>' +
        '<span class="n">1</span><span>; </span><span class="c">// </span>' +
        '<mark class="c" data-highlighted-chars=""><span>b</span></mark></span>\n' +
        '<span data-line="10"><mark class="f" data-highlighted-chars=""><span>b</span></mark><span>();</span></span>' +
        '</code></pre></figure>',
    );
  });

  test.each([
    ['ts', 'a(); // [!code ++]', '<ins data-line=""><span class="f">a</span>();</ins>'],
    ['ts', 'a(); // [!code --]', '<del data-line=""><span class="f">a</span>();</del>'],
    ['py', 'a # [!code highlight]', '<span data-highlighted-line="" data-line="">a</span>'],
    ['html', 'a <!-- [!code focus] -->', '<span data-focused-line="" data-line="">a</span>'],
    ['text ins={1}', 'a', '<ins data-line="">a</ins>'],
    ['text del={1-2}', 'a', '<del data-line="">a</del>'],
    ['text focus={1}', 'a', '<span data-focused-line="" data-line="">a</span>'],
    ['js{1}', '1', '<span data-line="" data-highlighted-line=""><span class="n">1</span></span>'],
    ['diff', '+ a', '<span data-line=""><span class="i">+ a</span></span>'],
    ['C++', '// x', '<span data-line=""><span class="c">// x</span></span>'],
    ['golang', '// x', '<span data-line=""><span class="c">// x</span></span>'],
    ['text', '<b>&amp;</b>', '<span data-line="">&#x3C;b>&#x26;amp;&#x3C;/b></span>'],
    ['', 'a', '<span data-line="">a</span>'],
  ])('%s: %s', async (info, line, expected) => {
    const { html, said } = await render(block(info, line));
    expect(html).toContain(`${expected}</code></pre>`);
    expect(said).toEqual([]);
  });

  test('in a language nobody knows is shown as text, and said', async () => {
    const { html, said, hints } = await render(`Text.\n\n${block('typescirpt', 'const a')}`);
    expect(html).toContain('<span data-line="">const a</span>');
    expect(said).toEqual([
      '3 code-language: there is no grammar for “typescirpt”; the code is shown without colours',
    ]);
    expect(hints[0]).toBe('Did you mean “typescript”?');
  });

  test('that is never closed is an error where it begins', async () => {
    const { said } = await render(`Text.\n\n${fence}js\na()\n\n## Not a heading`);
    expect(said).toEqual([expect.stringMatching(/^3 unclosed-fence!: /)]);
  });

  test.each([
    [41, 'a.md', /^<details class="code-fold"><summary>共 41 行，展开或收起<\/summary><figure/],
    [41, 'a.en.md', /^<details class="code-fold"><summary>41 lines/],
    [40, 'a.en.md', /^<figure/],
  ])('of %i lines in %s', async (count, path, expected) => {
    expect(await html(block('text', ...Array<string>(count).fill('x')), path)).toMatch(expected);
  });

  test('stays open where the author says so', async () => {
    expect(await html(block('text unfolded', ...Array<string>(50).fill('x')))).toMatch(/^<figure/);
  });
});

test.each([
  ['`1{:js}`', '<code data-language="js"><span data-line=""><span class="n">1</span></span></code>'],
  ['`{:keyword}`', '<code>{:keyword}</code>'],
  ['`a`', '<code>a</code>'],
])('inline code %j', async (source, expected) => expect(await html(source)).toContain(expected));

test('a diagram is a figure with its source', async () => {
  expect(await html(block('mermaid title="Flow"', 'graph TD;', 'A-->B'))).toBe(
    '<figure class="mermaid" data-needs="inline-style"><pre><code class="language-mermaid">graph TD;\nA-->B</code></pre>' +
      '<figcaption>Flow</figcaption></figure>',
  );
});
