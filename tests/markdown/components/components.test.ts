import { describe, expect, test } from 'vitest';
import { html, render } from '../plugins/render.ts';

const callout = (kind: string, title: string, body: string) =>
  `<aside class="callout" data-kind="${kind}" role="note"><p class="callout-title"><strong>${title}</strong></p>${body}</aside>`;

describe('callouts', () => {
  test.each([
    ['> [!NOTE]\n> x', callout('note', 'Note', '<p>x</p>')],
    ['> [!tip]\n>\n> x', callout('tip', 'Tip', '<p>x</p>')],
    ['> [!IMPORTANT]  \n> x\n>\n> y', callout('important', 'Important', '<p>x</p><p>y</p>')],
    ['> [!CAUTION]\n> **x**', callout('caution', 'Caution', '<p><strong>x</strong></p>')],
    [':::warning\nx\n:::', callout('warning', 'Warning', '<p>x</p>')],
    [':::note[Mind *this*]\nx\n:::', callout('note', 'Mind this', '<p>x</p>')],
    ['> [!NOTE] x', '<blockquote>\n<p>[!NOTE] x</p>\n</blockquote>'],
    ['> [!NOTICE]\n> x', '<blockquote>\n<p>[!NOTICE]\nx</p>\n</blockquote>'],
    [
      ':::details[More]\nx\n:::',
      '<details class="callout" data-kind="details"><summary>More</summary><p>x</p></details>',
    ],
  ])('%j', async (source, expected) => expect(await html(source)).toBe(expected));

  test('speak the language of the post', async () => {
    expect(await html('> [!WARNING]\n> 别', 'a.md')).toBe(callout('warning', '注意', '<p>别</p>'));
  });

  test('stand in lists and in each other', async () => {
    const found = await html('- a\n\n  ::::note\n  :::tip\n  x\n  :::\n  ::::');
    expect(found).toContain(callout('note', 'Note', callout('tip', 'Tip', '<p>x</p>')));
  });
});

const tab = (label: string, body: string) =>
  `<section class="tab" data-label="${label}"><p class="tab-label"><strong>${label}</strong></p>${body}</section>`;

describe('tabs', () => {
  const expected = `<div class="tabs">${tab('npm', '<p>a</p>')}${tab('pnpm', '<p>b</p>')}</div>`;

  test.each([
    ['a.en.md', ':::tabs\n::tab[npm]\na\n\n::tab[pnpm]\nb\n:::'],
    ['a.en.md', '::::tabs\n:::tab[npm]\na\n:::\n:::tab[pnpm]\nb\n:::\n::::'],
    ['a.en.mdx', '<Tabs>\n<Tab label="npm">\na\n</Tab>\n<Tab label="pnpm">\nb\n</Tab>\n</Tabs>'],
  ])('in %s: %j', async (path, source) => expect(await html(source, path)).toBe(expected));

  test('name what stands in none of them', async () => {
    const { said } = await render(':::tabs\nlost\n\n::tab[a]\nx\n:::');
    expect(said).toEqual(['1 component: something in these tabs stands in no tab']);
  });
});

