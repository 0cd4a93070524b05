import { describe, expect, test } from 'vitest';
import type { PlacedPicture, RecipeSource } from '../../../integrations/syndication/render/recipe.ts';
import newsletter from '../../../integrations/syndication/render/recipes/newsletter.ts';
import { wechat } from '../../../integrations/syndication/render/recipes/wechat.ts';
import { type ThemeName, themes } from '../../../integrations/syndication/render/themes/index.ts';
import { outline } from './outline.ts';
import { posts, sourceOf } from './posts.ts';
import { brokenRules } from './wechat-rules.ts';

const all = await posts();
const names = Object.keys(themes) as ThemeName[];
const placedAt = (address: string): PlacedPicture => ({ address, width: 60, height: 20, depth: 4 });

/** As it is sent: every picture has been uploaded. */
function sent(source: RecipeSource, theme: ThemeName = 'plain'): string {
  const recipe = wechat(theme);
  const { pictures } = recipe.render(source);
  const placed = new Map(
    pictures.map(({ key }, index) => [key, placedAt(`https://mmbiz.example/${index}.png`)]),
  );
  return recipe.render({ ...source, placed }).body;
}

const body = (content: string) => sent(sourceOf(content));
/** Without the last line and the notes. */
const text = (content: string) => outline(body(content)).slice(0, -1).join('\n').split('\n: 原文')[0] ?? '';

describe.each(names)('the theme %s', (theme) => {
  test.each(all)('leaves nothing in $name that WeChat strips', ({ source }) => {
    expect(brokenRules(sent(source, theme))).toEqual([]);
  });

  test('gives every block a style', () => {
    const { body } = wechat(theme).render(all.at(-1)?.source ?? sourceOf(''));
    expect(body).not.toMatch(/<(?:section|p|h\d|table|th|td)(?! style)/);
  });
});

test('the rules find what they are there for', () => {
  const bad =
    '<ul><li class="a">x</li></ul><p id="a" style="position: fixed">y</p><a href="#b">z</a><img src="a.svg"><p></p>';
  expect(brokenRules(bad)).toEqual([
    '<ul>',
    '<li>',
    'className on <li>',
    'id on <p>',
    'position:',
    'a to #b',
    'a picture WeChat does not take: a.svg',
    'an empty <p>',
  ]);
});

describe('lists', () => {
  test.each([
    [
      'nested twice',
      '<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>',
      [': •a', ': ◦b', ': ▪c', ': •d'],
    ],
    ['with an item that only holds a list', '<ul><li><ul><li>a</li></ul></li></ul>', [': ◦a']],
    ['numbered from elsewhere', '<ol start="3"><li>a</li><li>b</li></ol>', [': 3.a', ': 4.b']],
    ['of tasks', '<ul><li><input type="checkbox" checked disabled> a</li></ul>', [': ☑a']],
    ['with paragraphs', '<ul><li><p>a</p><p>b</p></li></ul>', [': •a', ': b']],
  ])('%s have no empty bullet and no bullet twice', (_, content, expected) => {
    expect(outline(body(content)).slice(0, expected.length)).toEqual(expected);
  });
});

describe('links', () => {
  test('within WeChat stay, others become numbers with their address at the end', () => {
    const html = body(
      '<p><a href="https://mp.weixin.qq.com/s/x">这里</a>、<a href="https://other.example/a">那里</a>、<a href="https://other.example/a">又</a>、<a href="https://b.example/">https://b.example/</a></p>',
    );
    expect(html.match(/<a [^>]*href="[^"]*"/g)).toHaveLength(1);
    const lines = outline(html);
    expect(lines[0]).toBe(
      ': {a https://mp.weixin.qq.com/s/x 这里}、那里{sup [1]}、又{sup [1]}、https://b.example/',
    );
    expect(lines).toContain(': [1] 那里：https://other.example/a');
  });

  test('in a note get a number of their own', () => {
    const note =
      '<section data-byline-notes=""><ol><li data-byline-note="n"><p>见<a href="https://x.example/">这</a> <a href="#b" data-byline-note-back="">↩</a></p></li></ol></section>';
    const lines = outline(body(`<p>a<sup data-byline-note-number="n"><a href="#n">1</a></sup></p>${note}`));
    expect(lines).toContain(': [1] 见这{sup [3]}');
    expect(lines.at(-1)).toBe(': [3] 这：https://x.example/');
  });
});

describe('code', () => {
  test('is a line a block, with indents that stay', () => {
    const html = body('<pre><code class="language-ts">if (a) {\n\tb  c\n\n}\n</code></pre>');
    expect(outline(html).slice(0, 4)).toEqual([
      ': if\u00A0(a)\u00A0{',
      ': \u00A0\u00A0\u00A0\u00A0b\u00A0\u00A0c',
      ': }',
      expect.any(String),
    ]);
    expect(html).toContain('<br></p>');
  });
});

describe('formulas and diagrams', () => {
  const content =
    '<p>见 <span data-byline-math="inline">$x^2$</span></p><p data-byline-math="block">$$y$$</p><figure><pre data-byline-diagram="mermaid"><code class="language-mermaid">graph LR; A</code></pre></figure>';

  test('are asked for in order, each once, with their source', () => {
    const { pictures } = wechat('plain').render(sourceOf(content + content));
    expect(
      pictures.map((picture) =>
        picture.kind === 'picture' ? picture.address : [picture.kind, picture.source, picture.inline],
      ),
    ).toEqual([
      ['formula', 'x^2', true],
      ['formula', 'y', false],
      ['diagram', 'graph LR; A', false],
    ]);
  });

  test('can be read until they are drawn', () => {
    const lines = outline(wechat('plain').render(sourceOf(content)).body);
    expect(lines.slice(0, 3)).toEqual([': 见 {code x^2}', ': y', ': graph\u00A0LR;\u00A0A']);
  });

  test('stand on their line in the size they were drawn for', () => {
    const html = body(content);
    expect(html.match(/<img/g)).toHaveLength(3);
    expect(html).toMatch(
      /<img [^>]*style="[^"]*width: 60px; height: auto; max-width: 100%; vertical-align: -4px;"/,
    );
  });
});

test('a wide table scrolls in its box, a narrow one fits', () => {
  const table = (columns: number) => `<table><tr>${'<td>x</td>'.repeat(columns)}</tr></table>`;
  expect(body(table(3))).not.toContain('min-width');
  expect(body(table(5))).toMatch(/overflow-x: auto;"><table style="[^"]*min-width: 550px;"/);
});

test('an offer is a card', () => {
  const offer =
    '<p data-byline-offer="course" data-byline-price="¥199">课程：<a href="https://site.example/c/">课</a> — 说明</p>';
  expect(text(offer).split('\n')).toEqual([': 课程', ': 课{sup [1]}', ': 说明', ': ¥199']);
});

test('a newsletter has the same styles, and its links lead out', () => {
  const { body } = newsletter.render(
    sourceOf('<p><a href="https://other.example/">x</a></p><ul><li>a</li></ul>'),
  );
  expect(outline(body)).toEqual([
    ': {a https://other.example/ x}',
    ': •a',
    `: 原文：{a ${sourceOf('').link} 标题}`,
  ]);
});
