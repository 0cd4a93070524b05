import { describe, expect, test } from 'vitest';
import { anchorsInSource } from '../../../integrations/markdown/links/anchors.ts';
import { html, render } from '../plugins/render.ts';

describe('a colon is a colon', () => {
  test.each([
    ['12:30', '<p>12:30</p>'],
    ['a:b', '<p>a:b</p>'],
    [':foo and x:note[y]', '<p>:foo and x:note[y]</p>'],
    ['::bar', '<p>::bar</p>'],
    ['::bar[**x**]{a=b}', '<p>::bar[<strong>x</strong>]{a=b}</p>'],
    [':::foo\n*text*\n:::', '<p>:::foo\n<em>text</em>\n:::</p>'],
    ['比例 3:note', '<p>比例 3:note</p>'],
    ['::note', '<p>::note</p>'],
  ])('%j', async (source, expected) => expect(await html(source)).toBe(expected));

  test('a slip of the finger is named', async () => {
    const { said, hints } = await render('Text.\n\n:::wraning\nx\n:::');
    expect(said).toEqual([
      '3 directive-name: :::wraning is shown as text: it is not a directive we can read',
    ]);
    expect(hints).toEqual(['Did you mean :::warning?']);
  });

  test('and so is a space too many', async () => {
    const { hints } = await render('::: warning[标题]\nx\n:::');
    expect(hints).toEqual([expect.stringMatching(/write :::warning.*without a space after the colons/)]);
  });

  test('a directive that is never closed is an error where it begins', async () => {
    const { said } = await render('Text.\n\n:::note\nx\n\ny');
    expect(said).toEqual(['3 unclosed-directive!: :::note is never closed']);
  });
});

describe('dollars', () => {
  test.each([
    '$5 and $6',
    'from $5 to $6, or $7.50',
    'US$5 and $x',
    '$5和$6',
    '$HOME/bin:$PATH',
    'a $ b $ c',
    'costs $',
    '$5\nand 6$',
    '\\$x\\$',
  ])('%j is no formula', async (source) => {
    const { html, said } = await render(source);
    expect(html).toBe(`<p>${source.replaceAll('\\', '')}</p>`);
    expect(said).toEqual([]);
  });

  test('what stands between two prices is parsed as ever', async () => {
    expect(await html('$5 and **not** $6')).toBe('<p>$5 and <strong>not</strong> $6</p>');
  });

  test.each([
    ['其中$x^2$是', 'x^2'],
    ['$\\alpha$', '\\alpha'],
    ['cost $c_1$, not $5', 'c_1'],
    ['$$y$$', 'y'],
  ])('%j is one', async (source, tex) => {
    expect(await html(source)).toContain(`<annotation encoding="application/x-tex">${tex}</annotation>`);
  });

  test('a formula on lines of its own is a block of MathML without style or class', async () => {
    const found = await html('$$\n\\frac{a}{b}\n$$');
    expect(found).toMatch(/^<math xmlns="http:\/\/www.w3.org\/1998\/Math\/MathML" display="block">/);
    expect(found).not.toMatch(/ (style|class)=/);
  });

  test('a mistake is an error with its line, and shown as written', async () => {
    const { html, said, hints } = await render('Text.\n\n$\\frac{a}$');
    expect(said).toEqual([expect.stringMatching(/^3 math!: KaTeX cannot read this formula: /)]);
    expect(hints[0]).toContain('\\$');
    expect(html).toContain('<code>\\frac{a}</code>');
  });
});

describe('footnotes', () => {
  test.each([
    ['a.md', '脚注', '回到正文'],
    ['a.en.md', 'Footnotes', 'Back to the text'],
  ])('%s', async (path, title, back) => {
    const { html, file } = await render('x[^1]\n\n[^1]: y', path);
    expect(html).toContain(`id="footnote-label">${title}</h2>`);
    expect(html).toContain(`aria-label="${back}"`);
    expect(file.data.astro?.headings).toEqual([{ depth: 2, slug: 'footnote-label', text: title }]);
  });
});

describe('headings', () => {
  test('have ids that keep Chinese and are nobody else’s, and links without text', async () => {
    const { html, file } = await render('## 安装 Node\n\n## 安装 Node\n\n### `a` & b\n\n## ？', 'a.md');
    expect(html.split('\n')[0]).toBe(
      '<h2 id="安装-node">安装 Node<a class="heading-anchor" href="#安装-node" aria-label="本节链接"></a></h2>',
    );
    expect(file.data.astro?.headings).toEqual([
      { depth: 2, slug: '安装-node', text: '安装 Node' },
      { depth: 2, slug: '安装-node-1', text: '安装 Node' },
      { depth: 3, slug: 'a--b', text: 'a & b' },
      { depth: 2, slug: 'section', text: '？' },
    ]);
  });

  test.each([
    ['## 标题 {#install}', 'a.md', '<h2 id="install">标题<a'],
    ['## 标题 {#install}\n\n## install', 'a.md', '<h2 id="install-1">install<a'],
    ['## *a* {#安装}', 'a.md', '<h2 id="安装"><em>a</em><a'],
    ['## 标题 \\{#install}', 'a.mdx', '<h2 id="install">标题<a'],
    ['## 🎉', 'a.md', '<h2 id="section">🎉<a'],
    ['## `{#a}` b', 'a.md', '<h2 id="a-b"><code>{#a}</code> b<a'],
  ])('%j takes the id its author wrote', async (source, path, expected) => {
    expect(await html(source, path)).toContain(expected);
    for (const [, id = ''] of expected.matchAll(/id="([^"]+)"/g))
      expect(anchorsInSource(source, path)).toContain(id);
  });

  test('give way to an id that is there already', async () => {
    expect(await html('<div id="intro" />\n\n## Intro', 'a.en.mdx')).toContain('<h2 id="intro-1">');
  });
});

describe('pictures', () => {
  test.each([
    ['![a](./a.png "Cap")', '<figure><img src="./a.png" alt="a"><figcaption>Cap</figcaption></figure>'],
    [
      '[![a](./a.png "Cap")](/x)',
      '<figure><a href="/x"><img src="./a.png" alt="a"></a><figcaption>Cap</figcaption></figure>',
    ],
    ['![a](./a.png)', '<p><img src="./a.png" alt="a"></p>'],
    ['See ![a](./a.png "Cap")', '<p>See <img src="./a.png" alt="a" title="Cap"></p>'],
  ])('%j', async (source, expected) => {
    const { html, file } = await render(source);
    expect(html).toBe(expected);
    expect(file.data.astro?.localImagePaths).toEqual(['./a.png']);
  });

  test('with an address that does not decode are an error, not a crash', async () => {
    const { said, hints } = await render('Text.\n\n![a](./100%.png)');
    expect(said).toEqual([expect.stringMatching(/^3 image-address!: /)]);
    expect(hints[0]).toContain('100%25.png');
  });
});