describe('components in MDX', () => {
  test.each([
    ['<Aside kind="tip">x</Aside>', callout('tip', 'Tip', 'x')],
    ['<Steps>\n1. a\n</Steps>', '<div class="steps"><ol>\n<li>a</li>\n</ol></div>'],
    [
      '<Details summary="S" open>x</Details>',
      '<details class="callout" data-kind="details" open><summary>S</summary>x</details>',
    ],
    [
      '<Figure src="/a.png" alt="A" caption="C" width={3} />',
      '<figure><img src="/a.png" alt="A" width="3"><figcaption>C</figcaption></figure>',
    ],
    [
      '<Bilingual langs="en zh">\n\nHello\n\n---\n\n你好\n\n</Bilingual>',
      '<div class="bilingual"><div lang="en"><p>Hello</p></div><div lang="zh"><p>你好</p></div></div>',
    ],
    [
      '<Video src="https://www.bilibili.com/video/BV1xx" title="T" />',
      '<figure class="embed" data-frame="https://player.bilibili.com/player.html?bvid=BV1xx" data-title="T">' +
        '<a href="https://www.bilibili.com/video/BV1xx">Play the video: T (Bilibili)</a></figure>',
    ],
    [
      '<CodeEmbed src="https://codepen.io/lin/pen/abc" title="T" />',
      '<figure class="embed" data-frame="https://codepen.io/lin/embed/abc" data-title="T">' +
        '<a href="https://codepen.io/lin/pen/abc">Open the example: T (CodePen)</a></figure>',
    ],
    [
      '<Offer id="x" />',
      '<byline-component data-name="Offer" data-props="{&#x22;id&#x22;:&#x22;x&#x22;}"></byline-component>',
    ],
    [
      'See <Chart /> now',
      '<p>See <byline-component data-name="Chart" data-props="{}"></byline-component> now</p>',
    ],
    ['<div class="a b" data-x="1">**x**</div>', '<div class="a b" data-x="1"><strong>x</strong></div>'],
    ['<kbd className="k">x</kbd>', '<p><kbd class="k">x</kbd></p>'],
    ['<><b>x</b></>', '<p><b>x</b></p>'],
    ['a{/* said to nobody */}b', '<p>ab</p>'],
  ])('%j', async (source, expected) => {
    const { html, said } = await render(source, 'a.en.mdx');
    expect(html).toBe(expected);
    expect(said).toEqual([]);
  });

  test.each([
    ['<Asid>x</Asid>', '3 unknown-component!: there is no component <Asid>', 'Did you mean “Aside”?'],
    ['<Offer id={x} />', '3 computed-attribute!: <Offer> has the computed attribute id', 'import'],
    ['<Offer {...x} />', '3 computed-attribute!: <Offer> has the computed attribute {...x}', 'literal'],
    [
      '<Aside kind="tipp">x</Aside>',
      '3 component-props!: <Aside> kind: expected "note", "tip"',
      'Did you mean “tip”?',
    ],
    ['<Aside type="tip">x</Aside>', '3 component-props!: <Aside> type: unknown key', 'Known: kind, title.'],
    [
      '<Figure src="./none.png" alt="" />',
      '3 picture!: there is no picture “./none.png”',
      'relative to the file it stands in',
    ],
    ['<img src="./package.json" />', '3 picture!: “./package.json” is not a picture', 'Save it again'],
    ['<Figure src="a.png" />', '3 component-props!: <Figure> alt is missing', 'alt="…": a description'],
    ['<Video src="https://x.example/v" title="T" />', '3 component!: <Video> cannot play', 'YouTube'],
    ['<Bilingual>x</Bilingual>', '3 component!: <Bilingual> needs one line ---', 'empty line'],
    ['<Steps>x</Steps>', '3 component: steps hold no numbered list', '1. 2. 3.'],
  ])('%j is said, and the rest compiles', async (source, expected, hint) => {
    const { html, said, hints } = await render(`Text.\n\n${source}\n\nMore.`, 'a.en.mdx');
    expect(said).toEqual([expect.stringContaining(expected)]);
    expect(hints[0]).toContain(hint);
    expect(html).toMatch(/^<p>Text\.<\/p>[\s\S]*<p>More\.<\/p>$/);
  });

  test('a picture in a component goes to the image pipeline; others are left alone', async () => {
    const source =
      '<Figure src="./sample/public/avatar.svg" alt="" />\n\n<img src="./.github/home.png" />\n\n<img src="https://x.example/c.png" />\n\n<img src="/d.png" />';
    const { file } = await render(source, 'a.mdx');
    expect(file.data.astro?.localImagePaths).toEqual(['./sample/public/avatar.svg', './.github/home.png']);
  });
});
