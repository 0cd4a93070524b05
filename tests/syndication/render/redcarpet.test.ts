import { h } from 'hastscript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RecipeSource } from '../../../integrations/syndication/render/recipe.ts';
import dev from '../../../integrations/syndication/render/recipes/dev.ts';
import gfm from '../../../integrations/syndication/render/recipes/gfm.ts';
import { type Redcarpet, startRedcarpet } from '../../servers/redcarpet.ts';
import { whyNoRedcarpet } from '../../servers/redcarpet-files.ts';
import { expectedOutline } from './expected-outline.ts';
import { outline } from './outline.ts';
import { posts, sourceOf } from './posts.ts';

const all = await posts();

describe.skipIf(whyNoRedcarpet() !== undefined)('DEV shows, through the real Redcarpet and Liquid,', () => {
  let redcarpet: Redcarpet;
  beforeAll(() => {
    redcarpet = startRedcarpet();
  });
  afterAll(() => redcarpet.close());

  const shownOf = async (source: RecipeSource) => outline(await redcarpet.render(dev.render(source).body));

  test.each(all)('all of $name, block by block', async ({ source }) => {
    expect(await shownOf(source)).toEqual(expectedOf(source));
  });

  test.each([
    ['a fence in a fence', '<pre><code class="language-md">```js\nlet a\n```\n</code></pre><p>after</p>'],
    ['names in such code', '<pre><code>```\n@_some_one_\n```\n</code></pre>'],
    ['a longer fence in it', '<pre><code>````\n~~~\n````\n</code></pre><p>after</p>'],
    ['Liquid in code', '<pre><code>{% for %}\n\n{{ x }} {% raw %}\n</code></pre><p><code>{{ a }}</code></p>'],
    ['Liquid in prose', '<p>{{ a }} and {% for %} and {% endraw %}</p>'],
    ['a lone backtick before code', '<p>a ` b <code>{{ c }}</code></p>'],
    ['money', '<p>$5 to $6</p>'],
    [
      'bars in a table',
      '<table><tr><th>a | b</th></tr><tr><td><code>x | y</code> or z | w</td></tr></table>',
    ],
    ['a backslash at the end of a line', '<p>a \\<br>b \\</p>'],
    ['hard breaks', '<p>one<br>two</p>'],
    ['no break where the author’s line ended', '<p>one\ntwo</p>'],
    ['two callouts in a row', callout('note', 'A') + callout('tip', 'B')],
    ['two quotations in a row', '<blockquote><p>a</p></blockquote><blockquote><p>b</p></blockquote>'],
    ['a fold', '<details><summary>More</summary><p>in it</p></details>'],
    [
      'tasks',
      '<ul><li><input type="checkbox" checked disabled> a</li><li><input type="checkbox" disabled> b</li></ul>',
    ],
    ['nested lists', '<ul><li>a<ul><li>b<ol><li>c</li></ol></li></ul></li><li>d</li></ul>'],
    [
      'code in a step',
      '<ol><li><p>a</p><pre><code class="language-ts">let b\n\nlet c\n</code></pre></li><li><p>d</p></li></ol>',
    ],
    [
      'tags in YAML',
      '<pre><code class="language-yaml">---\ntitle: a "b"\ntags: [x] #y\npublished: true\n---\n</code></pre>',
    ],
    [
      'a title between rules',
      '<table><tr><th>a</th></tr></table><pre><code>---\ntitle: x\n---\n</code></pre>',
    ],
    [
      'emphasis within Chinese',
      '<p>前<strong>注意：</strong>后<em>强调</em>后<del>删。</del>后<strong><code>a</code></strong>后</p>',
    ],
    ['emphasis within a word', '<p>a<strong>b</strong>c <em>d</em>e f<del>g</del></p>'],
    ['names with lines', '<p>@_some_one_ and snake_case and _x_</p>'],
    [
      'a heading that looks like a list',
      '<h2>1. one</h2><p>1. two</p><p># three</p><p>- four</p><p>+ five</p>',
    ],
    ['signs of HTML', '<p>a &lt;b&gt; &amp;amp; c</p>'],
    ['a list in a step', listInStep],
    [
      'keys, marks and indices',
      '<p>press <kbd>Ctrl</kbd>, H<sub>2</sub>O, x<sup>2</sup>, <mark>so</mark></p>',
    ],
    [
      'a picture in a link',
      '<p><a href="https://x.example/"><img src="https://x.example/a.png" alt="A"></a></p>',
    ],
    ['code in a heading', '<h2><code>a</code> and #b</h2>'],
    ['backticks in code', '<p><code>a ` b</code> and <code>``c``</code> and <code>{{ d }}</code></p>'],
    [
      'a list in a quotation',
      '<blockquote><p>a</p><ul><li>b</li></ul><pre><code>c\n</code></pre></blockquote>',
    ],
    ['a rule first', '<hr><p>a</p>'],
  ])('%s', async (_, content) => {
    const source = sourceOf(content);
    expect(await shownOf(source)).toEqual(expectedOf(source));
  });

  test.each([
    ['a fence in a fence', '<pre><code>```js\na\n```\n</code></pre><p>after</p>'],
    ['bars in a table', '<table><tr><th>a</th></tr><tr><td><code>x | y</code></td></tr></table>'],
    ['money', '<p>$5 and <span data-byline-math="inline">$x$</span></p>'],
    ['a fold', '<details><summary>More</summary><p>in it</p></details>'],
    ['tasks', '<ul><li><input type="checkbox" checked disabled> a</li></ul>'],
    ['two quotations in a row', '<blockquote><p>a</p></blockquote><blockquote><p>b</p></blockquote>'],
    ['tags in YAML', '<pre><code class="language-yaml">\ntags: [x] #y\n</code></pre>'],
    ['a list in a step', listInStep],
    ['emphasis within a word', '<p>a<strong>b</strong>c</p>'],
  ])('CommonMark would not do: %s', async (_, content) => {
    const source = sourceOf(content);
    const shown = await redcarpet.render(gfm.render(source).body).catch(() => 'refused');
    expect(outline(shown)).not.toEqual(expectedOf(source));
  });

  test('refuses a text that is not protected: the server obeys Liquid', async () => {
    await expect(redcarpet.render('{% for x %}')).rejects.toThrow(/syntax/i);
  });

  test('formulas reach KaTeX as they were written', async () => {
    const tex = '\\begin{aligned} f_{1}(x) &= \\{a\\} \\\\ &< {{b}} * c_{2}^{3} \\end{aligned}';
    const escaped = tex.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    const { body } = dev.render(sourceOf(`<p data-byline-math="block">$$${escaped}$$</p>`));
    const [shown = ''] = outline(await redcarpet.render(body));
    expect(shown.replaceAll(/ /g, '')).toBe(`:${tex.replaceAll(/ /g, '')}`);
  });
});

const listInStep =
  '<ol><li><p>a</p><ul><li>b</li></ul></li><li><p>c</p><pre><code>d\n</code></pre><ul><li>e</li></ul></li><li><blockquote><p>q</p></blockquote><ul><li>f</li></ul></li></ol>';

function callout(kind: string, text: string): string {
  const title = `<p data-byline-title=""><strong>${kind}</strong></p>`;
  return `<blockquote data-byline-callout="${kind}">${title}<p>${text}</p></blockquote>`;
}

/** What DEV should show: notes are numbered there, and stand below a rule. */
function expectedOf(source: RecipeSource): string[] {
  return expectedOutline(source, {
    blocks: { tasks: false, details: false, titleAbove: true },
    formula: (tex) => h('span', tex),
    beforeNotes: [h('hr')],
  });
}
